"""Everything that is kept about a person, for themselves: section by section, row by row, as plain values."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from consult.accounts.actions import signed_in
from consult.accounts.forget_person import sessions_of
from consult.accounts.models import Account, Person, Pseudonym, Token
from consult.accounts.viewer import Viewer
from consult.consultations.models import Membership
from consult.discussion.models import (
    Attachment,
    Draft,
    Flag,
    PickedProposal,
    PlacementDecision,
    Point,
    Post,
    PostVersion,
    Receipt,
    Submission,
    Support,
)
from consult.documents.models import ClauseLink, Edit
from consult.moderation.models import Decision, Keeping
from consult.platform.audit.models import Entry
from consult.platform.idempotency import OnceKey
from consult.platform.limits import counters_of
from consult.polls.queries import voted_in
from consult.reports.models import Edition

AT_ONCE: Final = 500  # rows read at a time
Row = dict[str, Any]


def own_data(*, viewer: Viewer) -> Iterator[tuple[str, Iterator[Row]]]:
    """Each section with its rows, the oldest first; they are read as they are asked for, so each section has to be used up in turn.

    Raises:
        NotFound: nobody is signed in.
    """
    for section, (rows, fields) in sections(signed_in(viewer)).items():
        yield section, read(rows, fields)
    yield "sessions", own_sessions(signed_in(viewer))


def read(rows: QuerySet[Any], fields: Mapping[str, str]) -> Iterator[Row]:
    """The rows, each as name → value."""
    for values in rows.values_list(*fields.values()).iterator(chunk_size=AT_ONCE):
        yield dict(zip(fields, values, strict=True))


def own_sessions(person: Person) -> Iterator[Row]:
    """Browsers that are signed in as the person, or in which a code was asked for their address. The key, which signs in, is not told."""
    kept = Session.objects.filter(pk__in=sessions_of(person.pk)).order_by("expire_date")
    yield from ({"kept_until": at} for at in kept.values_list("expire_date", flat=True))


def sections(person: Person) -> dict[str, tuple[QuerySet[Any], Mapping[str, str]]]:
    """What there is, in the order of reading: rows, and name → column of what is told of each."""
    versions = PostVersion.objects.filter(post__submission__author=person).order_by("post__created_at", "post_id", "number")
    own_names = Pseudonym.objects.filter(person=person)
    return {
        "person": (Person.objects.filter(pk=person.pk), same("id", "name", "chosen_name", "language", "joined_at")),
        "account": (Account.objects.filter(person=person), same("email", "is_active", "created_at", "last_login")),
        "tokens": (Token.objects.filter(account__person=person).order_by("created_at"), same("name", "scopes", "created_at", "expires_at")),
        "teams": (Membership.objects.filter(person=person).order_by("pk"), {**IN_CONSULTATION, **same("role")}),
        "names_in_the_record": (own_names.order_by("chain__name"), PSEUDONYM),
        "submissions": (Submission.objects.filter(author=person).order_by("received_at", "id"), SUBMISSION),
        "receipts": (Receipt.objects.filter(submission__author=person).order_by("received_at", "code"), RECEIPT),
        "posts": (Post.objects.filter(submission__author=person).order_by("created_at", "id"), POST),
        "versions": (versions, VERSION),
        "files": (Attachment.objects.filter(person=person).order_by("created_at", "id"), FILE),
        "decisions_on_posts": (Decision.objects.filter(version__post__submission__author=person).order_by("decided_at", "id"), DECISION),
        "supports": (Support.objects.filter(person=person).order_by("created_at", "id"), MARK),
        "flags": (Flag.objects.filter(person=person).order_by("created_at", "id"), FLAG),
        "polls_voted_in": (voted_in(person), POLL),  # not how: nothing tells that
        "letters_not_sent": (Draft.objects.filter(person=person).order_by("created_at", "id"), DRAFT),
        "points_not_sent": (Point.objects.filter(draft__person=person).order_by("draft", "position"), POINT),
        "decisions_taken": (Decision.objects.filter(decided_by=person).order_by("decided_at", "id"), DECISION),
        "editions_frozen": (Edition.objects.filter(frozen_by=person).order_by("frozen_at", "id"), EDITION),
        "drafts_edited": (Edit.objects.filter(edited_by=person).order_by("edited_at", "id"), EDIT),
        "links_confirmed": (ClauseLink.objects.filter(confirmed_by=person).order_by("confirmed_at", "id"), LINK),
        "places_decided": (PlacementDecision.objects.filter(decided_by=person).order_by("decided_at", "id"), PLACED),
        "proposals_settled": (PickedProposal.objects.filter(settled_by=person).order_by("settled_at", "id"), PICKED),
        "let_stand": (Keeping.objects.filter(kept_by=person).order_by("kept_at", "id"), KEEPING),
        "forms_sent": (OnceKey.objects.filter(owner=str(person.pk)).order_by("used_at"), same("key", "used_at")),
        "acts_in_the_record": (Entry.objects.filter(actor__in=own_names.values("pk")).order_by("at", "id"), ENTRY),
        "counted": (counters_of(person.pk).order_by("began_at", "who"), same("who", "began_at", "count")),
    }


def same(*fields: str) -> dict[str, str]:
    """Columns under their own names."""
    return dict(zip(fields, fields, strict=True))


IN_CONSULTATION: Final = {"consultation": "consultation__slug"}
SUBMISSION: Final = {"id": "id", **IN_CONSULTATION, **same("channel", "on_behalf_of", "received_at")}
RECEIPT: Final = same("code", "submission", "received_at")
POST: Final = {
    **same("id", "submission"),
    **IN_CONSULTATION,
    **same("thread", "clause", "kind", "office", "reply_to", "number", "status", "supported", "created_at"),
    "revision": "revision__number",
}
VERSION: Final = {
    **same("id", "post", "number", "receipt", "status", "text", "language", "stance", "operation", "wording", "quote"),
    **same("shown_name", "name", "salt", "sha256", "signals", "rule", "shown_at", "created_at"),
}
FILE: Final = {
    **same("id", "submission", "draft"),
    **IN_CONSULTATION,
    **same("name", "media_type", "size", "file_sha256", "salt", "sha256", "status", "rule", "signals", "text", "read_at", "created_at"),
}
DECISION: Final = {**same("id", "version", "action"), "rule": "rule__number", **same("reason", "salt", "sha256", "decided_at")}
MARK: Final = {
    "id": "id",
    "consultation": "post__consultation__slug",
    "post": "post__number",
    "version": "version__number",
    "created_at": "created_at",
}
FLAG: Final = {**MARK, **same("rule", "text", "answered_at", "outcome")}
POLL: Final = {"poll": "id", **IN_CONSULTATION, **same("title", "opened_at", "closed_at")}
DRAFT: Final = {"id": "id", **IN_CONSULTATION, **same("on_behalf_of", "shown_name", "created_at", "changed_at")}
POINT: Final = same("draft", "position", "thread", "clause", "revision", "reply_to", "said", "created_at")
PSEUDONYM: Final = {"chain": "chain__name", "name": "id"}
ENTRY: Final = {"chain": "chain__name", **same("number", "salt", "action", "subject", "digest", "facts", "at", "hash")}
EDITION: Final = {"id": "id", **IN_CONSULTATION, **same("number", "frozen_at", "data_sha256")}
OF_REVISION: Final = {"consultation": "revision__document__consultation__slug", "revision": "revision__number"}
LINK: Final = {**OF_REVISION, **same("old", "new", "status", "confirmed_at")}
PLACED: Final = {"id": "id", "post": "placement__post", "revision": "placement__revision__number", **same("verdict", "decided_at")}
PICKED: Final = {**OF_REVISION, **same("post", "outcome", "settled_at")}
EDIT: Final = {"consultation": "revision__document__consultation__slug", **same("number", "name", "given", "said", "edited_at")}
KEEPING: Final = same("id", "version", "reason", "kept_at")
