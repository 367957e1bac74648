"""Until a poll is closed no page, API, file, feed or mail tells how its votes stand: stand they otherwise, all say the same."""

import re
from typing import Final

import pytest
from django.core import mail
from django.test import Client

from consult.access import Phase, Role
from consult.polls.models import Ballot, Poll
from tests.cast import Scene, Someone, moment
from tests.consult.polls.voting import TITLES, closes_poll, crowd, option, votes
from tests.matrix import ROLES, Row, Stage, built, rows
from tests.waiting import do_jobs

VARYING: Final = re.compile(  # of the time; against forgery; keys
    rb"\b\d+ (?:min|menit)\b|\d\d[.:]\d\d(?:[.:]\d\d(?:\.\d+)?)?|[0-9a-zA-Z]{64}|\b[0-9a-f]{32}\b"
)
ASKED: Final = sorted({row.path for row in rows() if row.method == "GET"} - {"/me/data.json", "/me/data.csv"})  # they count themselves


@pytest.fixture
def stage(consultation: Scene, siti: Someone, budi: Someone) -> Stage:
    """A consultation with everything in it, open, in one of whose polls twelve have voted."""
    made = built(consultation, siti, budi)
    made.put(Phase.OPEN)
    poll = open_poll(made)
    for number, who in enumerate(crowd(12)):
        votes(who, poll, TITLES[0] if number < 9 else TITLES[1])
    return made


def open_poll(stage: Stage) -> Poll:
    """The poll that is open."""
    return Poll.objects.get(pk=str(stage.named["poll"]))


def crawl(stage: Stage) -> dict[str, bytes]:
    """What every role gets from every address, without what is another at each time; and every mail."""
    found = {}
    for role in ROLES:
        client = Client()
        if role is not Role.VISITOR:
            client.force_login(stage.people[role].account)
        for path in ASKED:
            answer = client.get(stage.path(Row("GET", path, role, ())))
            found[f"{role} {path}"] = VARYING.sub(b"", answer.getvalue())
    return found


def vote_otherwise(poll: Poll) -> None:
    """Let as many people have voted, and the votes stand the other way round."""
    for ballot in list(Ballot.objects.filter(poll=poll)):
        other = option(poll, TITLES[1] if option(poll, TITLES[0]) in ballot.choice else TITLES[0])
        Ballot.objects.filter(pk=ballot.pk).update(choice=f'"{other}"')


def assert_no_mail_tells_of(stage: Stage) -> None:
    """No mail at all is about an open poll."""
    do_jobs(at=moment().replace(year=moment().year + 1))
    told = " ".join(str(message.message()) for message in mail.outbox)
    assert mail.outbox
    assert not any(word in told for word in (open_poll(stage).title, *TITLES, str(open_poll(stage).pk)))


@pytest.mark.django_db
def test_until_it_is_closed_nothing_tells_anybody_how_votes_stand_and_then_all_can_see(stage: Stage) -> None:
    before = crawl(stage)
    assert len(before) > 300

    vote_otherwise(open_poll(stage))

    after = crawl(stage)
    assert [where for where in before if before[where] != after[where]] == []
    assert_no_mail_tells_of(stage)

    closes_poll(stage.people[Role.OFFICIAL], open_poll(stage))
    counted = crawl(stage)
    changed = {where for where in counted if counted[where] != after.get(where)}
    assert {f"{role} /k/{{slug}}/polls/{{poll}}/" for role in ROLES} <= changed
    assert {f"{role} /api/v1/polls/{{poll}}/result/" for role in ROLES} <= changed
