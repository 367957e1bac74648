"""How often something may be done, by account and by address: one atomic UPSERT for all counters of one act."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce, wraps
from hashlib import sha256
from ipaddress import ip_network
from math import ceil
from operator import or_
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField, CharField, DateTimeField, Index, Model, Q, QuerySet, UniqueConstraint

from consult.errors import BadInput, NotPossible

Result = TypeVar("Result")


class Counter(Model):
    """How often one act was done by one account or address in one stretch of time. The address is kept as a keyed hash."""

    who = CharField(max_length=80)
    began_at = DateTimeField()
    count = BigIntegerField()

    class Meta:
        constraints = [UniqueConstraint(fields=["who", "began_at"], name="one_counter_per_stretch")]
        indexes = [Index(fields=["began_at"], name="counter_age")]


@dataclass(frozen=True)
class Limit:
    """How often in each stretch of `every`."""

    account: int
    address: int
    every: timedelta


KEPT: Final = timedelta(days=1)
LIMITS: Final[Mapping[str, Limit]] = {
    "post": Limit(account=30, address=3_000, every=timedelta(minutes=10)),  # a village may share one address
    "letter": Limit(account=100, address=3_000, every=timedelta(minutes=10)),  # in points: one letter as long as a letter can be
    "post_refused": Limit(account=60, address=3_000, every=timedelta(minutes=10)),  # what was sent and could not be taken
    "letter_refused": Limit(account=20, address=600, every=timedelta(minutes=10)),  # in letters: all that is wrong in one is said at once
    "point": Limit(account=200, address=3_000, every=timedelta(minutes=10)),  # put into a letter that is not sent yet
    "support": Limit(account=120, address=6_000, every=timedelta(minutes=10)),
    "flag": Limit(account=20, address=600, every=timedelta(minutes=10)),
    "search": Limit(account=120, address=1_200, every=timedelta(minutes=10)),
    "similar": Limit(account=120, address=3_000, every=timedelta(minutes=10)),  # asked while somebody writes
    "preview": Limit(account=60, address=3_000, every=timedelta(minutes=10)),
    "code": Limit(account=5, address=300, every=timedelta(minutes=10)),  # to sign in or up; by mail address as asked from one place
    "code_mails": Limit(account=50, address=0, every=timedelta(minutes=10)),  # to one mail address, from wherever they are asked for
    "code_try": Limit(account=20, address=600, every=timedelta(minutes=10)),
    "unsent": Limit(account=0, address=300, every=timedelta(minutes=10)),  # what visitors write before they sign in; by address alone
    "ballot": Limit(account=0, address=5_000, every=timedelta(minutes=10)),  # by address alone: nobody votes twice
    "ballot_again": Limit(account=20, address=5_000, every=timedelta(minutes=10)),  # sent by somebody who has voted
    "team": Limit(account=50, address=0, every=timedelta(days=1)),  # addresses put into teams; by account alone
    "file": Limit(account=30, address=3_000, every=timedelta(days=1)),  # put with a letter, whatever became of it
    "file_mb": Limit(account=100, address=5_000, every=timedelta(days=1)),  # of them, in megabytes
    "file_unsent": Limit(account=0, address=100, every=timedelta(days=1)),  # of visitors, by address alone
    "file_unsent_mb": Limit(account=0, address=500, every=timedelta(days=1)),
    "download": Limit(account=60, address=600, every=timedelta(minutes=10)),
}


def spend(act: str, *, account: object, address: str, now: datetime, times: int = 1, refused: str = "") -> int:
    """Count one more `act`, or as many `times`, for the account and for the address.

    `refused` is the act under which refusals are counted, where they are: once those have reached their limit, nothing is let through.
    The account is None for a visitor, who has none; the address is "" where there is none, as in a command.

    Returns how many the account has had in this stretch of time, this one counted.

    Raises:
        NotPossible: either has had as many as the limit allows; the fact `retry_after` is in seconds.
    """
    stretch = LIMITS[act].every.total_seconds()
    began = datetime.fromtimestamp(now.timestamp() // stretch * stretch, tz=UTC)
    allowance = allowed(act, account=account, address=address)
    adding = dict.fromkeys(allowance, times)
    if refused:
        spare = {who: limit - 1 for who, limit in allowed(refused, account=account, address=address).items()}
        allowance |= spare
        adding |= dict.fromkeys(spare, 0)  # only looked at, in the same statement
    counts = count(adding, began=began)
    if any(counts[who] > allowance[who] for who in allowance):
        wait = ceil(began.timestamp() + stretch - now.timestamp())
        raise NotPossible("limit.reached", retry_after=wait, minutes=ceil(wait / 60))
    return counts.get(f"{act}:account:{account}", 0)


def allowed(act: str, *, account: object, address: str) -> dict[str, int]:
    """How often the account and the address may do it, each under the name of its counter."""
    allowance = {f"{act}:account:{account}": LIMITS[act].account} if account is not None else {}
    return allowance | ({f"{act}:address:{hashed(address)}": LIMITS[act].address} if address else {})


def counts_refused(act: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Count what an action refuses for what was sent, in a transaction of its own: the action's takes back what it has counted itself."""

    def counting(action: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(action)
        def counted(*, actor: object, address: str, now: datetime, **given: Any) -> Result:
            try:
                return action(actor=actor, address=address, now=now, **given)
            except BadInput:
                with suppress(NotPossible):  # what was wrong is what has to be said
                    spend(act, account=actor, address=address, now=now)
                raise

        return counted

    return counting


def forget(*, now: datetime) -> None:
    """Throw away the counters of stretches that are over for a day."""
    Counter.objects.filter(began_at__lt=now - KEPT).delete()


def forget_account(*accounts: object) -> None:
    """Throw away what was counted for these accounts, under whichever name they were counted."""
    counters_of(*accounts).delete()


def counters_of(*accounts: object) -> QuerySet[Counter]:
    """What was counted for these accounts, also where it was counted apart for each place."""
    alone = Q(who__in=[f"{act}:account:{account}" for act in LIMITS for account in accounts])
    return Counter.objects.filter(reduce(or_, (Q(who__startswith=f"code:account:{account}:") for account in accounts), alone))


def at_place(account: str, address: str) -> str:
    """What is counted apart for each place from which something is done with the same account."""
    return f"{account}:{hashed(address)}"


def hashed(address: str) -> str:
    """A short keyed hash: enough to count by, nothing to read an address from."""
    return sha256(f"{settings.SECRET_KEY}\n{network(address)}".encode()).hexdigest()[:24]


def network(address: str) -> str:
    """What counts as one address: of IPv6, the /64 that a household is given."""
    try:
        return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address
    except ValueError:
        return address


def count(adding: Mapping[str, int], *, began: datetime) -> dict[str, int]:
    """Add so much to each counter and give what they stand at. In sorted order, so that two of these never wait for each other."""
    if not adding:  # neither an account nor an address to count by
        return {}
    table = connection.ops.quote_name(Counter._meta.db_table)
    rows = ", ".join(["(%s, %s, %s)"] * len(adding))
    statement = (
        f"INSERT INTO {table} (who, began_at, count) VALUES {rows} "  # nosec B608 - only names of our own tables and placeholders
        f"ON CONFLICT (who, began_at) DO UPDATE SET count = {table}.count + excluded.count RETURNING who, count"
    )
    began_at = connection.ops.adapt_datetimefield_value(began)
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for who in sorted(adding) for value in (who, began_at, adding[who])])
        return dict(cursor.fetchall())
