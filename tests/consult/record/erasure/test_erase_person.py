"""Erasing a person: what identifies them is gone from everywhere, and counts, the replies of others and the record stand."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from consult.accounts.actions import give_token, open_account
from consult.accounts.forget_person import sessions_of
from consult.accounts.models import Account, Person, Pseudonym, SessionSign, Token
from consult.accounts.rules import Scope
from consult.accounts.sessions import SessionStore
from consult.accounts.viewer import OPERATOR, VISITOR
from consult.discussion.actions import flag_post, support_post
from consult.discussion.actions.letters.draft_letter import add_point
from consult.discussion.actions.take_in_post import Said
from consult.discussion.locks import Place
from consult.discussion.models import Draft, Flag, Post, PostVersion, Support, ThreadEvent
from consult.discussion.queries.events import events_of_thread
from consult.discussion.rules import Contribution, ShownName, Status
from consult.errors import NotFound, NotPossible
from consult.moderation.models import Decision
from consult.platform import jobs, limits
from consult.platform.idempotency import OnceKey
from consult.platform.limits import Counter
from consult.record.checks.verification import verify
from consult.record.erasure.erase_person import erase_person
from consult.record.erasure.personal_tables import PERSONAL
from tests.cast import Scene, Someone, closes, moment, public_versions, someone
from tests.consult.record.life import Life, lived
from tests.consult.record.traces import plant

pytestmark = pytest.mark.django_db

CHANGES = re.compile(r'(?:UPDATE|DELETE FROM) "(\w+)"')


@pytest.fixture
def life(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> Life:
    """A consultation that has lived."""
    return lived(consultation, siti, agus, budi)


def erases(one: Someone) -> Person:
    """Somebody has their data erased."""
    return erase_person(actor=one.viewer, person_id=one.person.pk, now=moment())


WITHOUT_WORDS = {"consult_auditentry", "consult_chain", "consult_consultation", "consult_support", "consult_thread"}  # counts, heads, ids


def test_every_table_that_an_erasure_changes_is_written_anew_afterwards(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    plant(lively, agus, reader=siti, moderator=budi)
    with CaptureQueriesContext(connection) as queries:
        erases(agus)

    changed = {found[1] for query in queries if (found := CHANGES.match(query["sql"]))}
    assert "consult_attachment" in changed
    assert changed <= {model._meta.db_table for model in PERSONAL} | WITHOUT_WORDS


def test_an_erasure_joins_no_tables_where_it_changes_rows(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    """On PostgreSQL, with statistics of empty tables, such a statement took more than a minute for eighty posts."""
    plant(lively, agus, reader=siti, moderator=budi)
    with CaptureQueriesContext(connection) as queries:
        erases(agus)

    assert [query["sql"] for query in queries if CHANGES.match(query["sql"]) and " JOIN " in query["sql"]] == []


def test_every_version_loses_its_words_and_keeps_its_place(life: Life, agus: Someone) -> None:
    before = dict(Post.objects.values_list("pk", "number"))
    erases(agus)

    theirs = PostVersion.objects.filter(post__submission__author=agus.person)
    assert theirs.count() == 5
    gone = ("status", "text", "html", "words", "wording", "name", "salt", "language", "signals")
    assert set(map(str, theirs.values_list(*gone))) == {str(("erased", "", "", "", "", "", "", "", []))}
    assert dict(Post.objects.values_list("pk", "number")) == before
    assert set(Post.objects.filter(submission__author=agus.person).values_list("status", flat=True)) == {Status.ERASED}


def test_the_record_of_an_erasure_holds(life: Life, lively: Scene, agus: Someone, siti: Someone) -> None:
    agus.posts("Di tempat lain.", on=lively.clause("Pasal 4"))
    erases(agus)
    assert verify().faults == []

    erases(siti)
    assert verify().faults == []


def test_the_person_remains_as_a_random_id_and_whoever_returns_is_somebody_new(life: Life, agus: Someone) -> None:
    erases(agus)

    person = Person.objects.get(pk=agus.person.pk)
    assert (person.name, person.chosen_name, person.erased_at) == ("", "", person.joined_at)
    assert not Account.objects.filter(email=agus.email).exists()
    assert not Pseudonym.objects.filter(person=person).exists()
    assert open_account(email=agus.email, now=moment()).person != person


def test_what_others_wrote_and_how_much_was_said_stays(life: Life, agus: Someone, siti: Someone) -> None:
    counts = Post.objects.count(), ThreadEvent.objects.count()
    shown = Post.objects.filter(status=Status.SHOWN, submission__author=agus.person).count()
    erases(agus)

    assert (Post.objects.count(), ThreadEvent.objects.count()) == (counts[0], counts[1] + shown)
    reply = life.version(life.reply)
    assert (reply.status, reply.text, reply.post.reply_to_id) == (Status.SHOWN, "Saya sependapat.", life.proposal.pk)


def test_the_thread_tells_of_what_was_public_and_every_event_forgets_the_words(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Rahasia dapur.", on=lively.clause("Pasal 4"))
    siti.edits(post, text="Rahasia dapur kami.")
    erases(siti)

    events = events_of_thread(post.thread_id, after=0)
    assert [event.type for event in events] == ["posted", "edited", "withdrawn"]
    assert [(event.post.status, public_versions(event.post)) for event in events] == [("erased", [])] * 3


def test_counts_of_a_thread_go_down_and_supports_of_others_posts_do_not(lively: Scene, siti: Someone, agus: Someone) -> None:
    liked, own = (one.posts("Atap lapak.", on=lively.clause("Pasal 4")) for one in (agus, siti))
    for one, post in ((siti, liked), (agus, own)):
        support_post(actor=one.viewer, post_id=post.pk, version=None, address="", now=moment())
    erases(siti)

    liked.refresh_from_db()
    own.refresh_from_db()
    assert (liked.supported, own.supported, Support.objects.count()) == (1, 1, 2)
    assert liked.thread.counts == {"total": 1, "oppose": 1}
    assert not verify().faults


def test_reasons_and_notes_that_may_quote_the_words_are_gone_and_others_stay(
    life: Life, agus: Someone, siti: Someone, budi: Someone
) -> None:
    on_sitis = Decision.objects.filter(version__post__submission__author=siti.person).exclude(reason="").count()
    on_agus = Decision.objects.filter(version__post__submission__author=agus.person)
    rules = sorted(on_agus.values_list("action", "rule__number"))
    erases(agus)

    assert set(on_agus.values_list("reason", "salt")) == {("", "")}
    assert sorted(on_agus.values_list("action", "rule__number")) == rules
    assert Decision.objects.exclude(reason="").count() == on_sitis


def test_flags_lose_their_notes_whoever_of_the_two_is_erased(lively: Scene, siti: Someone, agus: Someone, wati: Someone) -> None:
    posts = [one.posts("Atap lapak.", on=lively.clause("Pasal 4")) for one in (siti, agus)]
    reader = someone("Rahayu")
    given = {"rule": 1, "version": None, "address": "", "now": moment()}
    for one, post in ((agus, posts[0]), (siti, posts[1]), (reader, posts[1])):
        flag_post(actor=one.viewer, post_id=post.pk, text=f"Kata {one.person.name}.", **given)
    erases(siti)

    assert set(Flag.objects.values_list("text", "post__flagged")) == {("", 0), ("", 2), ("Kata Rahayu.", 2)}
    assert not verify().faults


def test_keys_counters_tokens_and_every_session_go(lively: Scene, siti: Someone, agus: Someone) -> None:
    for one in (siti, agus):
        one.posts("Atap lapak.", on=lively.clause("Pasal 4"), key="kunci")
        give_token(actor=one.viewer, name="Alat", scopes=[Scope.READ], now=moment())
        for client in (Client(), Client()):
            client.force_login(one.account)
        Client().post("/sign-in/", {"email": one.email})
    erases(siti)

    assert OnceKey.objects.count() == Token.objects.count() == 1
    for one, there in ((siti, False), (agus, True)):
        assert Counter.objects.filter(who__contains=str(one.person.pk)).exists() is there
        assert Counter.objects.filter(who__contains=limits.hashed(one.email)).exists() is there


def test_whoever_is_signed_in_elsewhere_is_signed_out(siti: Someone, agus: Someone) -> None:
    theirs, other = Client(), Client()
    theirs.force_login(siti.account)
    other.force_login(agus.account)
    erases(siti)

    assert Session.objects.count() == 1
    assert theirs.get("/me/").status_code == 303
    assert other.get("/me/").status_code == 200


def test_only_the_sessions_that_may_be_theirs_are_unpacked(siti: Someone, agus: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        Client().force_login(agus.account)
    Client().force_login(siti.account)
    Client().post("/sign-in/", {"email": siti.email})
    unpacked: list[str] = []

    def decoded(row: Session) -> dict[str, Any]:
        unpacked.append(row.session_key)
        return dict(SessionStore().decode(row.session_data))

    monkeypatch.setattr(Session, "get_decoded", decoded)
    assert len(sessions_of(siti.person.pk)) == len(unpacked) == 2

    SessionSign.objects.all().delete()  # as of sessions from before there were signs
    assert len(sessions_of(siti.person.pk)) == 2


def test_no_sign_of_them_stays_beside_a_session(siti: Someone, agus: Someone) -> None:
    Client().force_login(agus.account)
    others = set(SessionSign.objects.values_list("pk", flat=True))
    Client().force_login(siti.account)
    Client().post("/sign-in/", {"email": siti.email})
    erases(siti)

    assert set(SessionSign.objects.values_list("pk", flat=True)) == others


def test_a_session_that_is_signed_out_or_over_leaves_no_sign(siti: Someone) -> None:
    signed_out, over = Client(), Client()
    for client in (signed_out, over):
        client.force_login(siti.account)
    signed_out.logout()
    assert set(SessionSign.objects.values_list("session", flat=True)) == {over.session.session_key}

    Session.objects.update(expire_date=moment() - timedelta(days=1))
    call_command("clearsessions")
    assert not SessionSign.objects.exists()


def test_a_code_that_is_under_way_for_the_address_goes_with_its_session(siti: Someone) -> None:
    Client().post("/sign-in/", {"email": siti.email})
    Client().post("/sign-in/", {"email": "agus@example.org"})
    erases(siti)

    assert Session.objects.count() == 1


def test_jobs_that_would_write_to_them_are_dropped_and_others_wait(lively: Scene, siti: Someone, agus: Someone) -> None:
    for one in (siti, agus):
        one.posts("Atap lapak.", on=lively.clause("Pasal 4"))
    erases(siti)

    receipts = [
        given["args"] for given in DBTaskResult.objects.filter(task_path__endswith=".tell_received").values_list("args_kwargs", flat=True)
    ]
    assert receipts == [[PostVersion.objects.get(post__submission__author=agus.person).receipt_id]]
    assert DBTaskResult.objects.filter(task_path__endswith=".rewrite_tables").count() == 1


def test_jobs_from_before_are_found_before_anything_is_locked(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    siti.posts("Atap lapak.", on=lively.clause("Pasal 4"))
    DBTaskResult.objects.update(enqueued_at=moment() - timedelta(days=1))
    found: list[int] = []

    def counted(*given: Any, **also: Any) -> set[UUID]:
        theirs = jobs_about(*given, **also)
        found.append(len(theirs))
        return theirs

    jobs_about = jobs.jobs_about
    monkeypatch.setattr(jobs, "jobs_about", counted)
    erases(siti)

    assert found == [1, 0]  # before, and under the locks
    assert not DBTaskResult.objects.filter(task_path__endswith=".tell_received").exists()


def test_who_is_in_a_team_leaves_it_and_what_they_decided_stays(life: Life, budi: Someone) -> None:
    decided = Decision.objects.count(), Decision.objects.exclude(reason="").count()
    erases(budi)

    assert not budi.person.memberships.exists()
    assert (Decision.objects.count(), Decision.objects.exclude(reason="").count()) == decided
    assert not verify().faults


def test_the_only_official_is_told_to_add_another_one_first(life: Life, ratna: Someone) -> None:
    with pytest.raises(NotPossible) as refusal:
        erases(ratna)

    assert (refusal.value.code, refusal.value.facts) == ("erase.last_official", {"slug": "pasar-pagi"})
    assert Account.objects.filter(email=ratna.email).exists()


def test_what_was_said_by_office_stays_and_names_nobody(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Kapan dimulai?", on=consultation.clause("Pasal 4"))
    budi.publishes(post)
    answer = budi.replies("Mulai bulan depan.", to=post)
    erases(budi)

    version = answer.versions.get()
    assert (version.text, version.name, version.shown_name) == ("Mulai bulan depan.", "", ShownName.WITHHELD)
    assert not verify().faults


@pytest.mark.parametrize("who", ["agus", "tono"])
def test_nobody_erases_somebody_else(who: str, siti: Someone, agus: Someone) -> None:
    actor = agus.viewer if who == "agus" else VISITOR
    with pytest.raises(NotFound):
        erase_person(actor=actor, person_id=siti.person.pk, now=moment())
    assert Account.objects.count() == 2


def test_erasing_is_possible_in_a_consultation_that_takes_nothing_any_more(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Atap lapak.", on=lively.clause("Pasal 4"))
    budi.locks(post.thread)
    closes(lively)
    erases(siti)

    assert post.versions.get().text == ""
    assert not verify().faults


def test_the_api_tells_of_an_erased_post_that_it_is_erased(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Atap lapak.", on=lively.clause("Pasal 4"))
    erases(siti)

    told = Client().get(f"/api/v1/posts/{post.pk}/").json()
    assert (told["status"], told["number"], "lapak" in str(told)) == ("erased", 1, False)


def test_the_operator_erases_anybody_once(life: Life, siti: Someone) -> None:
    erase_person(actor=OPERATOR, person_id=siti.person.pk, now=moment())

    assert not verify().faults
    with pytest.raises(NotFound):
        erase_person(actor=OPERATOR, person_id=siti.person.pk, now=moment())


def test_whoever_was_erased_meanwhile_can_do_nothing_more(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Atap lapak.", on=lively.clause("Pasal 4"))
    erases(siti)

    with pytest.raises(NotFound):
        siti.posts("Sekali lagi.", on=lively.clause("Pasal 3"))
    with pytest.raises(NotPossible):
        siti.edits(post, text="Lain.")
    with pytest.raises(NotFound):
        give_token(actor=siti.viewer, name="Alat", scopes=[], now=moment())
    assert not PostVersion.objects.exclude(text="").exists()


def test_a_session_that_begins_while_others_are_looked_through_goes_as_well(siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    def found_before(person_id: object) -> dict[str, frozenset[str]]:
        Client().force_login(siti.account)
        return {}

    monkeypatch.setattr("consult.record.erasure.erase_person.sessions_of", found_before)
    erases(siti)

    assert not Session.objects.exists()


def test_what_a_visitor_kept_in_the_session_of_the_code_goes_with_it(lively: Scene, siti: Someone, tono: Someone) -> None:
    said = Said(Place(clause=lively.clause("Pasal 4")), Contribution("Rahasia."))
    kept, other = (add_point(actor=tono.viewer, said=said, now=moment()) for _ in range(2))
    client = Client()
    client.post("/sign-in/", {"email": siti.email})
    session = client.session
    session["unsent"] = {"pasal": str(kept.pk)}
    session.save()
    erases(siti)

    assert list(Draft.objects.values_list("pk", flat=True)) == [other.draft_id]
