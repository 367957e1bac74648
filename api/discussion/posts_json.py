"""A post as it is sent: as everybody sees it, in whole to its author and the team, and as accepted with its receipt."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from drf_spectacular.utils import extend_schema_serializer
from rest_framework.fields import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField, UUIDField
from rest_framework.serializers import Serializer

from consult.anchoring.placement import PlacementState
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries.placements import Stands, newest_places
from consult.discussion.queries.posts import public_status
from consult.discussion.rules import Kind, Office, Operation, ShownName, Stance, Status
from consult.moderation.models import Decision
from consult.moderation.rules import Verdict

KINDS: Final = [kind.value for kind in Kind]
OFFICES: Final = [office.value for office in Office]
STANCES: Final = [stance.value for stance in Stance]
STATUSES: Final = [status.value for status in Status]
OPERATIONS: Final = [operation.value for operation in Operation]
SHOWN_NAMES: Final = [name.value for name in ShownName]


class QuoteOut(Serializer[Any]):
    """Words of the clause, with what stands before and after, and their place in its text."""

    exact = CharField()
    prefix = CharField()
    suffix = CharField()
    start = IntegerField(required=False, help_text="In code points, from 0, of the clause's text with its parts.")
    end = IntegerField(required=False, help_text="Where they end: the first code point after them.")


class ProposalOut(Serializer[Any]):
    """What is to become of the clause; there is no wording where it is to be deleted."""

    operation = ChoiceField(OPERATIONS)
    wording = CharField()


class WordsOut(Serializer[Any]):
    """What a version of a post says. All of it is null where it is not shown."""

    version = IntegerField(allow_null=True)
    text = CharField(allow_null=True)
    html = CharField(allow_null=True, help_text="Safe HTML of the text: `p`, `br`, and `a` with http addresses.")
    language = CharField(allow_null=True, help_text="BCP 47, of who wrote it; null where it is not known.")
    stance = ChoiceField(STANCES, allow_null=True)
    name = CharField(allow_null=True, help_text="The name it is shown under; null where that is withheld.")
    on_behalf_of = CharField(allow_null=True, help_text="The organisation that it was sent for; null where there is none.")
    proposal = ProposalOut(allow_null=True)
    quote = QuoteOut(allow_null=True)


class VersionOut(WordsOut):
    """One version of a post, for its author and the team."""

    status = ChoiceField(STATUSES)
    rule = IntegerField(allow_null=True)
    shown_name = ChoiceField(SHOWN_NAMES)
    sha256 = CharField()
    created_at = DateTimeField()


class ReasonOut(Serializer[Any]):
    """A decision about a version, for its author and the team."""

    decision = ChoiceField([verdict.value for verdict in Verdict])
    version = IntegerField()
    rule = IntegerField()
    reason = CharField()
    decided_at = DateTimeField()


class PostOut(WordsOut):
    """A post. Once it was public it stays in the list; where it is not shown now, no word of it is here."""

    id = UUIDField()
    number = IntegerField(allow_null=True, help_text="For citing; given when it was first shown.")
    kind = ChoiceField(KINDS)
    status = ChoiceField(STATUSES)
    rule = IntegerField(allow_null=True, help_text="Number of the house rule under which it is hidden.")
    edited = BooleanField()
    office = ChoiceField(OFFICES, allow_null=True, help_text="By which a member of the team replied; null for what people say themselves.")
    answered = BooleanField(help_text="Whether it is a question that has an official answer.")
    reply_to = UUIDField(allow_null=True)
    revision = IntegerField(allow_null=True, help_text="The one that its author saw.")
    clause = UUIDField(allow_null=True)
    thread = UUIDField()
    files = IntegerField(help_text="How many public files came with it; `GET /posts/{id}/` lists them.")
    supports = IntegerField(help_text="How many people support it, in this version or an earlier one.")
    created_at = DateTimeField()


class PlacementOut(Serializer[Any]):
    """Where a post stands in the newest published revision, which its author did not see."""

    revision = IntegerField(min_value=1)
    state = ChoiceField([state.value for state in PlacementState], help_text="As a person has judged it, where somebody has.")
    clause = UUIDField(allow_null=True, help_text="Null where it stands on none: on the draft as a whole, or nowhere any more.")
    start = IntegerField(allow_null=True, help_text="In code points, from 0, of the clause's text with its parts; null where no words are.")
    end = IntegerField(allow_null=True, help_text="Where its words end: the first code point after them.")
    open = BooleanField(help_text="Whether a person has still to say whether it belongs there.")


class PlacedPostOut(PostOut):
    """A post with its place in the newest revision."""

    placement = PlacementOut(
        allow_null=True,
        help_text="Null where its author saw the newest revision. For example "
        '`{"revision": 2, "state": "moved", "clause": "6f1c…", "start": 14, "end": 32, "open": false}`.',
    )


class WholePostOut(PlacedPostOut):
    """A post with what only its author and the team see of it."""

    versions = VersionOut(many=True, required=False, help_text="Oldest first.")
    decisions = ReasonOut(many=True, required=False, help_text="Oldest first.")


class ReceivedOut(Serializer[Any]):
    """What was received in one post: `sha256` is over the 16 bytes of the salt and the UTF-8 of the stored text."""

    id = UUIDField()
    version = IntegerField()
    salt = CharField(help_text="32 hexadecimal digits.")
    sha256 = CharField(help_text="64 hexadecimal digits.")


class ReceiptOut(Serializer[Any]):
    """The proof of what was received. `salt` and `sha256` stand beside the code where there is one post in it."""

    code = CharField()
    received_at = DateTimeField()
    salt = CharField(required=False)
    sha256 = CharField(required=False)
    posts = ReceivedOut(many=True)


@extend_schema_serializer(component_name="AcceptedOut")
class AcceptedOut(Serializer[Any]):
    """What became of a version that was sent, and its receipt."""

    id = UUIDField()
    status = ChoiceField(STATUSES, help_text="Of this version: `held` for a moderator, or `shown`.")
    version = IntegerField()
    number = IntegerField(allow_null=True)
    thread = UUIDField()
    clause = UUIDField(allow_null=True)
    receipt = ReceiptOut()


def public_row(post: Post) -> dict[str, object]:
    """The post as everybody sees it, from a row of `queries.shown_once`."""
    shown: PostVersion | None = next(iter(post.public_versions), None)  # type: ignore[attr-defined]
    status = public_status(post)
    rule = post.hidden_under if status is Status.HIDDEN else None  # type: ignore[attr-defined]
    return {**standing(post, rule=rule), "status": status.value, **said(shown)}


def placed_rows(posts: Sequence[Post]) -> list[dict[str, object]]:
    """The posts as everybody sees them, each with its place in the newest revision. One query."""
    places = newest_places(posts)
    return [{**public_row(post), "placement": placement_row(places.get(post.pk))} for post in posts]


def placement_row(stands: Stands | None) -> dict[str, object] | None:
    """Where a post stands; nothing where its author saw the newest revision."""
    if stands is None:
        return None
    place = stands.place
    span = {"start": place.start, "end": place.end}
    return {"revision": stands.number, "state": place.state.value, "clause": place.clause, **span, "open": place.is_open}


def whole_row(post: Post, decisions: Sequence[Decision]) -> dict[str, object]:
    """The post as its author and the team see it: what is shown or else latest, and every version."""
    versions = list(post.versions.all())
    shown = next((version for version in versions if version.status == Status.SHOWN), versions[-1])
    hidden = [version.rule for version in versions if version.status == Status.HIDDEN]
    rule = hidden[-1] if hidden and post.status == Status.HIDDEN else None
    told = {"versions": [version_row(version) for version in versions], "decisions": [reason_row(each) for each in decisions]}
    placement = placement_row(newest_places([post]).get(post.pk))
    return {**standing(post, rule=rule), "placement": placement, **said(shown), **told}


def standing(post: Post, *, rule: int | None) -> dict[str, object]:
    """What there is of a post beside its words."""
    return {
        "id": post.id,
        "number": post.number,
        "kind": post.kind,
        "status": post.status,
        "rule": rule,
        "office": post.office or None,
        "answered": post.answered,  # type: ignore[attr-defined]  # as the queries of posts annotate it
        "reply_to": post.reply_to_id,
        "revision": post.revision.number if post.revision else None,
        "clause": post.clause_id,
        "thread": post.thread_id,
        "files": post.submission.files if post.status == Status.SHOWN else 0,
        "supports": post.supported,
        "created_at": post.created_at,
    }


def said(version: PostVersion | None) -> dict[str, object]:
    """What a version says; nothing, for a version that is not shown."""
    if version is None:
        return {**dict.fromkeys(WordsOut().fields), "edited": False}
    return {**words(version), "edited": version.number > 1}


def words(version: PostVersion) -> dict[str, object]:
    """The words of a version, and what else can be edited."""
    return {
        "version": version.number,
        "text": version.text,
        "html": version.html,
        "language": version.language or None,
        "stance": version.stance or None,
        "name": version.name or None,
        "on_behalf_of": version.post.submission.on_behalf_of or None,
        "proposal": {"operation": version.operation, "wording": version.wording} if version.operation else None,
        "quote": version.quote,
    }


def version_row(version: PostVersion) -> dict[str, object]:
    """One version, with what became of it."""
    return {
        **words(version),
        "status": version.status,
        "rule": version.rule,
        "shown_name": version.shown_name,
        "sha256": version.sha256,
        "created_at": version.created_at,
    }


def reason_row(decision: Decision) -> dict[str, object]:
    """A decision with its reason, without the moderator's name."""
    return {
        "decision": decision.action,
        "version": decision.version.number,
        "rule": decision.rule.number,
        "reason": decision.reason,
        "decided_at": decision.decided_at,
    }


def accepted_row(post: Post, version: PostVersion) -> Mapping[str, object]:
    """What is answered to whoever sent a version, first or again."""
    return {
        "id": post.id,
        "status": version.status,
        "version": version.number,
        "number": post.number,
        "thread": post.thread_id,
        "clause": post.clause_id,
        "receipt": receipt_row(version),
    }


def receipt_row(version: PostVersion) -> dict[str, object]:
    """The receipt of a version."""
    return received_row([version])


def received_row(versions: Sequence[PostVersion]) -> dict[str, object]:
    """The receipt of all versions that were received with it."""
    receipt = versions[0].receipt
    hashed = [{"salt": version.salt, "sha256": version.sha256} for version in versions]
    posts = [{"id": version.post_id, "version": version.number, **proof} for version, proof in zip(versions, hashed, strict=True)]
    alone = hashed[0] if len(hashed) == 1 else {}
    return {"code": receipt.code, "received_at": receipt.received_at, **alone, "posts": posts}
