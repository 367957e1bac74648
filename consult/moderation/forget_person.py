"""Forgetting a person: why moderators decided as they did about their posts, which may quote them. What was decided stays."""

from django.db.models import QuerySet

from consult.accounts.models import Person
from consult.discussion.actions.forget_person import said_by
from consult.moderation.models import Decision, Keeping


def forget(person: Person) -> None:
    """Take the reasons out of what was decided about the person's posts, or let stand.

    They are looked up first and changed by id: as one statement with its joins, a database that last counted them
    while there were none would go through all of them for each.
    """
    for rows in (decisions_on(person), Keeping.objects.filter(version__post__in=said_by(person))):
        rows.model.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(reason="", salt="")


def decisions_on(person: Person) -> QuerySet[Decision]:
    """All decisions about what the person said for themselves."""
    return Decision.objects.filter(version__post__in=said_by(person))
