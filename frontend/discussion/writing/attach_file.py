"""The files of a letter: taken with whichever button is pressed, so that none is lost unsaid, and each with a button to take it out."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from consult.discussion.actions.attachments.attach_file import attach_file
from consult.discussion.models import Draft
from consult.discussion.queries.attachments import FILES_LIMIT
from consult.errors import BadInput, NotPossible
from consult.platform.uploads import ATTACHMENT_BYTES, ATTACHMENTS, suffixes_of
from frontend.forms import KeyedForm
from frontend.refusal_sentences import sentence
from frontend.request_context import SignedRequest

FILES: Final = "attachments"  # what the field is called


class SeveralFiles(forms.FileInput):
    """A field in which several files can be chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none. Each is looked at by the gate, one after the other (`keep_files`)."""

    widget = SeveralFiles

    def __init__(self, **kwargs: Any) -> None:
        given = {"multiple": True, "accept": ",".join(suffixes_of(ATTACHMENTS))}
        super().__init__(required=False, widget=SeveralFiles(given), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Whatever was chosen."""
        return data


def files_field() -> FilesField:
    """The field of a letter."""
    return FilesField(
        label=_("Files to send along"),
        help_text=_("Documents, tables or pictures: at most 10, of up to 10 MB each and 25 MB at once. Everybody can read them."),
    )


def keep_files(request: SignedRequest, draft: Draft, form: KeyedForm, *, once: str) -> None:
    """Put what was chosen with the letter, file by file; what cannot be taken is said at the field, and the others are kept.

    Args:
        once: the key of the form; a page that is sent twice attaches each file once.
    """
    files, beyond = chosen(request)
    for file in files:
        data = file.read(ATTACHMENT_BYTES + 1)
        try:
            attach_file(
                actor=request.viewer,
                slug=draft.consultation.slug,
                draft_id=draft.pk,
                data=data,
                name=file.name or "",
                address=request.address,
                now=request.now,
                key=f"{once}/{sha256(data).hexdigest()[:32]}" if once else None,
            )
        except (BadInput, NotPossible) as refusal:
            not_taken(request, form, f"{file.name}: {sentence(refusal)}")
    if beyond:
        names = ", ".join(file.name or "" for file in beyond)
        told = _("Not taken, since a letter can have %(limit)s files: %(names)s")
        not_taken(request, form, str(told) % {"limit": FILES_LIMIT, "names": names})


def not_taken(request: SignedRequest, form: KeyedForm, why: str) -> None:
    """Say it at the field; above the page for who reads another language, since the field says nothing then and forgets what was chosen."""
    if form.is_switched:
        messages.warning(request, why)
    else:
        form.add_error(FILES, why)


def chosen(request: SignedRequest) -> tuple[Sequence[UploadedFile], Sequence[UploadedFile]]:
    """The files that came with the request: those that are looked at, and those beyond what a letter could ever have."""
    files = request.FILES.getlist(FILES)
    return files[: 2 * FILES_LIMIT], files[2 * FILES_LIMIT :]
