"""What an edition holds: the summary without people's words, and every post as a digest with what it counts as.

Whoever has the record can count each figure again from these rows, also after words were erased.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db.models import F

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.discussion.models import PostVersion
from consult.discussion.rules import Status
from consult.platform.audit.canonical import canonical
from consult.reports.editions.plain_values import plain, restored
from consult.reports.participants import of_team, own_submissions
from consult.reports.queries import summary
from consult.reports.summary import COUNTING, Frozen, Summary

LANGUAGES: Final = ("id", "en")  # in which every edition is made
WORDS: Final = ("text", "wording", "name", "on_behalf_of")  # of a shown post: people's own
AT_ONCE: Final = 5_000  # rows read at a time
LABELS: Final = {
    "sha256": F("sha256"),
    "kind": F("post__kind"),
    "stance": F("stance"),
    "operation": F("operation"),
    "clause": F("post__clause_id"),
    "revision": F("post__revision__number"),
    "quote": F("quote"),
    "reply_to": F("post__reply_to_id"),
    "channel": F("post__submission__channel"),
}  # of a shown post: what its digest in the record is taken over
OR_NONE: Final = frozenset({"stance", "operation"})  # an empty text is hashed as null
BESIDE: Final = ("pk", "post", "post__status", "status", "post__submission", "rule")

Row = dict[str, Any]


def data_of(consultation: Consultation, *, number: int, viewer: Viewer, now: datetime) -> bytes:
    """The canonical JSON of a new edition. What it is made of must not change meanwhile: the caller holds the consultation's lock."""
    made = {language: summary(consultation.slug, viewer=viewer, now=now, language=language) for language in LANGUAGES}
    submissions = submission_rows(consultation)
    return canonical(
        {
            "v": COUNTING,
            "consultation": consultation.slug,
            "number": number,
            "frozen_at": now,
            "record": {"length": consultation.chain.length, "head": consultation.chain.head},
            "summaries": {language: without_words(one) for language, one in made.items()},
            "submissions": list(submissions.values()),
            "of_team": of_team(consultation),
            "posts": post_rows(consultation, made[LANGUAGES[0]], places={id_: place for place, id_ in enumerate(submissions)}),
        }
    )


def without_words(made: Summary) -> Row:
    """The summary as plain values, but for the posts that it shows, which stand among all posts, and for the data's own hash."""
    values: Row = plain(replace(made, shown=()))
    del values["shown"], values["edition"], values["counting"]
    return values


def submission_rows(consultation: Consultation) -> dict[UUID, Row]:
    """Every submission as it came in: its channel, and whether it is the first that its author sent for themselves.

    By these people are counted (`people`), less the number of those who are in the team: a mark would tell which contribution is of whom.
    """
    seen: set[UUID] = set()
    own = dict(own_submissions(consultation).values_list("id", "author_id"))
    rows = {}
    for id_, channel in consultation.submissions.order_by("received_at", "id").values_list("id", "channel").iterator(chunk_size=AT_ONCE):
        author = own.get(id_)
        rows[id_] = {"channel": channel, "first": author is not None and author not in seen}
        seen |= {author} if author is not None else set()
    return rows


def post_rows(consultation: Consultation, made: Summary, *, places: Mapping[UUID, int]) -> list[Row]:
    """Every post as it came in, by the version that decides what it counts as: the shown one, else the latest."""
    shown = {post.number: {name: value for name, value in plain(post).items() if name not in WORDS} for post in made.shown}
    found = PostVersion.objects.filter(post__consultation=consultation).order_by("post__created_at", "post_id", "number")
    rows: dict[UUID, Row] = {}
    for pk, post, post_status, status, submission, rule, number, *labels in found.values_list(
        *BESIDE, "post__number", *LABELS.values()
    ).iterator(chunk_size=AT_ONCE):
        if status != post_status:  # an earlier version of what is hidden, withdrawn or erased has that status, or another one
            continue
        row = rows[post] = {"post": post, "version": pk, "status": status, "submission": places[submission]}
        if status == Status.HIDDEN:
            row["rule"] = rule
        if status == Status.SHOWN:
            row["labels"] = {name: value or None if name in OR_NONE else value for name, value in zip(LABELS, labels, strict=True)}
            row["shown"] = shown[number]
    return list(rows.values())


def thawed(data: bytes, language: str, *, words: Mapping[str, Mapping[str, str]]) -> Summary:
    """The summary of an edition once more.

    Args:
        data: the edition's, canonical JSON.
        words: version → those of a shown post's fields that are people's own.
    """
    kept = json.loads(data)
    shown = [{**row["shown"], **words[row["version"]]} for row in kept["posts"] if "shown" in row]
    values = {**kept["summaries"][language], "shown": sorted(shown, key=lambda post: int(post["number"]))}
    return replace(restored(Summary, values), counting=kept["v"], edition=Frozen(kept["number"], sha256(data).hexdigest()))
