"""Changing what was read: the small forms of a clause, what is said of a doubtful place, undoing and redoing."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from consult.access import Right
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import require
from consult.documents.actions import edit_revision, redo_edit, undo_edit
from consult.documents.editing.edited_revision import Draft, draft, edited, reading_of
from consult.documents.editing.operations import Join, OnClause, Operation, Reopen, Settle, Split
from consult.documents.editing.step_operations import STEPS
from consult.documents.models import Edit, Revision, Wording
from consult.documents.queries import unpublished_revision, wordings_of
from consult.errors import BadInput, NotFound, NotPossible
from consult.platform import idempotency
from frontend.documents.import_desk.doubt_remedies import cut_of
from frontend.documents.import_desk.edit_forms import DescribeForm, MoveForm, SplitForm, StepForm
from frontend.documents.import_desk.edit_sentences import told
from frontend.documents.import_desk.import_page import refused_page, shared
from frontend.documents.import_desk.import_result import result
from frontend.forms import form_page, refusals_on
from frontend.http_answers import PRIVATE, is_fragment
from frontend.request_context import SignedRequest, in_query

FORMS: Final = ("what", "where", "split", "step")
AROUND: Final = 3  # lines of the source before and behind the first line of a clause
TURNS: Final[dict[str, Callable[..., Edit]]] = {"undo": undo_edit, "redo": redo_edit}


class Desk:
    """A draft that waits, its clauses, and how far its editing has come: what all pages of it begin with."""

    def __init__(self, request: SignedRequest, slug: str, revision_id: UUID) -> None:
        """Raises NotFound, NotAllowed, NotPossible: see `rights.require` and `queries.unpublished_revision`."""
        self.request = request
        self.row: Consultation = consultation_of(slug, viewer=request.viewer, now=request.now)
        require(request.viewer, Right.DRAFT_IMPORT, at=self.row, now=request.now)
        self.revision: Revision = unpublished_revision(self.row, revision_id)
        self.wordings: list[Wording] = wordings_of(self.revision)

    def find(self, clause_id: UUID) -> Wording | None:
        """The clause as it is worded now; None where it is not in the draft any more."""
        return next((one for one in self.wordings if one.clause_id == clause_id), None)

    def clause(self, clause_id: UUID) -> Wording:
        """The same.

        Raises:
            NotFound: it is not in the draft any more.
        """
        found = self.find(clause_id)
        if found is None:
            raise NotFound
        return found

    def draft(self) -> Draft:
        """The draft as its steps make it."""
        return draft(self.revision, reading_of(self.revision, self.wordings))

    def edits(self, form: StepForm, operation: Operation) -> Edit:
        """Do it, as somebody who has seen what the form says."""
        given = {"slug": self.row.slug, "revision_id": self.revision.pk, "now": self.request.now, "key": form.once}
        answers = form.cleaned_data["answers"]
        return edit_revision(actor=self.request.viewer, seen=form.cleaned_data["seen"], operation=operation, answers=answers, **given)


def onward(desk: Desk, edit: Edit, *, clause: str = "", after: int | None = None) -> HttpResponse:
    """Say what happened, and lead to the clause, or to the doubtful place that is open after one; where none is, to what now."""
    wordings = wordings_of(desk.revision)
    now = edited(desk.revision, wordings)
    messages.success(desk.request, told(edit, now))
    address = reverse("import", kwargs={"slug": desk.row.slug})
    if after is not None and now.open:
        following = next((number for number in now.open if number > after), now.open[0])
        return redirect(f"{address}?doubt={following}#w-{following}")
    if after is not None:
        return redirect(f"{address}#decide")
    shown = next((one for one in wordings if str(one.clause_id) == clause), None)
    return redirect(f"{address}?clause={shown.clause_id}#clause-{shown.key}" if shown else address)


# A clause


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: SignedRequest, slug: str, revision_id: UUID, clause_id: UUID) -> HttpResponse:
    """The forms of a clause, as a page or as the part that opens below it; what is posted to it is one step."""
    desk = Desk(request, slug, revision_id)
    if request.method != "POST":
        now = desk.draft()
        return clause_page(desk, desk.clause(clause_id), now, forms_of(desk, desk.clause(clause_id), now))
    if idempotency.used(request.POST.get("key"), by=request.viewer):
        return redirect("import", slug=slug)
    return taken(desk, clause_id) or refused_page(request, slug, late(request))


def taken(desk: Desk, clause_id: UUID) -> HttpResponse | None:
    """Where a step leads that was sent, or its form again; None where the clause is not there any more."""
    wording, now = desk.find(clause_id), desk.draft()
    if wording is None:
        return None
    forms = forms_of(desk, wording, now, desk.request.POST)
    sent = forms[which] if (which := desk.request.POST.get("form", "")) in forms else forms["step"]
    if sent.is_valid():
        with refusals_on(sent):
            edit = desk.edits(sent, operation_in(sent, desk.request.POST.get("step", ""), wording, now, desk.wordings))
            return onward(desk, edit, clause=touched(edit), after=sent.cleaned_data["answers"])
        desk = Desk(desk.request, desk.row.slug, desk.revision.pk)  # as somebody else has left it
        wording = desk.find(clause_id)
        sent.show_with(seen=str(edited(desk.revision, ()).history.last))
    return clause_page(desk, wording, now, forms, sent) if wording else None


def late(request: SignedRequest) -> StepForm:
    """A form that says that its clause is not there any more."""
    form = StepForm(request.POST)
    form.full_clean()
    form.refuse(NotPossible("edit.unknown"))
    return form


def forms_of(desk: Desk, wording: Wording, now: Draft, sent: QueryDict | None = None) -> dict[str, StepForm]:
    """The forms by name; the one that was sent as it was sent."""
    passage = next(one for one in now.passages if one.id == str(wording.clause_id))
    begins = {"seen": now.edited.history.last, "answers": in_query(desk.request, "doubt") or None}
    given = {name: sent if sent is not None and sent.get("form") == name else None for name in FORMS}
    common: dict[str, Any] = {"wording": wording, "tradition": now.tradition}
    forms = {
        "what": DescribeForm(given["what"], initial=dict(begins), called=passage.called, **common),
        "where": MoveForm(given["where"], initial=dict(begins), wording=wording),
        "split": SplitForm(given["split"], initial=dict(begins), profile=desk.revision.profile, **common),
        "step": StepForm(given["step"], initial=dict(begins)),
    }
    if sent is None:
        for form in forms.values():
            form.begin(desk.request.GET.get("field", "kind"))
    return forms


def operation_in(form: StepForm, step: str, wording: Wording, now: Draft, wordings: Sequence[Wording]) -> Operation:
    """What a form asks for; of the form of single steps, the one whose button was pressed.

    Raises:
        BadInput: there is no such step for this clause.
    """
    if isinstance(form, MoveForm):
        return form.operation(wordings)
    if isinstance(form, DescribeForm | SplitForm):
        return form.operation()
    if step == "join":
        return Join(str(wording.clause_id))
    operation: OnClause | None = STEPS[step](now.passages, str(wording.clause_id)) if step in STEPS else None
    if operation is None:
        raise BadInput("edit.operation", field="step")
    return operation


def clause_page(desk: Desk, wording: Wording, now: Draft, forms: dict[str, StepForm], sent: StepForm | None = None) -> HttpResponse:
    """The forms, the one that was refused as it was typed."""
    clause_id = str(wording.clause_id)
    shown = result(desk.revision, desk.wordings, now.edited, clause=wording.clause_id)
    item = next(one for one in shown.items if one.wording.clause_id == wording.clause_id)
    given = {
        **shared(desk.request, desk.row),
        "revision": desk.revision,
        "wording": wording,
        "forms": forms,
        "steps": {name: step(now.passages, clause_id) is not None for name, step in STEPS.items()},
        "is_first": desk.wordings[0].pk == wording.pk,
        "item": item,
        "lines": [line for line in shown.lines if wording.line and abs(line.number - wording.line) <= AROUND],
        "action": desk.request.get_full_path(),
    }
    if is_fragment(desk.request):
        answer = render(desk.request, "documents/import_clause_forms.html", given)
        answer["Cache-Control"] = PRIVATE
        return answer
    return form_page(desk.request, "documents/import_clause.html", sent, cache=PRIVATE, **given)


def touched(edit: Edit) -> str:
    """The clause that is looked at after a step: what a joined one has become a part of, what begins where one was split."""
    given = edit.given
    return str(given.get("into") or given.get("new") or given.get("clause") or "")


# A doubtful place


@require_POST
def doubt(request: SignedRequest, slug: str, revision_id: UUID, number: int) -> HttpResponse:
    """Say that a place is right as it is or doubtful after all, or do at once what would make it right."""
    desk = Desk(request, slug, revision_id)
    form = StepForm(request.POST)
    if idempotency.used(request.POST.get("key"), by=request.viewer):
        return redirect("import", slug=slug)
    if form.is_valid():
        with refusals_on(form):
            form.cleaned_data["answers"] = number
            operation = operation_on(desk, number, request.POST.get("do", ""))
            edit = desk.edits(form, operation)
            return onward(desk, edit, after=number - 1 if isinstance(operation, Reopen) else number)
    return refused_page(request, slug, form)


def operation_on(desk: Desk, number: int, do: str) -> Operation:
    """What a button at a doubtful place does.

    Raises:
        BadInput: there is no such place, or nothing of the kind to be done there.
    """
    if do in {"right", "open"}:
        return Settle(number) if do == "right" else Reopen(number)
    now = edited(desk.revision, desk.wordings)
    about = next((one for one in desk.wordings if str(one.clause_id) == now.standing.places.get(number)), None)
    if about is not None and do == "join":
        return Join(str(about.clause_id))
    cut = cut_of(now.warnings[number], about, desk.revision.profile) if about is not None and do == "split" else None
    if about is None or cut is None:
        raise BadInput("edit.operation", field="do")
    return Split(str(about.clause_id), cut.at, cut.kind, cut.number)


# Back and forth


@require_POST
def turned(request: SignedRequest, slug: str, revision_id: UUID, way: str) -> HttpResponse:
    """Undo the last step, or do it again."""
    desk = Desk(request, slug, revision_id)
    form = StepForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            given = {"slug": slug, "revision_id": revision_id, "seen": form.cleaned_data["seen"], "now": request.now}
            edit = TURNS[way](actor=request.viewer, key=form.once, **given)
            step = desk.revision.edits.get(number=edit.given["edit"])
            return onward(desk, edit, clause=looked_at(step, way), after=open_after(step, way))
    return refused_page(request, slug, form)


def looked_at(step: Edit, way: str) -> str:
    """The clause that is looked at: undone, the one that the step was done to; done again, as after the step."""
    return str(step.given.get("clause", "")) if way == "undo" else touched(step)


def open_after(step: Edit, way: str) -> int | None:
    """The doubtful place after which one goes on: one that is open again is the next itself; None where the step was about none."""
    if step.name == "reopen":
        return int(step.given["doubt"]) - (way == "redo")
    return int(step.settles[0]) - (way == "undo") if step.settles else None
