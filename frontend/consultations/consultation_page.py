"""The page of one consultation: the question, its stage, what can be done now, its documents, its rules."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.access import Phase, Right, allowed
from consult.consultations.models import Consultation
from consult.consultations.queries import announcements, consultation_of, rule_text, rules_in_force, text_in
from consult.consultations.rights import phase_of, roles_of
from consult.discussion.queries.placements import orphans
from consult.discussion.queries.posts import general_thread, said_in
from consult.documents.draft_sizes import Size, sizes
from consult.documents.models import Revision
from consult.documents.queries import published_revisions
from consult.documents.supporting_documents import supporting
from consult.polls.queries import polls_of
from frontend.consultations.stages import Stage, line
from frontend.http_answers import page
from frontend.request_context import SignedRequest

STAGES: Final = (Phase.ANNOUNCED, Phase.OPEN, Phase.CLOSED, Phase.ANSWERED)


@dataclass(frozen=True)
class Version:
    """A published version of the draft."""

    revision: Revision
    size: Size | None
    previous: int | None  # number of the version before it

    @property
    def fingerprint(self) -> str:
        """Its hash as one compares it by eye: the first and the last eight digits."""
        return f"{self.revision.sha256[:8]}…{self.revision.sha256[-8:]}"


@require_safe
def consultation(request: SignedRequest, slug: str) -> HttpResponse:
    """One consultation, for whoever may read it."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    phase, language = phase_of(row, now=request.now), get_language() or "id"
    published = versions(row)
    given = {
        "row": row,
        "text": text_in(row, language),
        "phase": phase,
        "stages": stages(row, phase, announced_at=announcements([row.pk]).get(row.pk)),
        "rules": [(rule.number, *rule_text(rule, language)) for rule in rules_in_force(row)],
        "versions": published,
        "supporting": supporting(row),
        "latest": published[0] if published else None,
        "orphaned": orphans(published[0].revision).count() if len(published) > 1 else 0,
        "general": general_thread(row),
        "polls": polls_of(row, viewer=request.viewer, now=request.now).prefetch_related(None),  # without their options
        "said": said_in(row),
        "team": allowed(roles_of(request.viewer, row), Right.QUEUE_READ, phase),
    }
    return page(request, "consultations/one.html", given)


def versions(row: Consultation) -> list[Version]:
    """The published versions of its draft, newest first. Two queries."""
    published = list(published_revisions(row))
    measured = sizes(revision.pk for revision in published)
    earlier = [*(revision.number for revision in published[1:]), None]
    return [Version(revision, measured.get(revision.pk), before) for revision, before in zip(published, earlier, strict=False)]


def stages(row: Consultation, phase: Phase, *, announced_at: datetime | None = None) -> list[Stage]:
    """The line of stages, each with its instant where one is known; the last one is the archive for what stands there."""
    phases = (*STAGES[:-1], Phase.ARCHIVED) if phase is Phase.ARCHIVED else STAGES
    instants = {Phase.ANNOUNCED: announced_at, Phase.OPEN: row.opens_at, Phase.CLOSED: row.closes_at, Phase.ANSWERED: row.answered_at}
    return line(phases, phase, instants)
