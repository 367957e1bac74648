"""The large demonstration: the same each time, on a draft of a thousand clauses, and played by everybody's actions."""

import json
from collections import Counter
from datetime import UTC, datetime
from io import StringIO

import pytest
from pytest_django import Settings

from consult.accounts.viewer import VISITOR
from consult.consultations.models import Consultation
from consult.discussion import personal_data
from consult.discussion.models import Post
from consult.formats.parse_draft import parse_draft
from consult.management.commands import demo
from consult.management.demonstration import crowd, loading
from consult.management.demonstration.crowd import WORDS, Size
from consult.management.progress import PATIENCE, watched
from consult.polls.models import Poll
from consult.record.checks.verification import verify
from consult.reports.queries import summary
from tests.consult.management.test_commands import ran

LITTLE = Size(posts=130, people=30, topics=2)


def test_the_draft_has_a_thousand_clauses_and_is_read_without_a_doubt() -> None:
    read = parse_draft(crowd.draft(Size()).encode(), name="ruang-kota.txt", profile="auto")

    assert len([clause for clause in read.clauses if clause.kind in {"pasal", "ayat"}]) == 1_000
    assert list(read.warnings) == []


def test_it_is_as_large_as_is_promised() -> None:
    plan = crowd.plan(Size())

    assert len(plan.said) == 50_000
    assert sum(len(poll.voters) for poll in plan.polls) == 100_000
    assert len({poll.title for poll in plan.polls}) == len(plan.polls)
    assert all(sum(poll.votes) <= len(poll.voters) for poll in plan.polls)


def test_it_is_the_same_each_time_and_of_every_kind() -> None:
    one, other = crowd.plan(LITTLE), crowd.plan(LITTLE)

    assert one == other
    assert {said.kind for said in one.said} == {"comment", "proposal", "question"}
    assert {said.stance for said in one.said if not said.reply_to} == {"support", "oppose", "mixed", "neutral"}
    assert any(said.reply_to for said in one.said)
    assert not any(personal_data.kinds_in(said.text) for said in one.said)


def test_a_reply_is_later_than_what_it_answers_and_on_the_same_clause() -> None:
    said = crowd.plan(Size(posts=2_000, people=100)).said
    called = {one.id: one for one in said if one.id}

    answers = [one for one in said if one.reply_to]

    assert len(answers) > 100
    for one in answers:
        asked = called[one.reply_to]
        assert (asked.on, asked.ago >= one.ago, asked.then) == (one.on, True, [])


@pytest.mark.django_db
def test_demo_loads_the_crowd_beside_the_rest_once(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr(loading, "plans", list)
    monkeypatch.setitem(demo.SIZES, "large", LITTLE)

    status, out, _err = ran("demo", "--size", "large", "--json")

    assert status == 0
    assert [row["slug"] for row in json.loads(out)["consultations"]] == [WORDS["plan"]["slug"]]
    assert not any(person["email"].startswith("warga-") for person in json.loads(out)["people"])
    row = Consultation.objects.get()
    statuses = Counter(Post.objects.filter(consultation=row).values_list("status", flat=True))
    assert (statuses["shown"], statuses["hidden"]) == (129, 1)
    assert list(Poll.objects.values_list("status", "taking_part")) == [("closed", 20)] * LITTLE.topics
    assert not verify().faults
    made = summary(row.slug, viewer=VISITOR, now=datetime.now(UTC), language="id")
    assert (made.received, made.shown_count) == (130, 129)
    before = Post.objects.count()
    assert ran("demo", "--size", "large")[0] == 0
    assert Post.objects.count() == before


class Terminal(StringIO):
    """Somebody who watches."""

    def isatty(self) -> bool:
        """They do."""
        return True


def test_a_bar_is_shown_to_who_watches_a_long_command_and_to_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, *(PATIENCE + n for n in range(20))])
    monkeypatch.setattr("consult.management.progress.monotonic", lambda: next(clock))
    seen, unseen = Terminal(), StringIO()

    assert list(watched(["a", "b", "c"], on=seen)) == ["a", "b", "c"]
    assert "1 / 3" in seen.getvalue()
    assert seen.getvalue().endswith("3 / 3\n")
    assert list(watched(["a", "b"], on=unseen)) == ["a", "b"]
    assert unseen.getvalue() == ""


def test_what_is_short_is_done_without_a_bar() -> None:
    seen = Terminal()

    assert list(watched(["a", "b"], on=seen)) == ["a", "b"]
    assert seen.getvalue() == ""
