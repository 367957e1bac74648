"""Forgetting a person: why moderators decided as they did about their posts, which may quote them. What was decided stays."""

from django.db.models import QuerySet

from consult.accounts.models import Person
from consult.discussion.actions.forget_person import said_by
from consult.moderation.models import Decision, Keeping


def forget(person: Person) -> None:
    """Take the reasons out of what was decided about the person's posts, or let stand."""
    decisions_on(person).update(reason="", salt="")
    Keeping.objects.filter(version__post__in=said_by(person)).update(reason="", salt="")


def decisions_on(person: Person) -> QuerySet[Decision]:
    """All decisions about what the person said for themselves."""
    return Decision.objects.filter(version__post__in=said_by(person))
