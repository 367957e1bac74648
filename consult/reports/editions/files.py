"""Making the files of an edition: one edition at a time on all machines together, since a long report takes much memory."""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from itertools import product
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from consult.consultations.models import Consultation
from consult.discussion.models import PostVersion, ThreadEvent
from consult.discussion.rules import Status
from consult.platform.audit.actions import record
from consult.platform.jobs import LOST_AFTER
from consult.platform.times import day
from consult.reports.editions.frozen import AT_ONCE, LANGUAGES, WORDS, thawed
from consult.reports.models import Edition, EditionFile
from consult.reports.render import FORMATS

Clock = Callable[[], datetime]

NOTHING: Final = dict.fromkeys(WORDS, "")
READABLE: Final = (Status.SHOWN, Status.SUPERSEDED)  # versions that a shown post lets everybody read
WORDS_OF: Final = ("text", "wording", "name", "post__submission__on_behalf_of")  # the columns of `WORDS`


def make_missing(edition_id: UUID, *, clock: Clock) -> bool:
    """Make every file of the edition that is not there. It can be done again, and goes on where it was left.

    Returns whether it was its turn: False while another edition's files are being made.
    """
    if not took_turn(edition_id, now=clock()):
        return False
    try:
        while todo := missing(edition_id):
            make(edition_id, todo, clock=clock)
    finally:
        Edition.objects.filter(pk=edition_id).update(turn=None, turn_since=None)
    return True


def took_turn(edition_id: UUID, *, now: datetime) -> bool:
    """Whether nobody else is at it. Who was killed over it has had it for long enough after a while."""
    Edition.objects.filter(turn=True, turn_since__lt=now - LOST_AFTER).update(turn=None)
    try:
        with transaction.atomic():
            return Edition.objects.filter(pk=edition_id, turn=None).update(turn=True, turn_since=now) == 1
    except IntegrityError:  # the column is unique: of all editions one has the turn
        return False


def missing(edition_id: UUID) -> list[tuple[str, str]]:
    """Language and format of each file that is not there."""
    there = set(EditionFile.objects.filter(edition=edition_id).values_list("language", "form"))
    return [each for each in product(LANGUAGES, FORMATS) if each not in there]


def make(edition_id: UUID, todo: list[tuple[str, str]], *, clock: Clock) -> None:
    """Make these files; stop where somebody was erased meanwhile, since the words that were read are not to be printed any more."""
    edition = Edition.objects.select_related("consultation").get(pk=edition_id)
    data = bytes(edition.data)
    for language in dict.fromkeys(language for language, _form in todo):
        seen = last_event(edition.consultation_id)  # first: what happens while the words are looked up comes after it
        made = thawed(data, language, words=words_in(edition, language))
        for form in (form for other, form in todo if other == language):
            if not keep_file(edition=edition, form=form, language=language, content=FORMATS[form](made), seen=seen, now=clock()):
                return


def last_event(consultation_id: UUID) -> int:
    """Number of the last thing that the public saw happen in the consultation; 0 before the first."""
    return ThreadEvent.objects.filter(consultation=consultation_id).aggregate(last=Max("nth"))["last"] or 0


def words_in(edition: Edition, language: str) -> Mapping[str, Mapping[str, str]]:
    """Version → people's own words in it. What was erased, hidden or withdrawn has none: in their place it is said why."""
    instead = instead_of_words(edition, language)
    found = PostVersion.objects.filter(post__consultation=edition.consultation_id, post__number__isnull=False).order_by()
    said = {}
    for pk, post, status, *words in found.values_list("pk", "post__status", "status", *WORDS_OF).iterator(chunk_size=AT_ONCE):
        is_readable = post == Status.SHOWN and status in READABLE
        said[str(pk)] = dict(zip(WORDS, words, strict=True)) if is_readable else instead.get(post, instead[Status.HIDDEN])
    return said


def instead_of_words(edition: Edition, language: str) -> Mapping[str, Mapping[str, str]]:
    """Status of a post → what stands in the place of its words, where nobody may read them any more."""
    with translation.override(language):
        notes = {
            Status.ERASED: _("[edited on %(day)s by request]") % {"day": day(edition.edited_at)} if edition.edited_at else "",
            Status.HIDDEN: _("[hidden by a moderator since]"),
            Status.WITHDRAWN: _("[withdrawn by its author since]"),
        }
    return {status: {**NOTHING, "text": note, "language": language} for status, note in notes.items()}


@transaction.atomic
def keep_file(*, edition: Edition, form: str, language: str, content: bytes, seen: int, now: datetime) -> bool:
    """Keep a file that was made of the edition as it was when it was read, and write its hash down.

    Returns whether it was kept: not where somebody was erased meanwhile, nor where it is there already.
    """
    consultation = Consultation.objects.select_for_update(no_key=True).get(pk=edition.consultation_id)
    still = Edition.objects.defer("data").select_for_update().get(pk=edition.pk)
    if still.edited_at != edition.edited_at or still.files.filter(form=form, language=language).exists():
        return False
    file = EditionFile(edition=still, form=form, language=language, content=content, size=len(content), seen=seen, made_at=now)
    file.sha256 = sha256(content).hexdigest()
    file.save(force_insert=True)
    told = {"edition": str(still.pk), "form": form, "language": language}
    record(chain_id=consultation.chain_id, actor=None, action="edition.file", subject=file.pk, digest=file.sha256, now=now, **told)
    return True
