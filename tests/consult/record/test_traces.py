"""After an erasure no marked word is left: in no row, in no file of the database, in no page, file or answer of the API."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from consult.accounts.actions import open_account
from consult.accounts.viewer import OPERATOR, Viewer
from consult.discussion.models import Post, PostVersion, Submission, Support, ThreadEvent
from consult.record.checks.verification import verify
from consult.reports.queries import summary
from consult.reports.summary import units
from tests.cast import Scene, Someone, moment
from tests.consult.record.traces import ADDRESSES, MARK, OF_THE_TEAM, in_answers, in_files, in_tables, plant
from tests.tables import contents

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite, pytest.mark.postgresql]

WHERE = {  # every table that holds a person's words
    "consult_account",
    "consult_attachment",
    "consult_decision",
    "consult_draft",
    "consult_flag",
    "consult_keeping",
    "consult_oncekey",
    "consult_person",
    "consult_point",
    "consult_postversion",
    "consult_submission",
    "consult_token",
    "django_session",
}


@pytest.fixture
def marked(db: None) -> Someone:
    """Somebody whose address is marked as well."""
    account = open_account(email=f"{MARK}@example.org", now=moment())
    return Someone(Viewer(person=account.person), account.email)


def erased(email: str) -> tuple[int, str]:
    """The command's exit status, and what it prints."""
    out = StringIO()
    try:
        call_command("erase_person", email, "--json", stdout=out)
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()


def test_no_word_is_left_in_any_table_file_page_or_answer(lively: Scene, marked: Someone, siti: Someone, budi: Someone) -> None:
    posts = plant(lively, marked, reader=siti, moderator=budi)
    signing_in = Client()
    signing_in.post("/sign-in/", {"email": marked.email})
    receipt = PostVersion.objects.filter(post=posts[0]).earliest("number").receipt_id
    named = {"slug": lively.row.slug, "clause": posts[0].clause_id, "thread": posts[0].thread_id, "post": posts[0].pk, "receipt": receipt}
    moderator = Client()
    moderator.force_login(budi.account)
    assert WHERE - {"django_session"} <= in_tables()
    assert in_files()
    assert len(in_answers(Client(), ADDRESSES, **named)) >= 14
    assert len(in_answers(moderator, OF_THE_TEAM, **named)) >= 3

    status, out = erased(marked.email)

    assert status == 0
    assert json.loads(out)["files_rewritten"]
    assert in_tables() == set()
    assert in_files() == set()
    assert in_answers(Client(), ADDRESSES, **named) == set()
    assert in_answers(moderator, OF_THE_TEAM, **named) == set()
    assert MARK not in out
    assert not verify().faults


def test_counts_replies_and_the_chain_are_the_same_before_and_after(lively: Scene, marked: Someone, siti: Someone, budi: Someone) -> None:
    plant(lively, marked, reader=siti, moderator=budi)
    others = list(PostVersion.objects.filter(post__submission__author=siti.person).order_by("pk").values())
    numbers = list(Post.objects.order_by("pk").values_list("pk", "number", "thread", "reply_to", "supported"))
    totals = Post.objects.count(), PostVersion.objects.count(), Submission.objects.count(), Support.objects.count()
    digests = list(PostVersion.objects.order_by("pk").values_list("pk", "sha256"))
    events = list(ThreadEvent.objects.order_by("pk").values())
    chain = list(lively.row.chain.entries.order_by("number").values())
    before = summary(lively.row.slug, viewer=OPERATOR, now=moment(), language="id")

    assert erased(marked.email)[0] == 0

    after = summary(lively.row.slug, viewer=OPERATOR, now=moment(), language="id")
    assert [row.received for _unit, rows in units(after) for row in rows] == [row.received for _unit, rows in units(before) for row in rows]
    assert all(row.received == sum(row.by_status.values()) for _unit, rows in units(after) for row in rows)
    assert after.people == before.people
    assert list(PostVersion.objects.filter(post__submission__author=siti.person).order_by("pk").values()) == others
    assert list(Post.objects.order_by("pk").values_list("pk", "number", "thread", "reply_to", "supported")) == numbers
    assert (Post.objects.count(), PostVersion.objects.count(), Submission.objects.count(), Support.objects.count()) == totals
    assert list(PostVersion.objects.order_by("pk").values_list("pk", "sha256")) == digests
    assert list(ThreadEvent.objects.order_by("pk").values())[: len(events)] == events
    assert list(lively.row.chain.entries.order_by("number").values())[: len(chain)] == chain


def test_without_writing_the_file_anew_the_words_would_lie_in_it_still(
    lively: Scene, marked: Someone, siti: Someone, budi: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(lively, marked, reader=siti, moderator=budi)
    monkeypatch.setattr("consult.management.commands.erase_person.rewrite_personal", lambda: None)

    assert erased(marked.email)[0] == 0

    assert in_tables() == set()
    assert in_files()


def test_the_command_says_in_words_what_went_and_what_stays_and_why(lively: Scene, marked: Someone, siti: Someone, budi: Someone) -> None:
    plant(lively, marked, reader=siti, moderator=budi)
    out = StringIO()

    call_command("erase_person", marked.email, stdout=out)

    said = out.getvalue().splitlines()
    assert "  9 × Isi masukan dalam setiap versi, beserta usulan rumusan, nama yang ditampilkan, dan salt-nya" in said
    assert "  1 × Balasan orang lain atasnya: karena itu kata-kata orang lain" in said


def test_an_unknown_address_and_an_only_official_are_one_line_and_exit_2(lively: Scene, ratna: Someone) -> None:
    before = contents()

    status, told = erased("tidak@example.org")
    assert (status, told.partition(":")[0], "\n" in told) == (2, "email tidak@example.org", False)
    status, told = erased(ratna.email)
    assert (status, lively.row.slug in told, "\n" in told) == (2, True, False)
    assert contents() == before
