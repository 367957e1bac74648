"""Importing a draft: take the file, show what was read beside it, publish it for good or throw it away."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consult.access import Right
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import may, phase_of, require
from consult.documents.actions import discard_revision, import_draft
from consult.documents.editing.edited_revision import Edited, edited
from consult.documents.models import Matching, Revision
from consult.documents.pictures import pictured
from consult.documents.queries import (
    draft_of,
    newest_revision,
    open_links,
    published_before,
    published_revision,
    published_revisions,
    title_of,
    wordings_of,
)
from consult.documents.rules import RevisionStatus
from consult.errors import NotFound
from consult.proposals.actions import publish_revision
from consult.proposals.picks import open_conflicts
from frontend.consultations.frame import frame
from frontend.documents.import_desk.edit_sentences import left, next_turns
from frontend.documents.import_desk.import_forms import ImportForm, PublicationForm
from frontend.documents.import_desk.import_result import result
from frontend.documents.reading.outline import outlined
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE, page
from frontend.request_context import SignedRequest, id_in_query, in_query


@require_http_methods(["GET", "HEAD", "POST"])
def importing(request: SignedRequest, slug: str) -> HttpResponse:
    """The form where no draft waits, else what was read; what is posted to it is a draft."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    if request.method != "POST":
        return import_or_result(request, row)
    require(request.viewer, Right.DRAFT_IMPORT, at=row, now=request.now)  # before a long text is read for nothing
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            given = {**form.source(), **form.next_version(), "profile": form.cleaned_data["profile"], "title": ""}
            import_draft(actor=request.viewer, slug=slug, now=request.now, key=form.once, **given)
            return redirect("import", slug=slug)
    return import_page(request, row, form)


def import_or_result(request: SignedRequest, row: Consultation, refused: KeyedForm | None = None) -> HttpResponse:
    """What was read where that waits to be published, or where nothing can be imported any more; else the form for the next."""
    revision = newest_revision(row, viewer=request.viewer, now=request.now)
    if revision is None:
        return import_page(request, row, refused=refused)
    if revision.status == RevisionStatus.PUBLISHED and may(request.viewer, Right.DRAFT_IMPORT, at=row, now=request.now):
        return import_page(request, row, refused=refused)
    return result_page(request, row, revision, refused)


@require_safe
def read(request: SignedRequest, slug: str) -> HttpResponse:
    """What was read of the version that is public now, whatever waits after it."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.QUEUE_READ, at=row, now=request.now)
    return result_page(request, row, published_revision(row))


def import_page(
    request: SignedRequest, row: Consultation, taking: ImportForm | None = None, refused: KeyedForm | None = None
) -> HttpResponse:
    """The form, as it was sent; a browser does not give a chosen file back."""
    published = published_revisions(row).first()
    shown = taking or ImportForm()
    shown.follows = published is not None
    given = {**shared(request, row), "taking": shown, "published": published}
    return form_page(request, "documents/import.html", taking or refused, cache=PRIVATE, **given)


def shared(request: SignedRequest, row: Consultation) -> dict[str, object]:
    """What all pages of the import say of the consultation, and of what may be done."""
    return {
        **frame(row),
        "phase": phase_of(row, now=request.now),
        "may_import": may(request.viewer, Right.DRAFT_IMPORT, at=row, now=request.now),
    }


def result_page(request: SignedRequest, row: Consultation, revision: Revision, refused: KeyedForm | None = None) -> HttpResponse:
    """What was read, beside what it was read from."""
    wordings = wordings_of(revision)
    now = edited(revision, wordings)
    wanted = {"page": in_query(request, "page"), "doubt": in_query(request, "doubt"), "clause": id_in_query(request, "clause")}
    found = result(revision, wordings, now, **wanted)  # type: ignore[arg-type]  # two numbers and an id
    given = {**shared(request, row), **decision(row, revision, now), "result": found, **said_of(now), "conflicts": conflicts(revision)}
    if given["may_import"] and revision.status == RevisionStatus.DRAFT:
        given |= {"desk": desk_of(row, revision), "happened": list(messages.get_messages(request))}  # beside the button that undoes it
    return form_page(request, "documents/import_result.html", refused, cache=PRIVATE, **given)


def conflicts(revision: Revision) -> int:
    """How many proposals that were picked for it somebody has still to settle; a first revision has none."""
    return open_conflicts(revision).count() if revision.number > 1 and revision.status == RevisionStatus.DRAFT else 0


def said_of(now: Edited) -> dict[str, object]:
    """What stands in the bar of the desk, and words that the page says at every clause."""
    return {"turns": next_turns(now), "still": left(len(now.open)), "says_line": _("line"), "says_change": _("change")}


def desk_of(row: Consultation, revision: Revision) -> str:
    """With what all addresses begin at which the revision is changed."""
    return f"{reverse('import', kwargs={'slug': row.slug})}{revision.pk}/"


def decision(row: Consultation, revision: Revision, now: Edited) -> dict[str, object]:
    """What the forms say that publish a draft or throw it away: what it is called, and the state of it that is looked at."""
    state = {"seen": now.history.last, "left": len(now.open), "links": links_of(revision)}
    return {"revision": revision, "draft": called(row), "keys": KeyedForm(), **state}


@dataclass(frozen=True)
class Links:
    """Why a further version is not published yet: how many of its links are doubtful, or that it was changed since it was matched."""

    doubtful: int
    is_stale: bool

    @property
    def wait(self) -> bool:
        """Whether publishing waits for them."""
        return self.is_stale or self.doubtful > 0


def links_of(revision: Revision) -> Links | None:
    """How the links of the draft to the version before stand; None where it is the first, or is published."""
    if revision.number == 1 or revision.status == RevisionStatus.PUBLISHED or published_before(revision) is None:
        return None
    matching = Matching.objects.filter(revision=revision).first()
    return Links(open_links(revision).count(), matching is None or matching.sha256 != revision.sha256)


@require_safe
def preview(request: SignedRequest, slug: str) -> HttpResponse:
    """The imported draft as readers will see it."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    revision = newest_revision(row, viewer=request.viewer, now=request.now)
    if revision is None:
        raise NotFound
    wordings = wordings_of(revision)
    now = edited(revision, wordings)
    given = {**shared(request, row), **decision(row, revision, now), "rows": outlined(wordings, pictured(revision, wordings))}
    return page(request, "documents/import_preview.html", given, cache=PRIVATE)


@require_POST
def published(request: SignedRequest, slug: str, revision_id: UUID) -> HttpResponse:
    """Make the draft that was looked at public, for good."""
    form = PublicationForm(request.POST)
    revision = newest_revision(consultation_of(slug, viewer=request.viewer, now=request.now), viewer=request.viewer, now=request.now)
    if form.is_valid():
        with refusals_on(form):
            number = revision.number if revision else 1
            said = {"number": number, "seen": revision_id, **form.said()}
            publish_revision(actor=request.viewer, slug=slug, now=request.now, key=form.once, **said)
            messages.success(request, _("The draft is published. Its text does not change any more."))
            return redirect("desk", slug=slug)
    return refused_page(request, slug, form)


@require_POST
def discarded(request: SignedRequest, slug: str, revision_id: UUID) -> HttpResponse:
    """Throw the draft that was looked at away."""
    form = KeyedForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            discard_revision(actor=request.viewer, slug=slug, seen=revision_id, now=request.now, key=form.once)
            messages.success(request, _("The draft was thrown away. Nobody outside the team has seen it."))
            return redirect("import", slug=slug)
    return refused_page(request, slug, form)


def called(row: Consultation) -> str:
    """What the draft calls itself, so that the draft of another law is noticed before it is public."""
    return title_of(draft_of(row), get_language() or "id")


def refused_page(request: SignedRequest, slug: str, form: KeyedForm) -> HttpResponse:
    """The refusal above what is there now."""
    return import_or_result(request, consultation_of(slug, viewer=request.viewer, now=request.now), form)
