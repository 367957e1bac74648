"""What a moderator decided: newest first, with whether the author knows already, and the way to take it back."""

from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import consultation_of, rule_text
from consult.discussion.rules import Status
from consult.moderation.models import Decision
from consult.moderation.queries import own_decisions
from consult.moderation.rules import SECOND_THOUGHT, Told, opposite, told
from frontend.discussion.reading.clause_labels import labels_of
from frontend.http_answers import PRIVATE, page
from frontend.moderation.desk_frame import frame
from frontend.request_context import SignedRequest

AT_ONCE: Final = 25


@dataclass(frozen=True)
class Decided:
    """A decision as its page lists it."""

    decision: Decision
    label: str
    rule: str
    told: Told
    stands: bool  # nobody has decided about the version since, and the reverse is possible

    @property
    def due(self) -> object:
        """When the author is told."""
        return self.decision.decided_at + SECOND_THOUGHT


@require_safe
def decided(request: SignedRequest, slug: str) -> HttpResponse:
    """The viewer's own decisions in one consultation."""
    found = own_decisions(slug, viewer=request.viewer, now=request.now)
    part = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    rows = list(part.object_list)
    called = labels_of(decision.version.post for decision in rows)
    listed = [row_of(request, decision, called.get(decision.version.post_id, "")) for decision in rows]
    return page(request, "moderation/decided.html", {**frame(row), "decided": listed, "page": part}, cache=PRIVATE)


def row_of(request: SignedRequest, decision: Decision, label: str) -> Decided:
    """One decision with its words."""
    later = decision.later  # type: ignore[attr-defined]
    return Decided(
        decision,
        label,
        rule_text(decision.rule, get_language() or "id")[0],
        told(decision.decided_at, later=later, now=request.now),
        later is None and opposite(Status(decision.version.status)) is not None,
    )
