"""Public figures of moderation and its log: counts, and what everybody saw happen. No word of what was hidden, no reason, no name."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import consultation_of, rule_text, rules_in_force
from consult.discussion.models import ThreadEvent
from consult.discussion.rules import Status
from consult.moderation.flagged_posts import reports
from consult.moderation.public_figures import public_log, reversals, waits
from consult.moderation.rules import LONG_WAIT
from consult.platform.snapshot import at_one_instant
from consult.reports.queries import hidden_by_rule, post_tallies
from frontend.discussion.reading.clause_labels import labels_of
from frontend.http_answers import page
from frontend.moderation.desk_frame import frame
from frontend.request_context import SignedRequest

AT_ONCE: Final = 25


@dataclass(frozen=True)
class Logged:
    """One line of the log."""

    event: ThreadEvent
    label: str
    rule: str  # title of the rule that was cited


@require_safe
def figures(request: SignedRequest, slug: str) -> HttpResponse:
    """How many were received, what became of them, how long it took, and what moderators hid and showed again."""
    with at_one_instant():
        row = consultation_of(slug, viewer=request.viewer, now=request.now)
        tally, still = post_tallies(row)[-1], waits(row, now=request.now)
        by_rule, language = hidden_by_rule(row), get_language() or "id"
        titles = {rule.number: rule_text(rule, language)[0] for rule in rules_in_force(row)}
        part = Paginator(public_log(row), AT_ONCE).get_page(request.GET.get("page"))
        given = {
            "tally": tally,
            "rules": [(number, title, by_rule.get(number, 0)) for number, title in titles.items()],
            "waits": still,
            "edits": still.waiting - tally.by_status[Status.HELD],  # new versions of what is public and counted as public
            "reversals": reversals(row),
            "reports": reports(row, now=request.now),
            "long": LONG_WAIT // timedelta(hours=1),
            "log": logged(list(part.object_list), titles),
            "page": part,
        }
    return page(request, "moderation/figures.html", {**frame(row), **given})


def logged(events: list[ThreadEvent], titles: dict[int, str]) -> list[Logged]:
    """The events with their words."""
    called = labels_of(event.post for event in events)
    return [Logged(event, called.get(event.post_id, ""), titles.get(event.rule, "")) for event in events]  # type: ignore[attr-defined]
