"""POST /consultations/{slug}/submissions/"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.fields import CharField, ChoiceField, IntegerField, ListField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.discussion.attachments import AttachmentOut, attachment_row
from api.discussion.contribution import PostIn, contribution_in
from api.discussion.posts_json import SHOWN_NAMES, STATUSES, ReceiptOut, received_row
from api.fields import Choice, Id, Strict, Text
from api.problems import WRITING
from api.request_bodies import Body, read
from api.views import Asked, Endpoint
from consult.discussion.actions.letters.submit_letter import POINTS_LIMIT, Letter, submit_letter
from consult.discussion.actions.take_in_post import Said
from consult.discussion.locks import Place
from consult.discussion.models import PostVersion, Submission
from consult.discussion.queries.attachments import FILES_LIMIT, files_of
from consult.discussion.queries.posts import received_versions
from consult.discussion.rules import ShownName
from consult.errors import BadInput
from consult.sentences import SENTENCES


class PointIn(PostIn):
    """One point: what is said, on a clause or in a thread of this consultation; one of both is named."""

    clause = Id(required=False, allow_null=True, default=None)
    thread = Id(required=False, allow_null=True, default=None, help_text="Where it is on no one clause.")
    shown_name = Choice(
        SHOWN_NAMES,
        required=False,
        default=None,
        help_text="One for all points, since the record shows which came together. A point that says none takes that of the others.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a point that names no place, and one that names two."""
        if (attrs["clause"] is None) == (attrs["thread"] is None):
            expected = _("the id of a clause, or else of a thread")
            raise ValidationError({"clause": [str(SENTENCES["input.type"]) % {"expected": expected}]}, code="input.type")
        return attrs


class Points(Strict, ListField):
    """The points in their order."""

    expected = _("a list")
    child = PointIn()

    def to_internal_value(self, data: object) -> list[Any]:
        """The points; more than a letter can have are refused before any is read."""
        if isinstance(data, list) and len(data) > POINTS_LIMIT:
            raise BadInput("letter.too_many", field="posts", length=len(data), limit=POINTS_LIMIT)
        points: list[Any] = super().to_internal_value(data)
        return points


class Attachments(Strict, ListField):
    """The ids of files that were sent ahead (`attachments.py`)."""

    expected = _("a list of ids")
    child = Id()

    def to_internal_value(self, data: object) -> list[Any]:
        """The ids; more than a letter can have are refused before any is read."""
        if isinstance(data, list) and len(data) > FILES_LIMIT:
            raise BadInput("attachment.full", field="attachments", limit=FILES_LIMIT)
        ids: list[Any] = super().to_internal_value(data)
        return ids


class LetterIn(Body):
    """A letter: up to 100 points, and for which organisation it is sent, if for any."""

    posts = Points(help_text="1 to 100 points. `posts.N.…` in an error is the point with that number, from 0.")
    on_behalf_of = Text(required=False, allow_blank=True, default="", help_text="Name of an organisation, at most 200 characters.")
    attachments = Attachments(required=False, default=list, help_text="Ids of up to 10 files that were sent ahead, in their order.")


class ReceivedPostOut(Serializer[Any]):
    """What became of one point."""

    id = UUIDField()
    status = ChoiceField(STATUSES)
    version = IntegerField()
    number = IntegerField(allow_null=True)
    thread = UUIDField()
    clause = UUIDField(allow_null=True)


class SubmissionOut(Serializer[Any]):
    """A letter that was received, and its receipt. The posts stand in the order in which they were sent, there and here."""

    id = UUIDField()
    on_behalf_of = CharField()
    posts = ReceivedPostOut(many=True)
    attachments = AttachmentOut(many=True)
    receipt = ReceiptOut()


class Submissions(Endpoint):
    """The letters to a consultation."""

    @extend_schema(operation_id="submit_letter", request=LetterIn, responses={201: SubmissionOut, **WRITING}, tags=["discussion"])
    def post(self, request: Asked, slug: str) -> Response:
        """Send a letter: all of its points are taken in, with one receipt, or none. What is accepted is durable."""
        submission = submit_letter(
            actor=request.viewer,
            slug=slug,
            letter=letter_in(read(LetterIn, request.data)),
            channel=request.channel,
            address=request.address,
            key=request.key,
            now=request.now,
        )
        return Response(submission_row(submission, received_versions(submission)), status=201)


def letter_in(given: Mapping[str, Any]) -> Letter:
    """The letter that was given; a point that says nothing of a name takes the one that another says."""
    named = next((point["shown_name"] for point in given["posts"] if point["shown_name"]), ShownName.WITHHELD.value)
    points = ({**point, "shown_name": point["shown_name"] or named} for point in given["posts"])
    return Letter(tuple(said_in(point) for point in points), given["on_behalf_of"], tuple(given["attachments"]))


def said_in(given: Mapping[str, Any]) -> Said:
    """One point of it."""
    place = Place(clause=given["clause"], thread=given["thread"])
    return Said(place=place, contribution=contribution_in(given), reply_to=given["reply_to"], revision=given["revision"])


def submission_row(submission: Submission, versions: Sequence[PostVersion]) -> dict[str, object]:
    """What is answered to whoever sent it."""
    return {
        "id": submission.pk,
        "on_behalf_of": submission.on_behalf_of,
        "posts": [post_row(version) for version in versions],
        "attachments": [attachment_row(attachment) for attachment in files_of(submission)],
        "receipt": received_row(versions),
    }


def post_row(version: PostVersion) -> dict[str, object]:
    """What became of one point."""
    post = version.post
    where = {"thread": post.thread_id, "clause": post.clause_id}
    return {"id": post.pk, "status": version.status, "version": version.number, "number": post.number, **where}
