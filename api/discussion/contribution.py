"""What somebody says, as it is read from a request."""

from collections.abc import Mapping
from typing import Any, Final

from api.discussion.posts_json import KINDS, OPERATIONS, SHOWN_NAMES, STANCES
from api.fields import Choice, Id, Text, Whole
from api.request_bodies import Body
from consult.anchoring.quotes import Quote
from consult.discussion.rules import Contribution, Kind, Operation, Proposal, ShownName, Stance


class QuoteIn(Body):
    """Words of the clause and its parts, in reading order, and what stands before and after them."""

    exact = Text()
    prefix = Text(required=False, allow_blank=True, default="")
    suffix = Text(required=False, allow_blank=True, default="")


class ProposalIn(Body):
    """What is to become of the clause; with its wording, unless it is to be deleted."""

    operation = Choice(OPERATIONS)
    wording = Text(required=False, allow_blank=True, default="")


class ChangesIn(Body):
    """What can be said anew; what is left out stays as it is."""

    text = Text(required=False)
    stance = Choice(STANCES, required=False, allow_null=True)
    quote = QuoteIn(required=False, allow_null=True)
    proposal = ProposalIn(required=False, allow_null=True)
    shown_name = Choice(SHOWN_NAMES, required=False)


class PostIn(Body):
    """What is said. A reply takes no stance; elsewhere it is neutral where none is given."""

    text = Text(help_text="At most 10,000 characters.")
    kind = Choice(KINDS, required=False, default=Kind.COMMENT.value)
    stance = Choice(STANCES, required=False, allow_null=True, default=None)
    quote = QuoteIn(required=False, allow_null=True, default=None)
    proposal = ProposalIn(required=False, allow_null=True, default=None)
    reply_to = Id(required=False, allow_null=True, default=None)
    shown_name = Choice(
        SHOWN_NAMES,
        required=False,
        default=ShownName.WITHHELD.value,
        help_text="What the team replies is shown under its office, whatever is given here.",
    )
    revision = Whole(required=False, allow_null=True, default=None, help_text="The one that you saw; else the latest published.")


def stance_in(value: str | None) -> Stance | None:
    """The stance that was given."""
    return Stance(value) if value is not None else None


def quote_in(value: Mapping[str, str] | None) -> Quote | None:
    """The quote that was given."""
    return Quote(exact=value["exact"], prefix=value["prefix"], suffix=value["suffix"]) if value is not None else None


def proposal_in(value: Mapping[str, str] | None) -> Proposal | None:
    """The proposal that was given."""
    return Proposal(Operation(value["operation"]), value["wording"]) if value is not None else None


AS_PLAIN_VALUES: Final = {"text": str, "stance": stance_in, "quote": quote_in, "proposal": proposal_in, "shown_name": ShownName}


def changes_in(given: Mapping[str, Any]) -> dict[str, object]:
    """The fields that were given, in the domain's own values."""
    return {name: AS_PLAIN_VALUES[name](value) for name, value in given.items()}  # type: ignore[operator]


def contribution_in(given: Mapping[str, Any]) -> Contribution:
    """The contribution that was given; without a stance it is neutral, unless it is a reply."""
    kind = Kind(given["kind"])
    said = changes_in({name: given[name] for name in AS_PLAIN_VALUES})
    if kind is not Kind.REPLY and said["stance"] is None:
        said["stance"] = Stance.NEUTRAL
    return Contribution(kind=kind, **said)  # type: ignore[arg-type]
