"""Polls whose questions and options are hostile texts, and the pages that show them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from secrets import token_hex

from consult.platform.markup import clean_text
from consult.polls.actions import Question, cast_ballot, close_poll, create_poll, open_poll
from consult.polls.models import Poll
from consult.polls.rules import DESCRIPTION_LIMIT, OPTIONS_MOST
from tests.cast import Someone
from tests.hostile.known import line

Shown = tuple[str, tuple[str, ...]]  # an address, and what of the typed is to be read there


def ask(slug: str, texts: Sequence[str], *, official: Someone, voter: Someone, now: datetime) -> None:
    """Enough polls for every text to be an option: of each one that is open, one that was counted, and one in preparation."""
    for start in range(0, len(texts), OPTIONS_MOST - 1):
        chosen = texts[start : start + OPTIONS_MOST - 1]
        for last_step in range(3):
            poll = create_poll(actor=official.viewer, slug=slug, question=question(chosen), now=now)
            if last_step >= 1:
                open_poll(actor=official.viewer, poll_id=poll.pk, now=now)
            if last_step == 2:
                first = str(poll.options.order_by("position").values_list("pk", flat=True)[0])
                cast_ballot(actor=voter.viewer, poll_id=poll.pk, code=token_hex(16), ballot=first, address="", now=now)
                close_poll(actor=official.viewer, poll_id=poll.pk, now=now)


def question(texts: Sequence[str]) -> Question:
    """A question that is nothing but texts; one more option, so that there are two."""
    options = [option(text, place) for place, text in enumerate(texts)]
    return Question(line(texts[0], "soal"), [*options, "Lainnya"], description=clean_text(texts[-1])[:DESCRIPTION_LIMIT])


def option(text: str, place: int) -> str:
    """What of a text fits into an option; no two are alike."""
    return line(text, f"pilihan {place}")


def pages(slug: str, *, team: bool) -> Iterator[Shown]:
    """Where the polls are shown to everybody, or to the team."""
    for poll in Poll.objects.filter(consultation__slug=slug).order_by("created_at", "id"):
        options = tuple(poll.options.order_by("position").values_list("title", flat=True))
        shown = (poll.title, poll.description.strip(), *options)
        if team:
            yield f"/desk/{slug}/polls/{poll.pk}/", () if poll.status == "draft" else shown
        elif poll.status != "draft":
            yield f"/k/{slug}/polls/{poll.pk}/", shown
            yield f"/api/v1/polls/{poll.pk}/", ()
    if team:
        yield f"/desk/{slug}/polls/", tuple(Poll.objects.filter(consultation__slug=slug).values_list("title", flat=True))
