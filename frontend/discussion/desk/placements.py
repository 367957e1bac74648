"""The desk of places: where posts of an earlier version stand in the newest, of which the program was not sure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from consult.access import Right
from consult.anchoring.placement import PlacementState
from consult.anchoring.quotes import Span, span_of
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import may, require
from consult.discussion.actions import decide_placements
from consult.discussion.models import Placement
from consult.discussion.queries.placements import AT_ONCE, counted, doubtful
from consult.discussion.revision_pair import texts_of
from consult.discussion.rules import PlacementVerdict
from consult.documents.models import Revision, Wording
from consult.documents.queries import published_revisions, wordings_of
from frontend.consultations.frame import frame
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE
from frontend.request_context import SignedRequest, id_in

AROUND: Final = 400  # characters of the clause that are shown before and after the passage
NAMED: Final = "verdict-"  # begins the name of the field in which a placement is decided about


class PlacesForm(KeyedForm):
    """What is said of up to fifty places; what nothing is said of is left for later."""

    @property
    def verdicts(self) -> dict[str, str]:
        """Placement → what was chosen."""
        return {name.removeprefix(NAMED): value for name, value in self.data.items() if name.startswith(NAMED) and value}

    def clean(self) -> dict[str, Any]:
        """Each names a placement."""
        if not all(map(id_in, self.verdicts)):
            raise forms.ValidationError(gettext_lazy("This choice cannot be read. Please choose again."))
        return super().clean() or self.cleaned_data


@dataclass(frozen=True)
class Passage:
    """A passage in its clause, with what stands around it; without a passage, how the clause begins."""

    label: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Place:
    """A doubtful placement: what the post quotes in the version that its author saw, and what was found in the newest."""

    row: Placement
    was: Passage
    now: Passage
    chosen: str

    @property
    def name(self) -> str:
        """The field in which it is decided about."""
        return f"{NAMED}{self.row.pk}"


class Texts:
    """The clauses of one revision: two values of each, its name and its text with its parts. One query."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._texts = texts_of(wordings)
        self._labels = {str(one.clause_id): one.label for one in wordings}

    def passage(self, clause: UUID | None, span: Span | None) -> Passage:
        """The passage in its clause, cut to what stands around it."""
        return passage(self._labels.get(str(clause), ""), self._texts.get(str(clause), ""), span)

    def quoted(self, clause: UUID | None, quote: Mapping[str, Any] | None) -> Span | None:
        """Where the words of a post stand in the clause."""
        return span_of(quote, self._texts.get(str(clause), "")) if quote else None


@require_http_methods(["GET", "HEAD", "POST"])
def placements(request: SignedRequest, slug: str) -> HttpResponse:
    """The page, for the team; what is posted to it decides about some places."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    if request.method != "POST":
        return places_page(request, row)
    require(request.viewer, Right.DRAFT_IMPORT, at=row, now=request.now)
    form = PlacesForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            decide_placements(actor=request.viewer, slug=slug, verdicts=form.verdicts, now=request.now, key=form.once)
            n = len(form.verdicts)
            messages.success(request, ngettext("%(n)s place is decided.", "%(n)s places are decided.", n) % {"n": n})
            return redirect("placements", slug=slug)
    return places_page(request, row, form)


def places_page(request: SignedRequest, row: Consultation, form: PlacesForm | None = None) -> HttpResponse:
    """The oldest of what waits, with what was chosen already, below how all posts stand."""
    waiting = doubtful(row, viewer=request.viewer, now=request.now)
    newest = published_revisions(row).first()
    counts = counted(newest) if newest else {}
    given = {
        **frame(row),
        "newest": newest,
        "counts": [(state, counts[state]) for state in PlacementState if counts.get(state)],
        "waiting": waiting.count(),
        "places": shown(waiting[:AT_ONCE], form.verdicts if form else {}),
        "verdicts": list(PlacementVerdict),
        "may_decide": may(request.viewer, Right.DRAFT_IMPORT, at=row, now=request.now),
        "deciding": form or PlacesForm(),
    }
    return form_page(request, "discussion/desk/placements.html", form, cache=PRIVATE, **given)


def shown(found: Iterable[Placement], chosen: Mapping[str, str]) -> list[Place]:
    """The placements with both texts: one query for each version of the draft that they are of."""
    rows = list(found)
    revisions: dict[UUID, Revision] = {one.pk: one for row in rows for one in (row.revision, row.post.revision) if one is not None}
    texts = {pk: Texts(wordings_of(revision)) for pk, revision in revisions.items()}
    return [place(row, texts, chosen.get(str(row.pk), "")) for row in rows]


def place(row: Placement, texts: Mapping[UUID, Texts], chosen: str) -> Place:
    """One of them."""
    old, new = texts[row.post.revision_id], texts[row.revision_id]  # type: ignore[index]  # what quotes a clause saw a version
    span = Span(row.start, row.end) if row.start is not None and row.end is not None else None
    was = old.passage(row.post.clause_id, old.quoted(row.post.clause_id, row.version.quote))
    return Place(row, was, new.passage(row.clause_id, span), chosen)


def passage(label: str, text: str, span: Span | None) -> Passage:
    """The words at `span`, and what stands around them; cut where a word ends."""
    at = span or Span(0, 0)
    before, after = text[: at.start], text[at.end :]
    if len(before) > AROUND:
        before = f"… {before[-AROUND:].partition(' ')[2]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND].rpartition(' ')[0]} …"
    return Passage(label, before, text[at.start : at.end], after)
