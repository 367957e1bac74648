"""Loads the demonstration, once; what is there already, or was changed by somebody, is left as it is."""

from datetime import datetime
from typing import Final

from django.db.models import Min

from consult import jobs
from consult.access import Phase
from consult.accounts.actions import give_token, open_account, rename_person, take_token
from consult.accounts.queries import own_tokens
from consult.accounts.rules import Scope
from consult.consultations.jobs import record_phase
from consult.consultations.models import Consultation
from consult.discussion.models import ListedWord
from consult.management.demonstration.cast import Member, cast
from consult.management.demonstration.script import Plan, instant, plans
from consult.management.demonstration.staging import PREFIX, Event, Stage, team_of
from consult.once import OnceKey

SLUG: Final = "pelayanan-digital"  # of the consultation that the demonstration is about
MORNING: Final = "07.30"  # when everybody joined
LISTED: Final = ("maling", "penjilat")
TOKEN_NAME: Final = "demonstration"


def is_loaded() -> bool:
    """Whether every consultation of the demonstration is there, to its last step."""
    return not any(to_play(plan) for plan in plans())


def to_play(plan: Plan) -> bool:
    """Whether a consultation is missing, or stopped in the middle.

    One of the same name that was not made by these files, or so long ago that its keys are forgotten, stays as it is.
    """
    row = Consultation.objects.filter(slug=plan.slug).first()
    if row is None:
        return True
    keys = set(OnceKey.objects.filter(key__startswith=f"{PREFIX}-{plan.slug}-").values_list("key", flat=True))
    began = f"{PREFIX}-{plan.slug}-create-0" in keys
    return began and (len(keys) < keyed_steps(plan) or (row.step == Phase.DRAFT) != (plan.phase == Phase.DRAFT))


def keyed_steps(plan: Plan) -> int:
    """How many keys are used when all of it has been played."""
    return 2 + sum(when is not None for when in (plan.published, plan.closed)) + sum(1 + len(said.then) for said in plan.said)


def load(*, now: datetime) -> None:
    """Put there what is missing: people, consultations with their drafts, and all that happened in them, in its order."""
    people = cast()
    settle_in(people, now=now)
    viewers, team = {member.nick: member.viewer for member in people}, team_of(people)
    stages = [Stage(plan, viewers, team) for plan in plans() if to_play(plan)]
    for event in in_order(stages, now=now):
        event.act(min(event.at, now))
    forget_mails(stages, now=now)


def settle_in(people: list[Member], *, now: datetime) -> None:
    """Everybody has an account and a name, and the list of words has its words."""
    for member in people:
        open_account(email=member.email, name=member.name, now=instant((member.joined, MORNING), now=now))
        if member.chosen_name:
            rename_person(actor=member.viewer, name=member.name, chosen_name=member.chosen_name, language="id", now=now)
    for word in LISTED:
        ListedWord.objects.get_or_create(word=word)


def in_order(stages: list[Stage], *, now: datetime) -> list[Event]:
    """All that happens in all of them, by time; what happens at once goes by the order of the files."""
    return sorted((event for stage in stages for event in stage.events(now=now)), key=lambda event: event.at)


def forget_mails(stages: list[Stage], *, now: datetime) -> None:
    """Nobody reads these mails, and they would hide the codes in the window. What the clock has to record stays."""
    keys = OnceKey.objects.filter(key__startswith=PREFIX)
    began = keys.aggregate(began=Min("used_at"))["began"] or now
    jobs.forget_since(began)
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
