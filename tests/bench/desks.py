"""A consultation as its team finds it after weeks: contributions of every kind, on every clause, on every day."""

from datetime import timedelta
from typing import Final

from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Kind, Operation, Status
from tests.bench.filling import fill
from tests.cast import Scene, Someone, moment, staged

WORDING: Final = "Setiap pedagang menjaga kebersihan lapaknya dan lorong di depannya sampai pasar ditutup."
AT_ONCE: Final = 500


def statute(clauses: int) -> str:
    """A draft of so many articles, none of which says the same."""
    said = "Pasal {n}\nPedagang di lorong {n} menjaga kebersihan lapaknya.\n"
    return "RANCANGAN PERATURAN DESA TENTANG PASAR PAGI\n" + "".join(said.format(n=n) for n in range(1, clauses + 1))


def busy_desk(slug: str, posts: int, *, clauses: int, days: int, citizens: list[Someone], official: Someone) -> Scene:
    """So many posts within so many days: of ten three are questions, two replies, one is a proposal; one in fifty is held."""
    scene = staged(slug, moderation=Moderation.AFTER, officials=[official], moderators=[], draft=statute(clauses))
    opened, apart = moment() - timedelta(days=days - 1), timedelta(days=days - 1) / posts
    Consultation.objects.filter(pk=scene.row.pk).update(opens_at=opened)
    fill(scene, posts, authors=citizens, busy=scene.clause("Pasal 5"), on_busy=posts // 30, now=moment(), apart=apart)
    become_of_every_kind(scene)
    return scene


def become_of_every_kind(scene: Scene) -> None:
    """Some of the comments become questions, replies to these, and proposals, in bulk."""
    shown = list(Post.objects.filter(consultation=scene.row, status=Status.SHOWN).order_by("number"))
    asked = [post for n, post in enumerate(shown) if n % 10 in {0, 1, 2}]
    said = [post for n, post in enumerate(shown) if n % 10 in {3, 4}]
    proposed = [post.pk for n, post in enumerate(shown) if n % 10 == 5]
    for question in asked:
        question.kind = Kind.QUESTION
    for reply, question in zip(said, asked, strict=False):
        reply.kind, reply.reply_to, reply.thread_id, reply.clause_id = Kind.REPLY, question, question.thread_id, question.clause_id
    Post.objects.bulk_update([*asked, *said], ["kind", "reply_to", "thread", "clause"], batch_size=AT_ONCE)
    PostVersion.objects.filter(post__consultation=scene.row, post__kind=Kind.REPLY).update(stance="")
    Post.objects.filter(pk__in=proposed).update(kind=Kind.PROPOSAL)
    PostVersion.objects.filter(post__in=proposed).update(operation=Operation.REPLACE, wording=WORDING)
