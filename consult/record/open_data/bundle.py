"""The open data of a consultation: a zip file in which each row can be held against the record, and that nobody's name is in."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import chain as one_after_another
from pathlib import Path
from typing import Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db.models import F
from django.db.models.expressions import Combinable

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, text_in
from consult.discussion.models import PostVersion
from consult.discussion.queries.attachments import shown_files
from consult.discussion.rules import Status
from consult.documents.canonical import revision_bytes
from consult.documents.queries import labels_in_draft, published_revisions, wordings_of
from consult.moderation.models import Decision
from consult.platform.audit.canonical import entry_bytes, plain
from consult.platform.audit.models import Entry
from consult.platform.snapshot import at_one_instant
from consult.polls.ballot_files import COLUMNS as BALLOTS
from consult.polls.ballot_files import ballots_csv
from consult.polls.canonical import poll_values
from consult.polls.models import Poll
from consult.polls.queries import OPTIONS
from consult.polls.rules import RECOMPUTABLE_FROM
from consult.polls.rules import Status as PollStatus
from consult.record.checks.chains import AT_ONCE, FIELDS
from consult.record.checks.hashed_columns import InstantText
from consult.record.open_data.description import README, datapackage
from consult.reports.models import Edition
from consult.text.cells import written

Pieces = Iterable[str | bytes]

VERIFIER: Final = Path(__file__).parents[1] / "verify.py"
MODE: Final = 0o644 << 16
POSTS: Final[Mapping[str, Combinable]] = {
    "number": F("post__number"),
    "post": F("post_id"),
    "version": F("id"),
    "thread": F("post__thread_id"),
    "clause": F("post__clause_id"),
    "clause_label": F("post__clause_id"),  # looked up in the newest version of the draft
    "revision": F("post__revision__number"),
    "reply_to": F("post__reply_to_id"),
    "kind": F("post__kind"),
    "stance": F("stance"),
    "operation": F("operation"),
    "office": F("post__office"),
    "channel": F("post__submission__channel"),
    "received_at": InstantText("created_at"),
    "text": F("text"),
    "wording": F("wording"),
    "quote": F("quote"),
    "salt": F("salt"),
    "sha256": F("sha256"),
}  # no name: who wrote it is read where it is public, not copied with the rest
ATTACHMENTS: Final[Mapping[str, Combinable]] = {
    "attachment": F("id"),
    "post": F("post_number"),
    "media_type": F("media_type"),
    "size": F("size"),
    "salt": F("salt"),
    "sha256": F("sha256"),
    "submission": F("submission_id"),
}  # neither the bytes nor the name, which may name people: both are read where the post is, as long as that is public
DECISIONS: Final[Mapping[str, Combinable]] = {
    "id": F("id"),
    "version": F("version_id"),
    "action": F("action"),
    "rule": F("rule_id"),
    "rule_number": F("rule__number"),
    "sha256": F("sha256"),
    "reverses": F("reverses_id"),
    "decided_at": InstantText("decided_at"),
}  # neither reason nor moderator: one was written to the author, the other is an office


@dataclass
class Package:
    """A zip file that is being written, and the hashes of what is in it."""

    zip: ZipFile
    hashes: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, pieces: Pieces) -> None:
        """One file, written while it is made."""
        info, hashed = ZipInfo(name), sha256()  # dated 1980, so that the same data make the same file
        info.compress_type, info.external_attr = ZIP_DEFLATED, MODE
        with self.zip.open(info, "w", force_zip64=True) as file:
            for piece in pieces:
                data = piece.encode() if isinstance(piece, str) else piece
                hashed.update(data)
                file.write(data)
        self.hashes[name] = hashed.hexdigest()


def write_bundle(slug: str, *, viewer: Viewer, now: datetime, out: BinaryIO) -> None:
    """Write the open data as they are at one instant. Rows are read and written a few at a time; there is a query a file, and none a row.

    Raises:
        NotFound: there is no such consultation for this viewer.
    """
    with at_one_instant(), ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        consultation, package = consultation_of(slug, viewer=viewer, now=now), Package(zipped)
        package.add("README.txt", [README % {"title": text_in(consultation, "id").title, "slug": slug}])
        package.add("verify.py", [VERIFIER.read_bytes()])
        package.add("chain.jsonl", chain_lines(consultation))
        package.add("posts.csv", table(POSTS, post_rows(consultation)))
        package.add("attachments.csv", table(ATTACHMENTS, attachment_rows(consultation)))
        package.add("decisions.csv", table(DECISIONS, decision_rows(consultation)))
        for revision in published_revisions(consultation):
            package.add(f"revision-{revision.number}.json", [revision_bytes(revision, wordings_of(revision))])
        add_polls(package, consultation)
        for edition in consultation.editions.order_by("number").iterator(chunk_size=1):
            package.add(edition_name(edition), [bytes(edition.data)])
        package.add("datapackage.json", [as_json(datapackage(consultation, list(package.hashes), tables=TABLES))])
        chain = {"length": consultation.chain.length, "head": consultation.chain.head}
        manifest = {"v": 1, "consultation": slug, "record": chain, "files": dict(package.hashes)}
        package.add("manifest.json", [as_json(manifest)])


TABLES: Final[Mapping[str, Iterable[str]]] = {
    "posts.csv": POSTS,
    "attachments.csv": ATTACHMENTS,
    "decisions.csv": DECISIONS,
    "ballots": BALLOTS,
}


def edition_name(edition: Edition) -> str:
    """What its data are called in the bundle."""
    return f"edition-{edition.number}.json"


def as_json(value: object) -> str:
    """JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=plain) + "\n"


def chain_lines(consultation: Consultation) -> Iterator[bytes]:
    """Each entry as the very bytes that were hashed, a line each: who did it stands there as a salted hash."""
    name = consultation.chain.name
    rows = Entry.objects.filter(chain=consultation.chain).order_by("number").values_list(*FIELDS.values())
    for row in rows.iterator(chunk_size=AT_ONCE):
        entry = dict(zip(FIELDS, row, strict=True))
        entry["facts"] = json.loads(entry["facts"])
        yield entry_bytes(entry, chain=name) + b"\n"


def post_rows(consultation: Consultation) -> Iterator[dict[str, Any]]:
    """Every shown post, by number."""
    labels = labels_in_draft(consultation)
    shown = PostVersion.objects.filter(post__consultation=consultation, status=Status.SHOWN).order_by("post__number")
    for values in shown.values_list(*POSTS.values()).iterator(chunk_size=AT_ONCE):
        row = dict(zip(POSTS, values, strict=True))
        row["clause_label"] = labels.get(row["clause"], "")
        row["quote"] = json.dumps(row["quote"], ensure_ascii=False) if row["quote"] else ""
        yield row


def attachment_rows(consultation: Consultation) -> Iterator[dict[str, Any]]:
    """Every file that is public, in the order of the posts."""
    found = shown_files(consultation).order_by("post_number", "created_at", "id").values_list(*ATTACHMENTS.values())
    for values in found.iterator(chunk_size=AT_ONCE):
        yield dict(zip(ATTACHMENTS, values, strict=True))


def decision_rows(consultation: Consultation) -> Iterator[dict[str, Any]]:
    """Every decision of a moderator, in the order of the record."""
    entries = Entry.objects.filter(chain=consultation.chain, action="post.decided").order_by("number")
    place = {subject: place for place, subject in enumerate(entries.values_list("subject", flat=True))}
    found = Decision.objects.filter(version__post__consultation=consultation).values_list(*DECISIONS.values())
    rows = [dict(zip(DECISIONS, values, strict=True)) for values in found.iterator(chunk_size=AT_ONCE)]
    yield from sorted(rows, key=lambda row: place[str(row["id"])])


def table(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A CSV table, RFC 4180, in which no cell is a formula."""
    return written(one_after_another([columns], (row.values() for row in rows)))


def add_polls(package: Package, consultation: Consultation) -> None:
    """Every poll that was opened, and the ballots of those that are closed, where they are enough to be published."""
    known = Poll.objects.filter(consultation=consultation).exclude(status=PollStatus.DRAFT)
    polls = list(known.prefetch_related(OPTIONS).order_by("created_at", "id"))
    package.add("polls.json", [as_json([{"id": poll.pk, **poll_values(poll, options=options_of(poll))} for poll in polls])])
    for poll in polls:
        if poll.tally is not None and poll.tally["ballots"] >= RECOMPUTABLE_FROM:
            package.add(f"ballots-{poll.pk}.csv", ballots_csv(poll))


def options_of(poll: Poll) -> list[dict[str, object]]:
    """Id and title of each option, in order."""
    return [{"id": option.pk, "title": option.title} for option in poll.options.all()]
