"""Loads the demonstration, once; what is there already, or was changed by somebody, is left as it is."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import partial
from typing import Final

from django.db.models import Min

from consult.access import Phase
from consult.accounts.actions import give_token, open_account, rename_person, take_token
from consult.accounts.queries import own_tokens
from consult.accounts.rules import Scope
from consult.accounts.viewer import Viewer
from consult.consultations.jobs import record_phase
from consult.consultations.models import Consultation
from consult.discussion.models import ListedWord
from consult.management.demonstration import crowd
from consult.management.demonstration.cast import Member, cast, everybody
from consult.management.demonstration.crowd import Size
from consult.management.demonstration.events import Deed, Do, deeds_in
from consult.management.demonstration.polls import keys_of_polls
from consult.management.demonstration.script import Event, Plan, Said, instant, plans
from consult.management.demonstration.staging import PREFIX, Stage, key_of, team_of
from consult.platform import jobs
from consult.platform.idempotency import OnceKey
from consult.polls.jobs import rewrite_ballots
from consult.polls.models import Poll
from consult.polls.rules import Status
from consult.reports.jobs import make_files
from consult.reports.models import Edition

SLUG: Final = "pelayanan-digital"  # of the consultation that the demonstration is about
MORNING: Final = "07.30"  # when everybody joined
LISTED: Final = ("maling", "penjilat")
TOKEN_NAME: Final = "demonstration"


def is_loaded(size: Size | None = None) -> bool:
    """Whether every consultation of the demonstration is there, to its last step; with a size, that of the crowd too."""
    return not any(to_play(plan) for plan in planned(size))


def planned(size: Size | None) -> list[Plan]:
    """The consultations of the files, and that of the crowd where its size is given."""
    return [*plans(), *([crowd.plan(size)] if size else [])]


def to_play(plan: Plan) -> bool:
    """Whether a consultation is missing, or stopped in the middle.

    One of the same name that was not made by these files, or so long ago that its keys are forgotten, stays as it is.
    """
    row = Consultation.objects.filter(slug=plan.slug).first()
    if row is None:
        return True
    keys = set(OnceKey.objects.filter(key__startswith=f"{PREFIX}-{plan.slug}-").values_list("key", flat=True))
    began = key_of(plan, "create") in keys
    return began and (not lasting_keys(plan) <= keys or (row.step == Phase.DRAFT) != (plan.phase == Phase.DRAFT))


def lasting_keys(plan: Plan) -> set[str]:
    """The keys that are there when all of it has been played; those of whoever is erased go with them."""
    gone = {member.nick for member in everybody() if member.leaves}
    whens = {
        "publish": plan.published,
        "close": plan.closed,
        "freeze": plan.frozen,
        "revise": plan.revised,
        "answer": plan.answered,
        "archive": plan.archived,
    }
    once = {key_of(plan, step) for step in ("create", "import", *(step for step, when in whens.items() if when is not None))}
    once |= {key_of(plan, *step) for step in keys_of_polls(plan)}
    return once.union(*(keys_of(plan, said, gone) for said in plan.said), *(keys_of_deed(plan, deed, gone) for deed in deeds_in(plan)))


def keys_of(plan: Plan, said: Said, gone: Collection[str]) -> set[str]:
    """Those of a post and of what became of it."""
    then = {key_of(plan, f"then-{place}", said.number) for place, step in enumerate(said.then)}
    return then | (set() if said.by in gone else {key_of(plan, "post", said.number)})


def keys_of_deed(plan: Plan, deed: Deed, gone: Collection[str]) -> set[str]:
    """Those of a deed, and of what became of the points of a letter."""
    points = set[str]().union(*(keys_of(plan, point, {point.by}) for point in deed.points))
    return points | (set() if deed.by in gone and deed.do is not Do.ERASE else {key_of(plan, "deed", deed.number)})


def load(*, now: datetime, size: Size | None = None, watched: Callable[[list[Event]], Iterable[Event]] = iter) -> None:
    """Put there what is missing: people, consultations with their drafts, and all that happened in them, in its order.

    Args:
        size: how large the consultation of the crowd is; without, there is none.
        watched: passes on what is to happen, and may tell somebody how far it is.
    """
    playing = [plan for plan in planned(size) if to_play(plan)]
    people = everybody() if any(plan.deeds for plan in playing) else cast()  # whoever has left comes back for nothing
    people += crowd.members(size) if size else []
    viewers, team = Viewers(people), team_of(people)
    stages = [Stage(plan, viewers, team) for plan in playing]
    for word in LISTED:
        ListedWord.objects.get_or_create(word=word)
    for event in watched(in_order(joining(people, now=now), stages, now=now)):
        event.act(min(event.at, now))
    forget_mails(stages, now=now)


class Viewers(dict[str, Viewer]):
    """Everybody as actor, by what the files call them; each is looked up once, after they have joined."""

    def __init__(self, people: Iterable[Member]) -> None:
        super().__init__()
        self.people = {member.nick: member for member in people}

    def __missing__(self, nick: str) -> Viewer:
        self[nick] = viewer = self.people[nick].viewer
        return viewer


def joining(people: Iterable[Member], *, now: datetime) -> list[Event]:
    """Everybody gets an account on their day, so that a poll counts those who could vote then."""
    return [Event(instant((member.joined, MORNING), now=now), partial(join, member)) for member in people]


def join(member: Member, at: datetime) -> None:
    """With the names that they are shown under."""
    open_account(email=member.email, name=member.name, now=at)
    if member.chosen_name:
        rename_person(actor=member.viewer, name=member.name, chosen_name=member.chosen_name, language="id", now=at)


def in_order(joining: list[Event], stages: list[Stage], *, now: datetime) -> list[Event]:
    """All that happens, by time; what happens at once goes by the order of the files."""
    return sorted([*joining, *(event for stage in stages for event in stage.events(now=now))], key=lambda event: event.at)


def forget_mails(stages: list[Stage], *, now: datetime) -> None:
    """Nobody reads these mails, and they would hide the codes in the window. What the clock has to record, what keeps ballots
    secret, and what makes the files of reports, stays."""
    keys = OnceKey.objects.filter(key__startswith=PREFIX)
    began = keys.aggregate(began=Min("used_at"))["began"] or now
    jobs.forget_since(began)
    for poll in Poll.objects.filter(status=Status.CLOSED, consultation__slug__in=[stage.plan.slug for stage in stages])[:1]:
        jobs.enqueue(rewrite_ballots, str(poll.pk))
    for edition in Edition.objects.filter(consultation__slug__in=[stage.plan.slug for stage in stages]).order_by("frozen_at"):
        jobs.enqueue(make_files, str(edition.pk))
    for row in Consultation.objects.filter(slug__in=[stage.plan.slug for stage in stages]):
        for at in (row.opens_at, row.closes_at):
            if at is not None and at > now:
                jobs.enqueue(record_phase, str(row.id), after=at)


def fresh_token(member: Member, *, now: datetime) -> str:
    """A token for the member that reaches everywhere; those given before end."""
    for token in own_tokens(viewer=member.viewer):
        if token.name == TOKEN_NAME:
            take_token(actor=member.viewer, token_id=token.id)
    _token, secret = give_token(actor=member.viewer, name=TOKEN_NAME, scopes=list(Scope), now=now)
    return secret
