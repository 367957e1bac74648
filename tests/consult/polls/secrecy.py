"""Whether anything in the database leads from voters to ballots: every order of the ones is laid beside every order of the others.

An order is that of a column, a system column, or the bytes in a file. Where one of the voters and one of the ballots are the same order,
the first voter cast the first ballot, and so on. Of orders that tell nothing, about one voter in all falls beside their own ballot.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random
from uuid import UUID

import psycopg
from django.apps import apps
from django.db import OperationalError, connection, connections
from django.db.models import Model

from consult.accounts.models import Account, Person
from consult.polls.actions import BallotReceipt
from consult.polls.models import Ballot, ClosedBallot, ClosedParticipation, Participation, Poll
from tests.cast import Someone
from tests.consult.polls.voting import TITLES, votes

THREADS = 8
ATTEMPTS = 20
BYTES_OF_AN_ID = 16
ROW_HEADER = 24  # bytes; https://www.postgresql.org/docs/15/storage-page-layout.html
SYSTEM = {"postgresql": ("ctid", "xmin::text::bigint", "cmin::text::bigint", "xmax::text::bigint"), "sqlite": ("rowid",)}
PAGE = {"postgresql": 8192, "sqlite": 4096}  # bytes; rows fill one from its end
KEYS: Mapping[type[Model], str] = {ClosedBallot: "commitment", ClosedParticipation: "person_id"}
Owners = Mapping[str, UUID]  # commitment → who cast it


@dataclass(frozen=True)
class Order:
    """Voters in some order, and where it comes from."""

    name: str
    voters: Sequence[UUID]


def vote(poll: Poll, voters: Sequence[Someone], *, seed: int) -> Owners:
    """All vote, in an order of their own, from several threads; who cast what, which nobody else ever knows."""
    queue = Random(seed).sample(list(voters), len(voters))

    def cast(numbered: tuple[int, Someone]) -> tuple[str, UUID]:
        number, who = numbered
        try:
            return insist(lambda: votes(who, poll, TITLES[number % len(TITLES)])).commitment, who.person.pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return dict(pool.map(cast, enumerate(queue)))


def insist(act: Callable[[], BallotReceipt]) -> BallotReceipt:
    """Do it again for as long as all hands are full: SQLite lets one write at a time, and a busy machine makes the others wait too long."""
    for _ in range(ATTEMPTS):
        try:
            return act()
        except OperationalError:
            connections.close_all()
    return act()


def told(owners: Owners) -> dict[str, int]:
    """How many voters fall beside their own ballot, for each two orders."""
    return {f"{one.name} ~ {other.name}": beside(one, other) for one, other in product(of_voters(owners), list(of_ballots(owners)))}


def beside(one: Order, other: Order) -> int:
    """How many are the same at the same place, forwards or backwards."""
    forwards = sum(a == b for a, b in zip(one.voters, other.voters, strict=False))
    return max(forwards, sum(a == b for a, b in zip(one.voters, reversed(other.voters), strict=False)))


def of_voters(owners: Owners) -> Iterator[Order]:
    """Orders of what names voters: each table with a row for each of them, and the places of their participations in files."""
    everybody = set(owners.values())
    for table, column in naming_people():
        for name, people in columns(table, column):
            known = [person for value in people if (person := as_id(value)) in everybody]
            if len(known) == len(everybody):
                yield Order(f"{table}.{name}", known)
    participations = ClosedParticipation.objects.filter(person__in=everybody).values_list("pk", "person")
    yield from in_files({stored(pk): person for pk, person in participations})


def of_ballots(owners: Owners) -> Iterator[Order]:
    """Orders of what names ballots: their table, and the places of their commitments in files."""
    for name, commitments in columns(ClosedBallot._meta.db_table, "commitment"):
        yield Order(name, [owners[str(commitment)] for commitment in commitments])
    yield from in_files({commitment.encode(): person for commitment, person in owners.items()})


def naming_people() -> Iterator[tuple[str, str]]:
    """Tables and their columns in which a person is named."""
    yield Person._meta.db_table, "id"
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model in (Person, Account) and model not in (Ballot, ClosedBallot):
                yield model._meta.db_table, str(field.column)


def columns(table: str, key: str) -> Iterator[tuple[str, list[object]]]:
    """The keys of all rows in the order of each column that the table truly has, and of each that the database keeps beside."""
    quote = connection.ops.quote_name
    physical, *others = SYSTEM[connection.vendor]
    with connection.cursor() as cursor:
        own = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        for name in (physical, *others, *map(quote, own)):
            cursor.execute(f"SELECT {quote(key)} FROM {quote(table)} ORDER BY {name}, {physical}")
            yield name, [value for (value,) in cursor.fetchall()]


def in_files(keys: Mapping[bytes, UUID]) -> Iterator[Order]:
    """The orders in which keys stand in each file that holds any: by first place and by last, as bytes go and as rows fill pages."""
    page = PAGE[connection.vendor]
    for name, content in files():
        for which, find in (("first", content.find), ("last", content.rfind)):
            places = {person: place for key, person in keys.items() if (place := find(key)) >= 0}
            by_place = sorted(places, key=places.__getitem__)
            yield Order(f"{name} {which}", by_place)
            yield Order(f"{name} {which} in page", sorted(places, key=lambda person: (places[person] // page, -places[person])))
            if connection.vendor == "postgresql":
                yield Order(
                    f"{name} {which} by transaction", sorted(by_place, key=lambda person: written_by(content, places[person], keys))
                )


def written_by(content: bytes, place: int, keys: Mapping[bytes, UUID]) -> int:
    """The transaction that wrote the row of PostgreSQL whose first column is the key at that place: its number begins the row's header."""
    length = len(next(iter(keys)))
    begins = place - ROW_HEADER - (length != BYTES_OF_AN_ID)  # before text there is a byte for its length
    return int.from_bytes(content[begins : begins + 4], "little")


def files() -> Iterator[tuple[str, bytes]]:
    """What lies on the disk: of SQLite the file and its log, of PostgreSQL the files of the tables that a vote goes through."""
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        yield from ((one.name, one.read_bytes()) for one in (path, path.with_name(f"{path.name}-wal")) if one.exists())
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        for table in (*map(name_of, (Ballot, ClosedBallot, Participation, ClosedParticipation)), "pg_statistic"):
            cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [table])
            yield table, bytes(cursor.fetchone()[0])


def name_of(model: type[Model]) -> str:
    """The table of a model."""
    return model._meta.db_table


def stored(key: UUID) -> bytes:
    """An id as it lies in files."""
    return key.bytes if connection.vendor == "postgresql" else key.hex.encode()


def as_id(value: object) -> UUID:
    """An id as it comes from the database."""
    return value if isinstance(value, UUID) else UUID(str(value))


def plant(column: str, kind: str, values: Mapping[str, str], owners: Owners) -> None:
    """Give what names ballots and what names voters a column in which both have the same: as if an id or a time had been kept."""
    is_text = connection.vendor == "sqlite"
    fill(ClosedBallot, column, kind, [(value, commitment) for commitment, value in values.items()])
    named = ((value, owners[commitment]) for commitment, value in values.items())
    fill(ClosedParticipation, column, kind, [(value, person.hex if is_text else str(person)) for value, person in named])


def fill(model: type[Model], column: str, kind: str, values: Sequence[tuple[str, str]]) -> None:
    """A new column of a table, and what stands in it for each key."""
    table, new, key = (connection.ops.quote_name(name) for name in (name_of(model), column, KEYS[model]))
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ADD COLUMN {new} {kind}")
        cursor.executemany(f"UPDATE {table} SET {new} = %s WHERE {key} = %s", values)


def uproot(column: str) -> None:
    """Take the column away again."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in (ClosedBallot, ClosedParticipation):
            cursor.execute(f"ALTER TABLE {quote(name_of(model))} DROP COLUMN {quote(column)}")


@contextmanager
def somebody_reads() -> Iterator[None]:
    """While this lasts, somebody sees what stood here before, as a backup does: nothing of the log can be written over."""
    if connection.vendor == "sqlite":
        one = connection.copy("reader")
        with one.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            cursor.execute("SELECT count(*) FROM django_migrations")
            yield
        one.close()
        return
    given = connection.get_connection_params()
    place = {name: given[name] for name in ("host", "port", "user", "password", "dbname") if given.get(name)}
    with psycopg.connect(**place) as other:
        other.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        other.execute("SELECT 1")
        yield
