"""The access matrix: the hand-written verdicts of access_matrix.csv, and the stage on which each of them is tried."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from consult.access import Phase, Role
from consult.accounts.actions import give_token
from consult.accounts.rules import Scope
from consult.accounts.viewer import OPERATOR
from consult.anchoring.placement import PlacementState
from consult.consultations.models import Consultation, Membership
from consult.discussion.models import Placement, Post, Thread
from consult.discussion.rules import Kind, ThreadKind
from consult.documents.actions import edit_revision, match_revision, undo_edit
from consult.documents.editing.operations import Describe
from consult.documents.models import Clause, Revision, Wording
from consult.platform import files
from consult.reports.actions import freeze_edition
from consult.reports.editions.files import keep_file, last_event
from consult.reports.models import Edition
from tests.api.live.asking import verdict
from tests.cast import NEXT_YEAR, Scene, Someone, moment, someone
from tests.consult.discussion.files import attaches, sends_with
from tests.consult.documents.papers import uploads
from tests.consult.polls.voting import asked, closes_poll, prepared
from tests.waiting import do_jobs

PHASES: Final = tuple(Phase)
ROLES: Final = tuple(role for role in Role if role is not Role.OPERATOR)
TEXT: Final = "Pasal ini perlu diperjelas bagi pedagang."


@dataclass(frozen=True)
class Row:
    """One verdict: which status a role gets from a request in each phase."""

    method: str
    path: str
    role: Role
    expected: tuple[int, ...]  # by phase, in the order of their life

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.role}"


def rows() -> list[Row]:
    """All verdicts; `all` stands for every role."""
    with (Path(__file__).parent / "access_matrix.csv").open() as file:
        return [
            Row(line["method"], line["path"], Role(role), tuple(int(line[phase]) for phase in PHASES))
            for line in csv.DictReader(file)
            for role in (ROLES if line["roles"] == "all" else line["roles"].split())
        ]


@dataclass
class Stage:
    """A consultation that is put into any phase, with posts of others and of each who asks."""

    scene: Scene
    people: dict[Role, Someone]
    own: dict[Role, Post]
    named: dict[str, object]
    tokens: dict[Role, UUID] = field(default_factory=dict)

    def path(self, row: Row) -> str:
        """The row's path with everything in its place."""
        own = self.own.get(row.role)
        return row.path.format(**self.named, own=own.pk if own else "", token=self.tokens.get(row.role, self.named["foreign_token"]))

    def ask(self, row: Row, phase: Phase) -> int:
        """The status that the row's request gets in a phase; nothing of it stays."""
        with undone():
            self.put(phase)
            client = Client()
            if row.role is not Role.VISITOR:
                client.force_login(self.people[row.role].account)
            if row.method == "WS":
                return verdict(self.path(row), client.cookies)
            kind = "application/json" if row.path.startswith("/api/") else None
            given = self.filled(body(row) | file_of(row))
            if kind and "file" not in given:
                answer = client.generic(row.method, self.path(row), as_json(given) if row.method != "GET" else "", content_type=kind)
            else:
                answer = getattr(client, row.method.lower())(self.path(row), given)
            return int(answer.status_code)

    def filled(self, given: dict[str, Any]) -> dict[str, Any]:
        """The request with everything in the place of what its lists name."""
        filled = {
            name: [self.placed(each) for each in value] if isinstance(value, list) else self.placed(value) for name, value in given.items()
        }
        return {name.format(**self.named): value for name, value in filled.items()}

    def placed(self, value: Any) -> Any:
        """An id, or the fields of an object, likewise."""
        if isinstance(value, dict):
            return {name: self.placed(one) for name, one in value.items()}
        return value.format(**self.named) if isinstance(value, str) else value

    def put(self, phase: Phase) -> None:
        """Put the consultation into a phase, by step and dates."""
        now = moment()
        ends = now - timedelta(hours=1) if phase in {Phase.CLOSED, Phase.ANSWERED, Phase.ARCHIVED} else now + timedelta(days=1)
        begins = now + timedelta(hours=1) if phase is Phase.ANNOUNCED else now - timedelta(days=1)
        Consultation.objects.filter(pk=self.scene.row.pk).update(step=phase, opens_at=begins, closes_at=ends)


def file_of(row: Row) -> dict[str, Any]:
    """The file that the request brings, where its address takes one."""
    fields = {"/attachments/": "file", "/drafts/": "file", "/supporting/": "file", "/replacement/": "r{prefix}-file"}
    field = next((field for end, field in fields.items() if row.method == "POST" and row.path.endswith(end)), None)
    return {field: SimpleUploadedFile("kajian.txt", b"Kajian tentang lapak.")} if field else {}


def as_json(given: dict[str, Any]) -> str:
    """The body of an API request."""
    return json.dumps(given)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back. Marked as a test's own block, so that durable actions run in it."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)


QUESTION: Final = {"title": "Kapan pasar buka?", "kind": "single", "options": [{"title": "Pagi"}, {"title": "Siang"}]}
PAPER: Final = {"title": "Naskah akademik", "kind": "academic_study", "language": "id"}
ASKED: Final = {"title": "Kapan pasar buka?", "options": "Pagi\nSiang", "language": "id"}
BODIES: Final[dict[tuple[str, str], dict[str, Any]]] = {
    ("POST", "/posts/"): {"text": TEXT, "stance": "support"},
    ("PATCH", "/polls/{coming}/"): QUESTION,
    ("PATCH", "}/"): {"text": f"{TEXT} Sungguh."},
    ("POST", "/decisions/"): {"decision": "publish", "rule": 1, "reason": "Sesuai aturan diskusi, terima kasih."},
    ("POST", "/clauses/{clause}/"): {"text": TEXT, "stance": "support", "kind": "comment", "shown_name": "withheld", "revision": 1},
    ("POST", "/submissions/"): {"posts": [{"clause": "{clause}", "text": TEXT, "stance": "support"}]},
    ("POST", "/first/"): {"text": TEXT, "stance": "support", "revision": 1, "email": "tamu@example.org"},
    ("POST", "/threads/{general}/"): {"text": TEXT, "stance": "support", "shown_name": "withheld", "revision": 1},
    ("POST", "/locking/"): {"notice": "Semua pendapat sudah masuk, terima kasih."},
    ("POST", "/edit/"): {"text": f"{TEXT} Sungguh.", "stance": "support", "shown_name": "withheld"},
    ("POST", "/withdraw/"): {"key": "sekali"},
    ("POST", "/queue/{held}/"): {"rule": 1, "reason": "Sesuai aturan diskusi, ya.", "version": 1, "seen": "held", "verdict": "publish"},
    ("POST", "/flags/"): {"rule": 2},
    ("POST", "/report/"): {"rule": 2, "version": 1},
    ("POST", "/queue/{flagged}/keeping/"): {"keep-reason": "Keras, tetapi sesuai aturan.", "keep-version": 1},
    ("POST", "/keeping/"): {"reason": "Keras, tetapi sesuai aturan.", "version": 1},
    ("POST", "/answering/"): {"reason": "Jawabannya disusun bersama peraturan berikutnya."},
    ("POST", "/queue/batch/"): {"step": "all"},
    ("POST", "/questions/{asked}/"): {"text": "Pemerintah desa yang membayarnya."},
    ("POST", "/language/"): {"language": "en"},
    ("POST", "/sign-in/"): {"email": "orang.baru@example.org"},
    ("POST", "/desk/new/"): {"title_id": "Pasar malam", "moderation": "before"},
    ("POST", "/details/"): {"title_id": "Pasar sore", "moderation": "before"},
    ("POST", "/desk/{slug}/team/"): {"moderators": "baru@example.org"},
    ("POST", "/announcement/"): {"opens_at": f"{NEXT_YEAR}-12-04T08:00", "checked": f"{NEXT_YEAR}-12-04T08:00:00+07:00/open with draft"},
    ("POST", "/desk/{slug}/opening/"): {"checked": "open with draft"},
    ("POST", "/import/"): {"text": "Pasal 1\nSetiap pedagang memilah sampah.", "profile": "auto"},
    ("POST", "/clauses/{of_imported}/"): {"form": "what", "kind": "pasal", "number": "6", "seen": 3},
    ("POST", "/doubts/1/"): {"do": "right", "seen": 3},
    ("POST", "/undo/"): {"seen": 3},
    ("POST", "/redo/"): {"seen": 3},
    ("POST", "/import/{imported}/publication/"): {"step": 3, "unsettled": 1},
    ("POST", "/match/{imported}/links/"): {"act": "choose", "old": "{other}", "new": "{of_imported}", "seen": 1},
    ("POST", "/placements/"): {"verdict-{doubtful}": "passage"},
    ("POST", "/api/v1/drafts/"): {"consultation": "{slug}"},
    ("POST", "/desk/{slug}/proposals/"): {"post": "{shown}"},
    ("POST", "/proposals/settling/"): {"picked": "{shown}"},
    ("POST", "/desk/{slug}/supporting/"): PAPER,
    ("POST", "/replacement/"): {f"r{{prefix}}-{name}": value for name, value in PAPER.items()},
    ("POST", "/{supporting}/withdrawal/"): {"w{prefix}-why": "Berkasnya keliru, yang benar menyusul."},
    ("POST", "/files/{file}/"): {"verdict": "hide", "rule": 2, "seen": "shown"},
    ("POST", "/names/"): {"name": "Nama", "chosen_name": "", "language": "id"},
    ("POST", "/api/v1/consultations/{slug}/polls/"): QUESTION,
    ("PUT", "/ballot/"): {"code": "0123456789abcdef" * 2, "ballot": None},
    ("POST", "/k/{slug}/polls/{poll}/"): {"choice": "abstain", "code": "0123456789abcdef" * 2, "cast": "1"},
    ("POST", "/k/{slug}/polls/{counted}/"): {"code": "0123456789abcdef" * 2},
    ("POST", "/desk/{slug}/polls/"): ASKED,
    ("POST", "/desk/{slug}/polls/{coming}/"): ASKED,
    ("POST", "/me/tokens/"): {"name": "Alat", "scopes": ["read"]},
}


def body(row: Row) -> dict[str, Any]:
    """What the request says: something that would be taken, were it allowed."""
    if row.method == "POST" and row.path.endswith("{slug}/threads/"):
        return {"title": "Lapak dan sampah", "clauses": ["{clause}", "{other}"]}
    given = next((given for (method, end), given in BODIES.items() if row.method == method and row.path.endswith(end)), {})
    if row.path.endswith("{shown}/decisions/"):
        return {**given, "decision": "hide"}
    if row.path.endswith("/erasure/"):
        return {"email": f"peran-{row.role}@example.org"}
    if row.path.endswith("/leaving/"):
        return {"role": row.role.value}
    return given


def built(scene: Scene, author: Someone, moderator: Someone) -> Stage:
    """The stage: somebody else's shown and held post, and for each role a person with a post of their own."""
    clause = scene.clause("Pasal 4")
    shown, held = author.posts(TEXT, on=clause), author.posts(f"{TEXT} Segera.", on=clause)
    moderator.publishes(shown)
    moderator.publishes(asked := author.posts("Siapa yang membayar?", on=clause, kind=Kind.QUESTION))
    people: dict[Role, Someone] = {role: someone(f"peran-{role}") for role in ROLES if role is not Role.VISITOR}
    own: dict[Role, Post] = {role: one.posts(f"Menurut saya {TEXT}", on=clause) for role, one in people.items()}
    for role in (Role.DELEGATE, Role.MODERATOR, Role.OFFICIAL, Role.ADMINISTRATOR):
        Membership.objects.create(consultation=scene.row, person=people[role].person, role=role)
    flagged = author.posts(f"Kata orang, {TEXT}", on=clause)
    moderator.publishes(flagged)
    people[Role.CITIZEN].flags(flagged)
    polls = polls_of(scene)
    tokens: dict[Role, UUID] = {role: token_of(one) for role, one in people.items()}
    named = {
        "slug": scene.row.slug,
        "clause": clause,
        "thread": shown.thread_id,
        "other": scene.clause("Pasal 3"),
        "doubtful": doubtful_place(shown).pk,
        "general": Thread.objects.get(consultation=scene.row, kind=ThreadKind.GENERAL).pk,
        "locked": moderator.locks(Thread.objects.get(places__clause=scene.clause("Pasal 5"))).pk,
        "shown": shown.pk,
        "asked": asked.pk,
        "number": Post.objects.get(pk=shown.pk).number,
        "held": held.pk,
        "flagged": flagged.pk,
        "receipt": shown.versions.get().receipt_id,
        "unpublished": (imported := unpublished(scene)).number,
        "imported": imported.pk,
        "published": Revision.objects.get(document__consultation=scene.row, number=1).pk,
        "of_imported": imported.wordings.get().clause_id,
        "member": Membership.objects.get(consultation=scene.row, person=moderator.person).pk,
        "foreign_token": token_of(author),
        **polls,
        "edition": edition_of(scene).pk,
        **files_of(scene, author, moderator),
    }
    return Stage(scene, people, own, named, tokens)


def polls_of(scene: Scene) -> dict[str, object]:
    """A poll that is open, one that is prepared, and one that was counted."""
    operator = Someone(OPERATOR)
    counted = closes_poll(operator, asked(operator, scene))
    return {"poll": asked(operator, scene).pk, "coming": prepared(operator, scene).pk, "counted": counted.pk}


def files_of(scene: Scene, author: Someone, moderator: Someone) -> dict[str, object]:
    """A file that is public with its post, one that waits with its own, and a supporting document."""
    shown, held = attaches(author, scene), attaches(author, scene, b"Lain.")
    sent = sends_with(author, scene, shown).posts.get()
    do_jobs(called="read_attachments")  # what nobody has read becomes public with nothing
    moderator.publishes(sent)
    sends_with(author, scene, held)
    paper = uploads(Someone(OPERATOR), scene)
    told = {"file": shown.pk, "file_post": sent.pk, "held_file": held.pk}
    return {**told, "paper": paper.pk, "supporting": paper.document_id, "prefix": paper.document_id.hex[:8]}


def edition_of(scene: Scene) -> Edition:
    """An edition of which one file is made, and the others are not."""
    edition = freeze_edition(actor=OPERATOR, slug=scene.row.slug, now=moment())
    keep_file(edition=edition, form="csv", language="id", content=b"section\r\n", seen=last_event(edition.consultation_id), now=moment())
    return edition


def token_of(one: Someone) -> UUID:
    """Id of a token that they have."""
    return give_token(actor=one.viewer, name="Alat", scopes=[Scope.READ], now=moment())[0].pk


def unpublished(scene: Scene) -> Revision:
    """A second revision that waits to be published, with a doubtful place, and with one step in editing that holds and one undone."""
    first = Revision.objects.get(document__consultation=scene.row)
    again = {"language": first.language, "format": first.format, "profile": first.profile, "sha256": first.sha256}
    doubt = [{"line": 1, "message": "Apakah ini pasal?"}]
    pictures = [{"name": "denah.png", "media_type": "image/png", "size": 5, "line": 1, "file": files.keep(b"Denah"), "sha256": "0" * 64}]
    Revision.objects.filter(pk=first.pk).update(pictures=pictures)
    revision = Revision.objects.create(document=first.document, number=2, created_at=moment(), warnings=doubt, pictures=pictures, **again)
    said: dict[str, Any] = {"kind": "pasal", "number": "5", "key": "pasal-5", "label": "Pasal 5", "text": "Isi.", "part": "body"}
    clause = Clause.objects.create(document=first.document)
    one = Wording.objects.create(revision=revision, clause=clause, position=1, depth=0, **said)
    given: dict[str, Any] = {"actor": OPERATOR, "slug": scene.row.slug, "revision_id": revision.pk, "now": moment()}
    for seen, number in enumerate(("7", "8")):
        edit_revision(seen=seen, operation=Describe(str(one.clause_id), "pasal", number), **given)
    undo_edit(seen=2, **given)
    match_revision(**given)
    revision.links.update(doubtful=False)
    return revision


def doubtful_place(post: Post) -> Placement:
    """A post that seems to have been moved by a version, and nobody has said whether that is right."""
    told = {"post": post, "revision": post.revision, "version": post.versions.get(), "clause_id": post.clause_id, "placed_at": moment()}
    return Placement.objects.create(state=PlacementState.FUZZY, score=0.5, start=0, end=5, **told)


def routes() -> set[str]:
    """Every pattern that the project answers, as its own text."""
    return set(patterns(get_resolver().url_patterns, ""))


def patterns(found: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    """The patterns below a resolver, with what stands before them."""
    for one in found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, before + str(one.pattern))
        else:
            yield before + str(one.pattern)
