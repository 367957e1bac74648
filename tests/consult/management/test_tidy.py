"""What the daily tidying throws away, and what it leaves."""

from datetime import timedelta

from django.core.management import call_command

from consult.accounts.actions import give_token
from consult.accounts.models import Token
from consult.accounts.rules import TOKEN_LIFE, Scope
from consult.discussion.letters.unsent_letters import KEPT
from consult.discussion.models import Draft
from consult.platform.idempotency import OnceKey
from consult.platform.limits import Counter, spend
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.letters import adds, said


def test_counters_go_after_a_day_and_those_of_today_stay(siti: Someone) -> None:
    for now in (moment() - timedelta(days=2), moment()):
        spend("post", account=siti.viewer, address="203.0.113.7", now=now)

    call_command("tidy")

    assert Counter.objects.count() == 2  # today's, of account and address


def test_keys_go_after_a_month_and_their_posts_stay(consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu diberi nomor.", on=consultation.clause("Pasal 2"), key="lama")
    OnceKey.objects.filter(key="lama").update(used_at=moment() - timedelta(days=31))
    siti.posts("Lapak perlu diberi atap.", on=consultation.clause("Pasal 2"), key="baru")

    call_command("tidy")

    assert list(OnceKey.objects.values_list("key", flat=True)) == ["baru"]
    post.refresh_from_db()


def test_tokens_that_have_ended_are_thrown_away(siti: Someone) -> None:
    give_token(actor=siti.viewer, name="Lama", scopes=[Scope.READ], now=moment() - TOKEN_LIFE - timedelta(days=1))
    give_token(actor=siti.viewer, name="Baru", scopes=[Scope.READ], now=moment())

    call_command("tidy")

    assert [token.name for token in Token.objects.all()] == ["Baru"]


def test_a_letter_that_nobody_went_on_with_is_thrown_away(lively: Scene, siti: Someone, agus: Someone) -> None:
    old, new = (adds(one, said("Belum selesai.", on=lively.clause("Pasal 3"))).draft for one in (siti, agus))
    Draft.objects.filter(pk=old.pk).update(changed_at=moment() - KEPT - timedelta(hours=1))

    call_command("tidy")

    assert list(Draft.objects.all()) == [new]
