"""Take down what a worker read in a file, so that it is found; and let it be public with its posts, where nothing speaks against it."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from consult.discussion.actions.attachments.take_in_files import step
from consult.discussion.contribution_sources import ONE_BY_ONE
from consult.discussion.models import Attachment
from consult.discussion.rules import Action, Status
from consult.discussion.screening import Verdict, screen
from consult.discussion.search.post_index import with_words_of_file
from consult.platform.markup import clean_text

TEXT_LIMIT: Final = 200_000  # characters that are kept of a file


@transaction.atomic(durable=True)
def read_attachment(*, attachment_id: UUID, said: str | None, now: datetime) -> None:
    """Keep the words of a file, and screen them with its name. Doing it again changes nothing.

    What nobody can read but by looking (a picture, a scan) waits for a moderator, as what holds personal data or a listed word does.

    Args:
        said: its text; None where a program reads none in it.
    """
    consultation = Consultation.objects.select_for_update(no_key=True, of=("self",)).filter(attachments=attachment_id).first()
    row = Attachment.objects.select_for_update(of=("self",)).filter(pk=attachment_id, read_at=None).first()
    if consultation is None or row is None or row.status == Status.ERASED:
        return
    row.text, row.read_at = clean_text((said or "")[:TEXT_LIMIT]), now
    screening = screen(f"{row.name}\n{row.text}", listed=ONE_BY_ONE.listed(), account_age=None)
    row.signals = [{"code": signal.code, "found": signal.found} for signal in screening.signals]
    with_words_of_file(row).save(update_fields=["text", "words", "signals", "read_at"])
    if row.text.strip() and screening.verdict is Verdict.PUBLISH and consultation.moderation == Moderation.AFTER:
        step([row], Action.PUBLISH, at=consultation, actor=None, now=now)
