"""The page of one consultation: the question, its stage, its doors, its rules."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.access import Phase, Right, allowed
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, rule_text, rules_in_force, text_in
from consult.consultations.rights import phase_of, roles_of
from consult.documents.queries import published_revisions
from frontend.answers import page
from frontend.consultations.start import days_left
from frontend.requests import SignedRequest

STAGES = (Phase.ANNOUNCED, Phase.OPEN, Phase.CLOSED, Phase.ANSWERED)
ORDER = list(Phase)


@require_safe
def consultation(request: SignedRequest, slug: str) -> HttpResponse:
    """One consultation, for whoever may read it."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    phase, language = phase_of(row, now=request.now), get_language() or "id"
    given = {
        "row": row,
        "text": text_in(row, language),
        "phase": phase,
        "stages": stages(row, phase),
        "days": days_left(row, now=request.now) if phase is Phase.OPEN else None,
        "rules": [(rule.number, *rule_text(rule, language)) for rule in rules_in_force(row)],
        "revision": published_revisions(row).first(),
        "team": allowed(roles_of(request.viewer, row), Right.QUEUE_READ, phase),
    }
    return page(request, "consultations/one.html", given)


def stages(row: Consultation, phase: Phase) -> list[dict[str, object]]:
    """The line of stages, each with its instant where one is known, past or not, and which is the present one."""
    instants = {Phase.OPEN: row.opens_at, Phase.CLOSED: row.closes_at}
    reached = ORDER.index(phase)
    return [{"phase": one, "at": instants.get(one), "past": ORDER.index(one) <= reached, "current": one is phase} for one in STAGES]
