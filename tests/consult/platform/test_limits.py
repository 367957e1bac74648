"""How often something may be done: counted by account and by address, also when many come at once."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier

import pytest

from consult.errors import BadInput, NotPossible
from consult.platform.limits import LIMITS, Counter, Limit, spend
from tests.cast import Scene, Someone, moment
from tests.tables import contents
from tests.together import together

BEGAN = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ADDRESS = "192.0.2.7"

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three of an account, five of an address, in ten minutes."""
    monkeypatch.setitem(LIMITS, "post", Limit(account=3, address=5, every=timedelta(minutes=10)))


def spent(account: str, *, address: str = "", at: datetime = BEGAN) -> bool:
    """Whether one more was let through."""
    try:
        spend("post", account=account, address=address, now=at)
    except NotPossible:
        return False
    return True


def test_the_limits_are_those_that_the_written_model_names() -> None:
    assert LIMITS["post"] == Limit(account=30, address=3_000, every=timedelta(minutes=10))
    assert LIMITS["letter"] == Limit(account=100, address=3_000, every=timedelta(minutes=10))  # points, beside posts
    assert LIMITS["preview"] == Limit(account=60, address=3_000, every=timedelta(minutes=10))


@pytest.mark.usefixtures("three")
def test_as_many_as_the_limit_are_let_through_and_no_more() -> None:
    assert [spent("siti") for _ in range(5)] == [True, True, True, False, False]
    assert spent("agus")


@pytest.mark.usefixtures("three")
def test_an_address_has_a_limit_of_its_own_over_all_its_accounts() -> None:
    assert [spent(f"orang {n}", address=ADDRESS) for n in range(6)] == [True] * 5 + [False]
    assert spent("orang 6", address="192.0.2.8")
    assert spent("orang 7")


@pytest.mark.usefixtures("three")
def test_the_next_stretch_of_time_begins_anew() -> None:
    assert [spent("siti", at=BEGAN + timedelta(minutes=9)) for _ in range(4)] == [True] * 3 + [False]
    assert not spent("siti", at=BEGAN + timedelta(minutes=10, microseconds=-1))
    assert spent("siti", at=BEGAN + timedelta(minutes=10))


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(("elapsed", "seconds", "minutes"), [(0, 600, 10), (1, 599, 10), (540, 60, 1), (599.5, 1, 1)])
def test_a_refusal_says_how_long_to_wait(elapsed: float, seconds: int, minutes: int) -> None:
    now = BEGAN + timedelta(seconds=elapsed)
    for _ in range(3):
        spend("post", account="siti", address="", now=now)

    with pytest.raises(NotPossible) as refused:
        spend("post", account="siti", address="", now=now)

    assert refused.value.code == "limit.reached"
    assert refused.value.facts == {"retry_after": seconds, "minutes": minutes}


@pytest.mark.usefixtures("three")
def test_an_address_is_kept_as_a_keyed_hash_only() -> None:
    spend("post", account="siti", address=ADDRESS, now=BEGAN)

    assert not any(ADDRESS in row for rows in contents().values() for row in rows)
    assert Counter.objects.filter(who__startswith="post:address:").count() == 1


@pytest.mark.usefixtures("three")
def test_posts_and_edits_are_counted_together(lively: Scene, siti: Someone) -> None:
    now = lively.row.opens_at
    post = siti.posts("Satu.", on=lively.clause("Pasal 4"), now=now)
    siti.edits(post, text="Dua.", now=now)
    siti.edits(post, text="Tiga.", now=now)

    with pytest.raises(NotPossible, match=r"menit|minutes"):
        siti.posts("Empat.", on=lively.clause("Pasal 4"), now=now)


@pytest.mark.usefixtures("three")
def test_a_refused_post_does_not_count(lively: Scene, siti: Someone) -> None:
    clause, now = lively.clause("Pasal 4"), lively.row.opens_at
    for _ in range(5):
        with pytest.raises(BadInput):
            siti.posts("", on=clause, now=now)
    for n in range(3):
        siti.posts(f"Pendapat {n}.", on=clause, now=now)

    before = contents()
    with pytest.raises(NotPossible):
        siti.posts("Satu lagi.", on=clause, now=now)

    assert contents() == before


def test_whoever_is_refused_again_and_again_has_to_wait_before_anything_more_is_weighed(
    lively: Scene, siti: Someone, agus: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "post_refused", Limit(account=2, address=9, every=timedelta(minutes=10)))
    clause, now = lively.clause("Pasal 4"), lively.row.opens_at
    for _ in range(2):
        with pytest.raises(BadInput):
            siti.posts("", on=clause, now=now)

    with pytest.raises(NotPossible) as caught:
        siti.posts("Kali ini lengkap.", on=clause, now=now)

    assert caught.value.code == "limit.reached"
    agus.posts("Yang lain tidak menunggu.", on=clause, now=now)


def test_refused_edits_are_counted_with_refused_posts(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "post_refused", Limit(account=2, address=9, every=timedelta(minutes=10)))
    now = lively.row.opens_at
    post = siti.posts("Satu.", on=lively.clause("Pasal 4"), now=now)
    for _ in range(2):
        with pytest.raises(BadInput):
            siti.edits(post, text="", now=now)

    with pytest.raises(NotPossible) as caught:
        siti.edits(post, text="Kali ini lengkap.", now=now)

    assert caught.value.code == "limit.reached"


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("three")
def test_fifty_at_once_are_let_through_exactly_as_often_as_allowed() -> None:
    answers = together([partial(spent, f"orang {n % 10}", address=ADDRESS if n % 10 < 5 else "") for n in range(50)])

    assert set(answers) == {True, False}  # no exception
    without_address = [answer for n, answer in enumerate(answers) if n % 10 >= 5]
    with_address = [answer for n, answer in enumerate(answers) if n % 10 < 5]
    assert without_address.count(True) == 15  # five accounts, three of each
    assert with_address.count(True) == 5


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("three")
def test_counting_by_reading_and_then_writing_would_let_more_through(monkeypatch: pytest.MonkeyPatch) -> None:
    all_have_read = Barrier(10)

    def read_then_write(adding: Mapping[str, int], *, began: datetime) -> dict[str, int]:
        before = {who: sum(Counter.objects.filter(who=who).values_list("count", flat=True)) for who in adding}
        all_have_read.wait(20)
        for who, times in adding.items():
            Counter.objects.update_or_create(who=who, began_at=began, defaults={"count": before[who] + times})
        return {who: n + adding[who] for who, n in before.items()}

    monkeypatch.setattr("consult.platform.limits.count", read_then_write)

    assert together([partial(spent, "siti")] * 10).count(True) > 3


def test_a_visitor_is_counted_by_the_address_alone(db: None) -> None:
    for n in range(3):
        spend("code", account=None, address=f"203.0.113.{n}", now=moment())

    assert Counter.objects.count() == 3


def test_a_household_with_many_addresses_of_one_network_counts_as_one(db: None) -> None:
    spend("code", account=None, address="2001:db8:1:2::1", now=moment())
    spend("code", account=None, address="2001:db8:1:2:ffff::9", now=moment())
    spend("code", account=None, address="2001:db8:1:3::1", now=moment())

    assert sorted(Counter.objects.values_list("count", flat=True)) == [1, 2]
