"""The draft on one page, or the clauses of it that are most discussed or hold some words. Five queries for a visitor."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.access import Phase
from consult.consultations.queries import text_in
from consult.consultations.rights import phase_of
from consult.discussion.queries.drafts import draft_to_read
from consult.discussion.queries.newest_posts import newest_said
from consult.discussion.queries.posts import said_in
from consult.documents.models import Revision
from consult.documents.pictures import pictured
from consult.documents.queries import wordings_of, wordings_with_links
from frontend.documents.reading.cached_draft import Standing, rendered
from frontend.documents.reading.draft_files import FILES, number
from frontend.documents.reading.draft_search import Sought, asked, found
from frontend.documents.reading.live_counts import Living, most_discussed
from frontend.documents.reading.outline import Row, contents, outlined
from frontend.documents.reading.stretches import Stretch, stretches
from frontend.http_answers import page_or_fragment
from frontend.page_cache import once_a_key
from frontend.request_context import SignedRequest

SIZES: Final = ("small", "medium", "large")


@dataclass
class Reading:
    """A revision as it is read now, in the active language."""

    revision: Revision
    phase: Phase

    @property
    def is_older(self) -> bool:
        """Whether a later one is published."""
        return self.revision.number != self.revision.newest_number

    @property
    def older(self) -> str:
        """What stands first in the questions of its addresses where it is an older one."""
        return f"revision={self.revision.number}&" if self.is_older else ""

    @property
    def whole(self) -> str:
        """The address of the page with the whole draft, as it is in this revision."""
        return f"{self.address}?{self.older.rstrip('&')}" if self.is_older else self.address

    @cached_property
    def living(self) -> Living:
        """What people say about it now. Two queries."""
        said = said_in(self.revision.document.consultation)
        return Living(said.by_clause, newest_said(most_discussed(said.by_clause)), said.total)

    @property
    def address(self) -> str:
        """Of the page of drafts, without a question."""
        return reverse("draft", args=[self.revision.document.consultation.slug])

    @cached_property
    def rows(self) -> list[Row]:
        """All rows. One query."""
        wordings = wordings_of(self.revision)
        return outlined(wordings, pictured(self.revision, wordings))

    def clauses(self, rows: Sequence[Row], *, cited: bool = False, sought: Sought | None = None) -> Standing:
        """The rows; `cited` where they stand without those around them, and so under their full label."""
        slug, language = self.revision.document.consultation.slug, self.revision.language
        is_open = self.phase is Phase.OPEN and not self.is_older
        given = {"slug": slug, "language": language, "is_open": is_open, "address": self.address, "older": self.older}
        return rendered("documents/clauses.html", {**given, "rows": rows, "cited": cited, "sought": sought})

    def contents(self, rows: Sequence[Row], *, here: Sequence[Row] = ()) -> Standing:
        """The list of contents; what stands `here` on the page is reached without leaving it."""
        given = {"contents": contents(rows), "language": self.revision.language, "address": self.address, "older": self.older}
        return rendered("documents/contents.html", {**given, "here": {row.wording.pk for row in here}})


@require_safe
def draft(request: SignedRequest, slug: str) -> HttpResponse:
    """The latest published revision, each clause with what people think of it; of a long one a stretch, and where the next begins."""
    revision = draft_to_read(slug, viewer=request.viewer, now=request.now, number=number(request.GET.get("revision", "")))
    row = revision.document.consultation
    reading = Reading(revision, phase_of(row, now=request.now))
    given = {
        "row": row,
        "text": text_in(row, get_language() or "id"),
        "phase": reading.phase,
        "revision": revision,
        "address": reading.address,
        "older": reading.older,
        "whole": reading.whole,
        "files": FILES,
        "sizes": SIZES,
        "size": size_of(request),
    }
    return page_or_fragment(request, "documents/draft.html", "documents/stretch.html", given | shown(reading, request))


def size_of(request: SignedRequest) -> str:
    """The size of the text that was chosen before, which a script keeps in a cookie; the middle one otherwise."""
    kept = request.COOKIES.get("size")
    return kept if kept in SIZES else "medium"


def shown(reading: Reading, request: SignedRequest) -> dict[str, Any]:
    """The part of the draft that was asked for: the hits of `?q=`, the most discussed clauses, or all, from the clause `?from=` on."""
    start, show = request.GET.get("from", ""), request.GET.get("show")
    if question := asked(request.GET.get("q", "")):
        return searched(reading, question, start=start)
    if show == "changed" and reading.revision.previous_number:  # type: ignore[attr-defined]  # as `draft_to_read` annotates it
        return changed(reading)
    return discussed(reading) if show == "discussed" else all_clauses(reading, start=start, at_once=show == "whole")


def all_clauses(reading: Reading, *, start: str, at_once: bool) -> dict[str, Any]:
    """A stretch of all clauses. It is put together once for each number of events that were told, of what stands still between."""
    revision, told = reading.revision, reading.revision.told  # type: ignore[attr-defined]
    enters = (revision.pk, revision.sha256, get_language(), reading.phase.value, reading.whole)
    stretch = once_a_key(("places", *enters), lambda: places(reading.rows)).get(start, 0) if start and not at_once else 0

    def standing() -> dict[str, Any]:
        rows = reading.rows
        part = Stretch(rows) if at_once else stretches(rows)[stretch]
        return {"contents": reading.contents(rows, here=part.rows), "clauses": reading.clauses(part.rows), **part.around}

    def filled() -> dict[str, Any]:
        parts = once_a_key(("standing", *enters, stretch, at_once), standing)
        made = {name: reading.living.filled(parts[name]) for name in ("contents", "clauses")}
        return parts | made | {"contributions": reading.living.everywhere}

    return once_a_key(("filled", *enters, stretch, at_once), filled, told=told)


def places(rows: Sequence[Row]) -> dict[str, int]:
    """Key of a clause → number of the stretch that it stands in."""
    return {one.wording.key: number for number, part in enumerate(stretches(rows)) for row in part.rows for one in row.all()}


def searched(reading: Reading, question: str, *, start: str) -> dict[str, Any]:
    """The clauses that hold what was asked for; of many, a stretch."""
    rows = reading.rows
    hits, sought = found(question, rows)
    parts = stretches(hits)
    part = parts[places(hits).get(start, 0)]
    return picked(reading, rows, part, sought) | {"question": question, "found": len(hits)}


def discussed(reading: Reading) -> dict[str, Any]:
    """The clauses on which most was written, with the items and notes in them."""
    rows, total = reading.rows, reading.living.total
    weight = {row.wording.pk: total(str(part.wording.clause_id) for part in row.all()) for row in rows}
    most = sorted((row for row in rows if weight[row.wording.pk]), key=lambda row: -weight[row.wording.pk])[:20]
    return picked(reading, rows, Stretch(most)) | {"discussed": True, "found": len(most)}


def changed(reading: Reading) -> dict[str, Any]:
    """The clauses that are not as they were in the version before, each with what became of it. Put together once for a revision."""
    revision = reading.revision
    enters = (revision.pk, revision.sha256, get_language(), reading.phase.value, reading.whole)

    def standing() -> dict[str, Any]:
        rows = outlined(wordings_with_links(revision))
        found = [row for row in rows if any(one.became for one in row.all())]
        return {"contents": reading.contents(rows), "clauses": reading.clauses(found, cited=True), "found": len(found)}

    parts = once_a_key(("changed", *enters), standing)
    made = {name: reading.living.filled(parts[name]) for name in ("contents", "clauses")}
    return parts | made | {"contributions": reading.living.everywhere, "changed": True}


def picked(reading: Reading, rows: list[Row], part: Stretch, sought: Sought | None = None) -> dict[str, Any]:
    """Some of the rows, beside the contents of all."""
    filled = reading.living.filled
    return {
        "contents": filled(reading.contents(rows)),
        "clauses": filled(reading.clauses(part.rows, cited=True, sought=sought)),
        "contributions": reading.living.everywhere,
        **part.around,
    }
