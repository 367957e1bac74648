"""What a moderator does about what readers reported: lets it stand or decides; who reported is told, and nobody else."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consult.accounts.models import Account
from consult.discussion.models import Flag, Post, ThreadEvent
from consult.discussion.rules import Status
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.moderation.flagged_posts import Reports, reports
from consult.moderation.models import Decision, Keeping
from consult.moderation.queries import decisions_on
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment
from tests.waiting import do_jobs

TEXT = "Pasal ini memberatkan pedagang kecil."
WHY = "Kritik yang keras, tetapi sopan."

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """A public one."""
    return siti.posts(TEXT, on=lively.clause("Pasal 3"))


def told() -> list[tuple[str, str]]:
    """To whom the mails about reports went, and what they say."""
    about = [message for message in mail.outbox if "flag-" in message.extra_headers["Message-ID"]]
    return [(message.to[0], str(message.body)) for message in about]


def later(minutes: int = 3) -> None:
    """The jobs of some minutes later."""
    do_jobs(at=moment() + timedelta(minutes=minutes))


def test_a_post_that_is_let_stand_stays_public_and_its_flags_are_answered(
    post: Post, agus: Someone, ratna: Someone, budi: Someone, tono: Someone
) -> None:
    agus.flags(post)
    ratna.flags(post)

    keeping = budi.keeps(post, reason=WHY)

    assert tono.sees(post)
    assert Post.objects.get(pk=post.pk).flagged == 0
    assert set(Flag.objects.values_list("answered_at", flat=True)) == {keeping.kept_at}
    assert not Decision.objects.exists()
    assert ThreadEvent.objects.count() == 1
    assert not verify().faults


def test_who_reported_is_told_why_it_stands_and_its_author_is_told_nothing(post: Post, siti: Someone, agus: Someone, budi: Someone) -> None:
    agus.flags(post)
    budi.keeps(post, reason=WHY)
    later(minutes=1)
    assert told() == []

    later()

    [(to, said)] = told()
    assert to == agus.email
    assert WHY in said
    assert TEXT not in said
    assert not [message for message in mail.outbox if message.to == [siti.email] and WHY in str(message.body)]
    assert not decisions_on(post, viewer=siti.viewer, now=moment())


def test_who_reported_is_told_the_rule_that_it_was_hidden_under_and_no_reason(post: Post, agus: Someone, budi: Someone) -> None:
    agus.flags(post)
    budi.hides(post, rule=3, reason="Memuat hinaan kepada orang lain.")

    later()

    [(_to, said)] = told()
    assert "3" in said.split("disembunyikan")[1]
    assert "hinaan kepada orang lain" not in said
    assert TEXT not in said


def test_a_mail_leads_to_a_contribution_that_is_on_no_clause(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    thread = budi.opens_thread("Lapak", over=[lively.clause("Pasal 3"), lively.clause("Pasal 4")], at=lively)
    post = siti.posts(TEXT, on=thread)
    agus.flags(post)
    budi.keeps(post, reason=WHY)

    later()

    [(_to, said)] = told()
    [address] = [word for word in said.split() if f"/k/{lively.row.slug}/posts/" in word]
    assert Client().get(address.removeprefix(settings.PUBLIC_ADDRESS), follow=True).status_code == 200


def test_a_decision_taken_back_in_time_is_told_as_it_ended(post: Post, agus: Someone, budi: Someone) -> None:
    agus.flags(post)
    budi.hides(post)
    budi.restores(post)

    later()

    [(_to, said)] = told()
    assert "tetap terbuka" in said


def test_nobody_is_told_whose_account_is_gone(post: Post, agus: Someone, budi: Someone) -> None:
    agus.flags(post)
    budi.keeps(post)
    Account.objects.filter(person=agus.person).delete()

    later()

    assert told() == []


def test_hiding_answers_flags_and_restoring_leaves_them_answered(post: Post, agus: Someone, budi: Someone) -> None:
    agus.flags(post)

    budi.hides(post)
    answered_at = Flag.objects.get().answered_at
    budi.restores(post)

    assert answered_at is not None
    assert Flag.objects.get().answered_at == answered_at
    assert Post.objects.get(pk=post.pk).flagged == 0
    assert not verify().faults


def test_a_new_version_answers_flags_when_it_is_published_and_not_when_it_is_hidden(
    post: Post, siti: Someone, agus: Someone, budi: Someone
) -> None:
    agus.flags(post)
    siti.edits(post, text="Hubungi 0812-3456-7890.")

    budi.hides(post, version=2)
    assert Post.objects.get(pk=post.pk).status == Status.SHOWN
    assert Flag.objects.get().answered_at is None

    siti.edits(post, text="Hubungi 0812-3456-7891.")
    budi.publishes(post, version=3)
    assert Flag.objects.get().answered_at is not None
    assert not verify().faults


def test_what_nobody_reported_or_what_is_answered_cannot_be_let_stand(post: Post, agus: Someone, budi: Someone, wati: Someone) -> None:
    with pytest.raises(NotPossible) as refused:
        budi.keeps(post)
    assert refused.value.code == "flag.none"

    agus.flags(post)
    wati.keeps(post)
    with pytest.raises(NotPossible):
        budi.keeps(post)
    assert Keeping.objects.count() == 1


def test_another_version_than_the_moderator_saw_is_not_let_stand(post: Post, siti: Someone, agus: Someone, budi: Someone) -> None:
    agus.flags(post)
    siti.edits(post, text="Lain sama sekali.")

    with pytest.raises(NotPossible) as refused:
        budi.keeps(post, version=1)
    assert refused.value.code == "decision.stale"

    budi.keeps(post, version=2)
    assert Keeping.objects.get().version.number == 2


def test_a_reason_is_asked_for_and_nothing_is_answered_without(post: Post, agus: Someone, budi: Someone) -> None:
    agus.flags(post)

    with pytest.raises(BadInput) as refused:
        budi.keeps(post, reason="Baik.")

    assert (refused.value.field, refused.value.code) == ("reason", "decision.reason")
    assert Flag.objects.get().answered_at is None


def test_only_moderators_let_something_stand(lively: Scene, post: Post, siti: Someone, agus: Someone, ratna: Someone) -> None:
    agus.flags(post)
    held = siti.posts("Hubungi 0812-3456-7890.", on=lively.clause("Pasal 3"))

    for who in (agus, siti, ratna):
        with pytest.raises(NotAllowed):
            who.keeps(post)
    with pytest.raises(NotFound):
        agus.keeps(held)


def test_the_same_key_lets_it_stand_once(post: Post, agus: Someone, budi: Someone) -> None:
    agus.flags(post)
    now = moment()

    assert budi.keeps(post, key="kunci", now=now) == budi.keeps(post, key="kunci", now=now)
    assert Keeping.objects.count() == 1


def became(scene: Scene) -> Reports:
    """The public figures, whose parts are as many as came."""
    found = reports(scene.row, now=moment())
    assert found.hidden + found.stood + found.settled + found.waiting == found.received == Flag.objects.count()
    return found


def test_a_report_is_counted_as_what_answered_it_whatever_becomes_of_the_post_later(
    lively: Scene, post: Post, agus: Someone, ratna: Someone, budi: Someone
) -> None:
    agus.flags(post)
    budi.keeps(post)
    ratna.flags(post)
    budi.hides(post)
    budi.restores(post)

    found = became(lively)

    assert (found.hidden, found.stood, found.settled, found.waiting) == (1, 1, 0, 0)


def test_a_new_version_or_a_withdrawal_settles_a_report_even_where_a_moderator_hides_later(
    lively: Scene, post: Post, siti: Someone, agus: Someone, budi: Someone
) -> None:
    other = siti.posts("Pendapat lain.", on=lively.clause("Pasal 3"))
    agus.flags(post)
    agus.flags(other)
    siti.edits(post, text="Hubungi 0812-3456-7890.")
    budi.publishes(post, version=2)
    budi.hides(post, version=2)
    siti.withdraws(other)

    found = became(lively)

    assert (found.hidden, found.stood, found.settled, found.median) == (0, 0, 2, None)


def test_the_figures_take_two_queries_of_few_rows(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = moment()
    for minutes in (10, 20, 40, 60):
        one = siti.posts(f"Pendapat {minutes}.", on=lively.clause("Pasal 3"), now=now)
        agus.flags(one, now=now)
        budi.keeps(one, now=now + timedelta(minutes=minutes))

    with django_assert_num_queries(2) as asked:
        found = reports(lively.row, now=now)

    assert (found.median, found.longest) == (timedelta(minutes=30), timedelta(minutes=60))
    assert "LIMIT 2" in asked.captured_queries[1]["sql"]
