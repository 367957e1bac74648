"""Whether those who listen still may: sessions, tokens, accounts and the right to read, of all sockets of a process in one query."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast

from api.live.close_codes import Close
from api.live.handshake import Opening, Pass
from consult import access
from consult.access import Phase, Right, Role
from consult.accounts.models import Account, Token
from consult.consultations import rules
from consult.consultations.models import Consultation, Membership

Rows = QuerySet[Any, tuple[Any, ...]]

COLUMNS: Final = ("kind", "one", "other", "opens", "closes")


@dataclass
class Standing:
    """What holds at an instant, of all that was asked about."""

    now: datetime
    phases: dict[UUID, Phase] = field(default_factory=dict)  # by consultation
    teams: defaultdict[tuple[UUID, UUID], set[Role]] = field(default_factory=lambda: defaultdict(set))  # by person and consultation
    accounts: set[UUID] = field(default_factory=set)  # that are active
    sessions: set[str] = field(default_factory=set)  # that last
    tokens: set[UUID] = field(default_factory=set)  # that last

    def verdict(self, opening: Opening) -> Close | None:
        """With which code a socket is closed now; None where it stays open."""
        if not self.lasts(opening.holder):
            return Close.SESSION_ENDED
        phase = self.phases.get(opening.found.consultation)
        may_read = phase is not None and access.allowed(self.roles(opening), Right.CONSULTATION_READ, phase)
        return None if may_read else Close.NOT_THERE

    def lasts(self, holder: Pass) -> bool:
        """Whether the session or token with which it was opened is still good; a visitor has none."""
        has_ended = (
            (holder.session is not None and holder.session not in self.sessions)
            or (holder.token is not None and holder.token not in self.tokens)
            or (holder.account is not None and holder.account not in self.accounts)
        )
        return not has_ended

    def roles(self, opening: Opening) -> Collection[Role]:
        """What its holder is in the consultation."""
        person = opening.holder.person
        if person is None:
            return {Role.VISITOR}
        return self.teams.get((person.pk, opening.found.consultation)) or {Role.CITIZEN}


def standing(openings: Iterable[Opening], *, now: datetime) -> Standing:
    """What holds now for these sockets. One query, whatever their number."""
    holders = [opening.holder for opening in openings]
    found = Standing(now)
    for kind, one, other, opens, closes in asked(holders, {opening.found.consultation for opening in openings}, now=now):
        note(found, kind, one, other, opens=opens, closes=closes)
    return found


def note(found: Standing, kind: str, one: str, other: str, *, opens: datetime | None, closes: datetime | None) -> None:
    """Take in one row of the answer."""
    match kind:
        case "consultation":
            found.phases[UUID(one)] = rules.phase(Phase(other), opens_at=opens, closes_at=closes, now=found.now)
        case "session":
            found.sessions.add(one)
        case "token":
            found.tokens.add(UUID(one))
        case "account":
            found.accounts.add(UUID(one))
        case _:  # a role in a team
            found.teams[UUID(one), UUID(other)].add(Role(kind))


def asked(holders: Collection[Pass], consultations: Collection[UUID], *, now: datetime) -> Rows:
    """The one query: a row for whatever still holds."""
    persons = {holder.person.pk for holder in holders if holder.person}
    teams = Membership.objects.filter(person__in=persons, consultation__in=consultations)
    sessions = Session.objects.filter(session_key__in={holder.session for holder in holders if holder.session}, expire_date__gt=now)
    tokens = Token.objects.filter(pk__in={holder.token for holder in holders if holder.token}, expires_at__gt=now)
    accounts = Account.objects.filter(pk__in={holder.account for holder in holders if holder.account}, is_active=True)
    first = rows(
        Consultation.objects.filter(pk__in=consultations), "consultation", "pk", "step", opens=F("opens_at"), closes=F("closes_at")
    )
    return first.union(
        rows(teams, F("role"), "person_id", "consultation_id"),
        rows(sessions, "session", "session_key"),
        rows(tokens, "token", "pk"),
        rows(accounts, "account", "pk"),
        all=True,
    )


def rows(found: QuerySet[Any], kind: str | F, one: str, other: str = "", **dates: F) -> Rows:
    """Some rows in the columns that all have in common."""
    columns: Mapping[str, Any] = {
        "kind": text(kind if isinstance(kind, F) else Value(kind)),
        "one": text(F(one)),
        "other": text(F(other) if other else Value("")),
        **{name: dates.get(name, Cast(Value(None), DateTimeField())) for name in COLUMNS[3:]},
    }
    told: Rows = found.order_by().annotate(**columns).values_list(*COLUMNS)
    return told


def text(value: Any) -> Cast:
    """As one type, since a column of a union has one."""
    return Cast(value, CharField())
