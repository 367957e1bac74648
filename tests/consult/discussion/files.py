"""Files that the cast sends along: put with a letter, sent, and read by a worker."""

from uuid import UUID

from consult.accounts.viewer import Viewer
from consult.discussion.actions.attachments.attach_file import attach_file
from consult.discussion.actions.letters.submit_letter import Letter, submit_letter
from consult.discussion.actions.take_in_post import Said
from consult.discussion.models import Attachment, Submission
from consult.discussion.rules import Channel
from consult.moderation.actions.decide_attachment import decide_attachment
from consult.moderation.rules import Verdict
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.letters import said
from tests.waiting import do_jobs

WORDS = b"Harga bawang di pasar kecamatan naik dua kali lipat."


def attaches(
    who: Someone | Viewer,
    scene: Scene,
    data: bytes = WORDS,
    *,
    name: str = "harga.txt",
    draft: UUID | None = None,
    key: str | None = None,
) -> Attachment:
    """Put a file with their letter, or ahead of one."""
    actor = who.viewer if isinstance(who, Someone) else who
    slug = scene.row.slug
    return attach_file(actor=actor, slug=slug, draft_id=draft, data=data, name=name, address="", key=key, now=moment())


def sends_with(who: Someone, scene: Scene, *files: Attachment, points: tuple[Said, ...] = (), key: str | None = None) -> Submission:
    """Send a letter that names these files, with one point unless others are given."""
    points = points or (said("Lihat daftar harga terlampir.", on=scene.clause("Pasal 3")),)
    letter = Letter(points, attachments=tuple(file.pk for file in files))
    return submit_letter(actor=who.viewer, slug=scene.row.slug, letter=letter, channel=Channel.API, address="", key=key, now=moment())


def sent_file(who: Someone, scene: Scene, data: bytes = WORDS, *, name: str = "harga.txt") -> Attachment:
    """A file that came with a letter, and that a worker has read."""
    attachment = attaches(who, scene, data, name=name)
    sends_with(who, scene, attachment)
    do_jobs(called="read_attachments")
    attachment.refresh_from_db()
    return attachment


def decides_on(who: Someone, attachment: Attachment, verdict: Verdict, *, rule: int = 2) -> Attachment:
    """Decide about a file."""
    return decide_attachment(actor=who.viewer, attachment_id=attachment.pk, verdict=verdict, rule=rule, seen=None, now=moment())
