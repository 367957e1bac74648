"""The desk of all: the consultations of whose team the viewer is, by phase, with what waits in each and one next step."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.access import Phase
from consult.accounts.viewer import Viewer
from consult.consultations.queries import roles_by_consultation, teams_of, text_in
from consult.consultations.rights import may_create, phase_of
from consult.documents.queries import newest_revisions
from consult.errors import NotAllowed
from consult.moderation.waiting_counts import NOTHING, waiting_by_consultation
from frontend.consultations.desk.state import State
from frontend.http_answers import PRIVATE, page
from frontend.request_context import SignedRequest

ORDER: Final = (Phase.OPEN, Phase.ANNOUNCED, Phase.DRAFT, Phase.CLOSED, Phase.ANSWERED, Phase.ARCHIVED)  # what is urgent first


@require_safe
def desks(request: SignedRequest) -> HttpResponse:
    """All of them, in seven queries whatever their number."""
    begins = may_create(request.viewer)
    states = states_of(request)
    if not states and not begins:
        raise NotAllowed
    return page(request, "consultations/desk/every.html", {"groups": by_phase(states), "may_create": begins}, cache=PRIVATE)


def states_of(request: SignedRequest) -> list[State]:
    """How each consultation of the viewer's teams stands."""
    viewer: Viewer = request.viewer
    roles, revisions = roles_by_consultation(viewer=viewer), newest_revisions(viewer=viewer)
    waiting = waiting_by_consultation(viewer=viewer)
    return [
        State(
            row=row,
            text=text_in(row, get_language() or "id"),
            phase=phase_of(row, now=request.now),
            roles=roles[row.pk],
            revision=revisions.get(row.pk),
            waits=waiting.get(row.pk, NOTHING),
            now=request.now,
        )
        for row in teams_of(viewer=viewer)
    ]


def by_phase(states: Iterable[State]) -> list[tuple[Phase, list[State]]]:
    """The phases in which any stands, each with what stands in it; what closes first comes first."""
    found = sorted(states, key=lambda state: (state.row.closes_at is None, state.row.closes_at or state.now))
    groups = ((phase, [state for state in found if state.phase is phase]) for phase in ORDER)
    return [(phase, group) for phase, group in groups if group]
