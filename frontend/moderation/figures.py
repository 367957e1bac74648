"""Public figures of moderation: only counts, so nothing of what was hidden."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import consultation_of, rule_text, rules_in_force
from consult.reports.queries import hidden_by_rule, post_tallies
from frontend.answers import page
from frontend.moderation.queue import frame
from frontend.requests import SignedRequest


@require_safe
def figures(request: SignedRequest, slug: str) -> HttpResponse:
    """How many were received, and what became of them."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    by_rule, language = hidden_by_rule(row), get_language() or "id"
    rules = [(rule.number, rule_text(rule, language)[0], by_rule.get(rule.number, 0)) for rule in rules_in_force(row)]
    return page(request, "moderation/figures.html", {**frame(row), "tally": post_tallies(row)[-1], "rules": rules})
