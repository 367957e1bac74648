"""A poll as it is sent, and as it is read."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.fields import CharField, ChoiceField, DateTimeField, IntegerField, ListField, UUIDField
from rest_framework.serializers import Serializer

from api.fields import Choice, Strict, Text, Whole
from api.request_bodies import Body
from consult.polls.actions import Change, Question
from consult.polls.models import Poll
from consult.polls.queries import taking_part
from consult.polls.rules import DESCRIPTION_LIMIT, OPTIONS_LEAST, OPTIONS_MOST, TITLE_LIMIT, Kind, Status

KINDS = [kind.value for kind in Kind]
LANGUAGES = ["id", "en"]


class Options(Strict, ListField):
    """A list of options."""

    expected = _("a list of options")


class OptionIn(Body):
    """What can be chosen."""

    title = Text(help_text=f"At most {TITLE_LIMIT} characters; no two alike.")


class PollIn(Body):
    """What is asked."""

    title = Text(help_text=f"At most {TITLE_LIMIT} characters.")
    description = Text(required=False, allow_blank=True, default="", help_text=f"What it is for; at most {DESCRIPTION_LIMIT} characters.")
    kind = Choice(KINDS)
    language = Choice(LANGUAGES, required=False, default="id", help_text="Of its words.")
    options = Options(child=OptionIn(), help_text=f"From {OPTIONS_LEAST} to {OPTIONS_MOST}.")
    seats = Whole(required=False, allow_null=True, default=None, help_text="How many options win: of a single choice, 1.")
    budget = Whole(required=False, allow_null=True, default=None, help_text="Of a single choice, null.")


class PollChange(Body):
    """What is said anew; what is left out stays as it is."""

    title = Text(required=False, help_text=f"At most {TITLE_LIMIT} characters.")
    description = Text(required=False, allow_blank=True, help_text=f"What it is for; at most {DESCRIPTION_LIMIT} characters.")
    kind = Choice(KINDS, required=False)
    language = Choice(LANGUAGES, required=False, help_text="Of its words.")
    options = Options(child=OptionIn(), required=False, help_text="All of them; one whose title stays keeps its id.")
    seats = Whole(required=False, allow_null=True, help_text="How many options win: of a single choice, 1.")
    budget = Whole(required=False, allow_null=True, help_text="Of a single choice, null.")


class OptionOut(Serializer[Any]):
    """What can be chosen."""

    id = UUIDField()
    title = CharField()


class PollOut(Serializer[Any]):
    """A poll. It is advice: who takes part represents nobody else."""

    id = UUIDField()
    consultation = CharField(help_text="Its short name.")
    kind = ChoiceField(KINDS)
    status = ChoiceField([status.value for status in Status])
    language = CharField(help_text="Of its words.")
    title = CharField()
    description = CharField()
    options = OptionOut(many=True)
    taking_part = IntegerField(help_text="Rounded down to tens until it is closed.")
    opened_at = DateTimeField(allow_null=True)
    closed_at = DateTimeField(allow_null=True)
    rules_sha256 = CharField(allow_null=True, help_text="Of the rules, which are frozen when it opens.")


def question_in(given: dict[str, Any]) -> Question:
    """What was sent, as the domain takes it."""
    return Question(**as_taken(given))


def change_in(given: dict[str, Any]) -> Change:
    """The same of what is said anew."""
    return Change(**as_taken(given))


def as_taken(given: dict[str, Any]) -> dict[str, Any]:
    """The fields that were sent, as the domain takes them."""
    taken = dict(given)
    if "options" in taken:
        taken["options"] = [option["title"] for option in taken["options"]]
    if "kind" in taken:
        taken["kind"] = Kind(taken["kind"])
    return taken


def poll_row(poll: Poll) -> dict[str, object]:
    """A poll as it is sent."""
    options = sorted(poll.options.all(), key=lambda option: option.position)
    return {
        "id": poll.pk,
        "consultation": poll.consultation.slug,
        "kind": poll.kind,
        "status": poll.status,
        "language": poll.language,
        "title": poll.title,
        "description": poll.description,
        "options": [{"id": option.pk, "title": option.title} for option in options],
        "taking_part": taking_part(poll),
        "opened_at": poll.opened_at,
        "closed_at": poll.closed_at,
        "rules_sha256": poll.rules_sha256 or None,
    }
