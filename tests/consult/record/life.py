"""A consultation that has lived: posts in every status, edits, decisions back and forth, a withdrawal as the last thing done."""

from dataclasses import dataclass

from consult.anchoring.quotes import Quote
from consult.consultations.models import Consultation
from consult.discussion.models import Post, PostVersion, Thread
from consult.discussion.rules import Kind, Operation, Proposal, ShownName, Stance
from consult.documents.models import Revision, Wording
from consult.moderation.models import Decision
from consult.platform.audit.models import Chain, Entry
from tests.cast import Scene, Someone


@dataclass
class Life:
    """Its rows."""

    consultation: Consultation
    shown: Post
    proposal: Post  # with a quote; edited, and both versions published
    hidden: Post
    restored: Post
    held: Post
    reply: Post
    withdrawn: Post
    several: Thread  # over two clauses; closed
    hiding: Decision  # of the hidden post

    @property
    def slug(self) -> str:
        """Also the name of the chain."""
        return self.consultation.slug

    @property
    def chain(self) -> Chain:
        """As it is now."""
        return Chain.objects.get(name=self.slug)

    @property
    def revision(self) -> Revision:
        """The published one."""
        return Revision.objects.get(document__consultation=self.consultation)

    def version(self, post: Post, number: int = 1) -> PostVersion:
        """A version of a post, as it is now."""
        return PostVersion.objects.get(post=post, number=number)

    def wording(self, label: str) -> Wording:
        """The clause that readers call so, as published."""
        return Wording.objects.get(revision=self.revision, label=label)

    def entry(self, action: str) -> Entry:
        """The first entry of an action."""
        found = Entry.objects.filter(chain=self.chain, action=action).order_by("number").first()
        assert found is not None
        return found

    def named(self, post: Post, number: int = 1) -> str:
        """How a version is named."""
        return f"post {post.pk}, version {number}"


def lived(scene: Scene, siti: Someone, agus: Someone, budi: Someone) -> Life:
    """Mode of moderation: before."""
    clause, other = scene.clause("Pasal 4"), scene.clause("Pasal 2 ayat (2)")
    shown = siti.posts("Setuju.\n\nLihat https://contoh.example/a?b=1&c=<2> & 'sini'.", on=clause, stance=Stance.SUPPORT)
    quote, wording = Quote("Lapak diberikan menurut: urutan"), Proposal(Operation.REPLACE, "Lapak diundi.\nSetiap tahun.")
    proposal = agus.posts("Lebih adil.", on=other, kind=Kind.PROPOSAL, quote=quote, proposal=wording, shown_name=ShownName.REAL)
    hidden, restored, held = (agus.posts(f"Pendapat {n}.", on=clause) for n in range(3))
    withdrawn = siti.posts("Saya tarik nanti.", on=clause)
    for post in (shown, proposal, hidden, restored, withdrawn):
        budi.publishes(post)
    hiding = budi.hides(hidden, rule=3, reason="Memuat hinaan kepada orang lain.")
    budi.hides(restored, rule=2, reason="Memuat nomor telepon.")
    budi.restores(restored, rule=2, reason="Itu nomor kantor, saya keliru.")
    agus.edits(proposal, text="Lebih adil bagi semua.")
    budi.publishes(proposal)
    reply = siti.replies("Saya sependapat.", to=proposal)
    budi.publishes(reply)
    several = budi.opens_thread("Lapak dan sampah", over=[clause, other], at=scene)
    budi.locks(several)
    budi.unlocks(several)
    budi.locks(several)
    siti.supports(proposal)
    agus.supports(shown)
    agus.supports(withdrawn)
    agus.supports_no_more(withdrawn)
    siti.flags(restored, rule=2, text="Memuat nomor telepon saya.")
    budi.keeps(restored, reason="Nomor kantor yang sudah umum.")
    siti.flags(proposal, rule=4, text="Sudah dibahas di tempat lain.")
    siti.withdraws(withdrawn)
    return Life(scene.row, shown, proposal, hidden, restored, held, reply, withdrawn, several, hiding)
