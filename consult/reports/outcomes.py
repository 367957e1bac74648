"""What a report takes from the polls and from moderation. A fixed number of queries."""

from datetime import datetime

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import rule_text, rules_in_force
from consult.moderation.flagged_posts import reports
from consult.moderation.public_figures import reversals, waits
from consult.moderation.queries import decisions_in
from consult.polls.models import Poll
from consult.polls.queries import polls_of, result_of
from consult.polls.rules import Status
from consult.reports.poll_outcomes import OptionFigures, PollFigures, TieFigures
from consult.reports.summary import Moderated, ReportFigures


def closed_polls(consultation: Consultation, *, viewer: Viewer, now: datetime) -> tuple[PollFigures, ...]:
    """The polls that are closed, the earliest first. Of the others nobody is told a result."""
    closed = polls_of(consultation, viewer=viewer, now=now).filter(status=Status.CLOSED)
    return tuple(poll_figures(poll) for poll in closed)


def poll_figures(poll: Poll) -> PollFigures:
    """One of them as plain values."""
    result, tally = result_of(poll), poll.tally
    assert tally is not None  # a closed poll is counted: a constraint of its table
    title = {str(option.pk): option.title for option in poll.options.all()}
    return PollFigures(
        id=str(poll.pk),
        kind=poll.kind,
        language=poll.language,
        title=poll.title,
        description=poll.description,
        method=tally["method"],
        opened_at=poll.opened_at,
        closed_at=poll.closed_at,
        eligible=poll.eligible or 0,
        taking_part=poll.taking_part or 0,
        ballots=tally["ballots"],
        abstained=tally["abstained"],
        options=tuple(OptionFigures(option.title, votes, option.title in result.winners) for option, votes in result.rows),
        ties=tuple(TieFigures(tuple(title[option] for option in tie["between"]), tie["broken_by"]) for tie in tally["ties"]),
        recomputable=result.recomputable,
        rules_sha256=poll.rules_sha256,
        list_sha256=poll.list_sha256,
        seed=poll.seed,
    )


def moderated(consultation: Consultation, *, now: datetime) -> Moderated:
    """How long decisions took, how many were taken back, and what became of readers' reports."""
    waited, reported = waits(consultation, now=now), reports(consultation, now=now)
    return Moderated(
        decided=waited.decided,
        median=waited.median,
        longest=waited.longest,
        long=waited.long,
        decisions=decisions_in(consultation).count(),
        reversed=reversals(consultation),
        reports=ReportFigures(reported.received, reported.hidden, reported.stood, reported.settled, reported.waiting),
    )


def rule_titles(consultation: Consultation, language: str) -> dict[int, str]:
    """What each house rule is called, by number."""
    return {rule.number: rule_text(rule, language)[0] for rule in rules_in_force(consultation)}
