"""The cast of domain.md: people who act on a consultation, so that a test reads as what they do and see."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from consult.accounts.actions import open_account
from consult.accounts.models import Account, Person
from consult.accounts.viewer import OPERATOR, Viewer
from consult.anchoring.quotes import Quote
from consult.consultations.actions import Details, Text, close_consultation, create_consultation, open_consultation
from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation, TeamRole
from consult.discussion.actions import (
    edit_post,
    flag_post,
    lock_thread,
    open_thread,
    submit_post,
    support_post,
    unlock_thread,
    unsupport_post,
    withdraw_post,
)
from consult.discussion.locks import Place
from consult.discussion.models import Flag, Post, PostVersion, Thread
from consult.discussion.queries.posts import clause_thread, thread_posts
from consult.discussion.rules import Channel, Contribution, Kind, Proposal, ShownName, Stance, Status
from consult.documents.actions import decide_link, import_draft
from consult.documents.models import Matching, Revision, Wording
from consult.documents.queries import open_links
from consult.moderation.actions.decide_post import decide_post, keep_post
from consult.moderation.models import Decision, Keeping
from consult.moderation.rules import Verdict
from consult.platform import jobs
from consult.proposals.actions import publish_revision

DRAFT = """RANCANGAN PERATURAN DESA TENTANG PASAR PAGI
Menimbang :
a. bahwa pasar pagi perlu ditata bersama;
b. bahwa warga perlu didengar;
BAB I KETENTUAN UMUM
Pasal 1
Dalam Peraturan Desa ini yang dimaksud dengan:
1. Pasar pagi adalah tempat jual beli yang buka sebelum siang.
2. Pedagang adalah orang yang berjualan di pasar pagi.
BAB II PENATAAN
Bagian Kesatu Lapak
Pasal 2
(1) Setiap pedagang memperoleh satu lapak.
(2) Lapak diberikan menurut:
a. urutan pendaftaran; dan
b. jenis dagangan.
Pasal 3
Lapak tidak dapat dialihkan kepada orang lain.
Bagian Kedua Kebersihan
Pasal 4
Setiap pedagang menjaga kebersihan lapaknya.
Pasal 5
Sampah dipilah sebelum pukul sepuluh.
"""

NEXT_DRAFT = """RANCANGAN PERATURAN DESA TENTANG PASAR PAGI
Menimbang :
a. bahwa pasar pagi perlu ditata bersama;
b. bahwa warga perlu didengar;
BAB I KETENTUAN UMUM
Pasal 1
Dalam Peraturan Desa ini yang dimaksud dengan:
1. Pasar pagi adalah tempat jual beli yang buka sebelum siang.
2. Pedagang adalah orang yang berjualan di pasar pagi.
BAB II PENATAAN
Bagian Kesatu Lapak
Pasal 2
(1) Setiap pedagang memperoleh satu lapak.
(2) Lapak diberikan menurut:
a. urutan pendaftaran; dan
b. jenis dagangan.
Bagian Kedua Kebersihan
Pasal 3
Setiap pedagang menjaga kebersihan lapaknya.
Pasal 4
Sampah dipilah sebelum pukul sembilan oleh setiap pedagang.
Pasal 5
Timbangan diperiksa oleh pengurus pasar sekali dalam setahun.
"""  # of Pasal 3 nothing is left, 4 and 5 have its number and the next, and Pasal 5 is new

NOTICE = "Semua pendapat sudah masuk; jawaban disusun."
REASON = "Sesuai aturan diskusi, terima kasih."


@dataclass(frozen=True)
class Someone:
    """A member of the cast, and what they can do and see. Every act takes `now`, or the present instant."""

    viewer: Viewer
    email: str = ""

    @property
    def person(self) -> Person:
        """Who they are; a stranger is nobody."""
        assert self.viewer.person is not None
        return self.viewer.person

    @property
    def account(self) -> Account:
        """How they sign in."""
        return Account.objects.get(person=self.person)

    def posts(
        self,
        text: str,
        *,
        on: UUID | Thread,
        stance: Stance | None = Stance.OPPOSE,
        kind: Kind = Kind.COMMENT,
        quote: Quote | None = None,
        proposal: Proposal | None = None,
        shown_name: ShownName = ShownName.WITHHELD,
        reply_to: UUID | None = None,
        revision: int | None = None,
        key: str | None = None,
        now: datetime | None = None,
    ) -> Post:
        """Submit a post on a clause, or in a thread over several."""
        said = Contribution(text=text, kind=kind, stance=stance, quote=quote, proposal=proposal, shown_name=shown_name)
        return submit_post(
            actor=self.viewer,
            place=Place(thread=on.pk) if isinstance(on, Thread) else Place(clause=on),
            contribution=said,
            reply_to=reply_to,
            revision=revision,
            channel=Channel.API,
            address="",
            key=key,
            now=now or moment(),
        )

    def replies(self, text: str, *, to: Post, now: datetime | None = None) -> Post:
        """Answer a post on the same clause."""
        assert to.clause_id is not None
        return self.posts(text, on=to.clause_id, kind=Kind.REPLY, stance=None, reply_to=to.pk, now=now)

    def edits(self, post: Post, *, now: datetime | None = None, **changes: object) -> PostVersion:
        """Say it anew."""
        return edit_post(actor=self.viewer, post_id=post.pk, changes=changes, address="", now=now or moment())

    def withdraws(self, post: Post, *, now: datetime | None = None) -> Post:
        """Take it back."""
        return withdraw_post(actor=self.viewer, post_id=post.pk, now=now or moment())

    def supports(self, post: Post, *, version: int | None = None, now: datetime | None = None) -> Post:
        """Say "I agree" with it."""
        return support_post(actor=self.viewer, post_id=post.pk, version=version, address="", now=now or moment())

    def supports_no_more(self, post: Post, *, now: datetime | None = None) -> Post:
        """Take that back."""
        return unsupport_post(actor=self.viewer, post_id=post.pk, now=now or moment())

    def flags(
        self, post: Post, *, rule: int = 2, text: str = "", version: int | None = None, key: str | None = None, now: datetime | None = None
    ) -> Flag:
        """Report it to the moderators."""
        given = {"rule": rule, "text": text, "version": version, "key": key}
        return flag_post(actor=self.viewer, post_id=post.pk, address="", now=now or moment(), **given)

    def keeps(
        self, post: Post, *, reason: str = REASON, version: int | None = None, key: str | None = None, now: datetime | None = None
    ) -> Keeping:
        """Let a post stand that was reported."""
        return keep_post(actor=self.viewer, post_id=post.pk, reason=reason, version=version, key=key, now=now or moment())

    def decides(
        self,
        post: Post,
        verdict: Verdict,
        *,
        rule: int = 1,
        reason: str = REASON,
        seen: Status | None = None,
        version: int | None = None,
        key: str | None = None,
        now: datetime | None = None,
    ) -> Decision:
        """Decide about a post, citing a rule."""
        return decide_post(
            actor=self.viewer,
            post_id=post.pk,
            verdict=verdict,
            rule=rule,
            reason=reason,
            version=version,
            seen=seen,
            key=key,
            now=now or moment(),
        )

    def publishes(self, post: Post, **given: object) -> Decision:
        """Make a held post public."""
        return self.decides(post, Verdict.PUBLISH, **given)  # type: ignore[arg-type]

    def hides(self, post: Post, **given: object) -> Decision:
        """Hide a post."""
        return self.decides(post, Verdict.HIDE, **given)  # type: ignore[arg-type]

    def restores(self, post: Post, **given: object) -> Decision:
        """Show a hidden post again."""
        return self.decides(post, Verdict.RESTORE, **given)  # type: ignore[arg-type]

    def opens_thread(self, title: str, *, over: list[UUID], at: "Scene", key: str | None = None, now: datetime | None = None) -> Thread:
        """Open a thread over several clauses."""
        return open_thread(actor=self.viewer, slug=at.row.slug, title=title, clauses=over, key=key, now=now or moment())

    def locks(self, thread: Thread, *, notice: str = NOTICE, now: datetime | None = None) -> Thread:
        """Close a thread, saying why."""
        return lock_thread(actor=self.viewer, thread_id=thread.pk, notice=notice, now=now or moment())

    def unlocks(self, thread: Thread, *, now: datetime | None = None) -> Thread:
        """Open it again."""
        return unlock_thread(actor=self.viewer, thread_id=thread.pk, now=now or moment())

    def reads(self, clause: UUID) -> list[str]:
        """The texts that they find in the thread of a clause, in order."""
        thread = clause_thread(clause, viewer=self.viewer, now=moment())
        return [version.text for post in thread_posts(thread) for version in public_versions(post)]

    def sees(self, post: Post) -> bool:
        """Whether the words of a post are in its thread for them."""
        thread = clause_thread(post.clause_id, viewer=self.viewer, now=moment())  # type: ignore[arg-type]
        return any(row.pk == post.pk and public_versions(row) for row in thread_posts(thread))


def public_versions(post: Post) -> list[PostVersion]:
    """The shown version of a post that `thread_posts` gave; empty where there is none."""
    found: list[PostVersion] = post.public_versions  # type: ignore[attr-defined]
    return found


@dataclass(frozen=True)
class Scene:
    """A consultation with its published draft, and its clauses by the label that people cite."""

    row: Consultation
    labels: dict[str, UUID]

    def clause(self, label: str) -> UUID:
        """Id of the clause that readers call so."""
        return self.labels[label]

    def now_is(self) -> Consultation:
        """The consultation as it stands in the database."""
        self.row.refresh_from_db()
        return self.row


def moment() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


NEXT_YEAR: Final = moment().year + 1  # for days that have to lie ahead, and not too far


def someone(name: str) -> Someone:
    """A member of the cast with an account, joined long enough ago to be nobody new."""
    email = f"{name.lower()}@example.org"
    account = open_account(email=email, name=name, now=moment() - timedelta(days=400))
    return Someone(Viewer(person=account.person), email)


def staged(
    slug: str, *, moderation: Moderation, officials: list[Someone], moderators: list[Someone], draft: str = DRAFT, open_it: bool = True
) -> Scene:
    """A consultation with team and published draft, open for thirty days unless told otherwise."""
    now = moment()
    texts = [Text("id", "Pasar pagi yang tertata", "Ringkasan.", "Apakah aturan ini adil?"), Text("en", "An orderly morning market")]
    team = {TeamRole.OFFICIAL: [one.email for one in officials], TeamRole.MODERATOR: [one.email for one in moderators]}
    details = Details(moderation=moderation, institution="Desa Contoh")
    row = create_consultation(actor=OPERATOR, slug=slug, texts=texts, details=details, team=team, now=now)
    jobs.forget_since(now)  # what the team is mailed is read in tests of its own
    revision = import_draft(actor=OPERATOR, slug=slug, data=draft.encode(), name="rancangan.txt", title="", profile="auto", now=now)
    publish_revision(actor=OPERATOR, slug=slug, number=revision.number, now=now)
    if open_it:
        row = open_consultation(actor=OPERATOR, slug=slug, closes_at=now + timedelta(days=30), now=now)
    return Scene(row, dict(Wording.objects.filter(revision=revision).values_list("label", "clause_id")))


def revises(scene: Scene, draft: str = NEXT_DRAFT, **given: Any) -> Revision:
    """The next version of its draft is imported, and waits to be published."""
    told = {"actor": OPERATOR, "name": "rancangan.txt", "title": "", "profile": "auto", "now": moment(), **given}
    return import_draft(slug=scene.row.slug, data=draft.encode(), **told)


def publishes_revision(scene: Scene, draft: str = NEXT_DRAFT, **given: Any) -> Revision:
    """The next version of its draft is published, with every doubtful link confirmed."""
    return settles_and_publishes(scene, revises(scene, draft, **given))


def settles_and_publishes(scene: Scene, revision: Revision) -> Revision:
    """Every doubtful link of it is confirmed, and it is published."""
    settles(scene, revision)
    return publish_revision(actor=OPERATOR, slug=scene.row.slug, number=revision.number, now=moment())


def settles(scene: Scene, revision: Revision) -> None:
    """Every doubtful link of it is confirmed."""
    while link := open_links(revision).first():
        step = Matching.objects.get(revision=revision).step
        said = {"act": "confirm", "old": link.old_id, "new": link.new_id}
        decide_link(actor=OPERATOR, slug=scene.row.slug, revision_id=revision.pk, seen=step, now=moment(), **said)


def closes(scene: Scene) -> None:
    """The consultation takes no more posts."""
    close_consultation(actor=OPERATOR, slug=scene.row.slug, now=moment())
