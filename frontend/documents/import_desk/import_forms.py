"""The form that takes a draft: a file, or text that is pasted."""

from pathlib import PurePath
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from consult.documents.rules import RevisionKind
from consult.errors import BadInput, Refusal
from consult.formats.parse_draft import AUTO, PARAGRAPHS
from consult.formats.reader_table import FORMATS, format_of
from consult.formats.traditions.detection import PROFILES
from frontend.code_words import WORDS
from frontend.forms import KeyedForm, LinesField

MOST_BYTES: Final = 50_000_000  # below what the door of the server lets through, so that a larger file gets a sentence
MOST_BYTES_OF_TEXT: Final = 1_500_000  # there every byte is a letter
MOST_PASTED: Final = 300_000  # characters of at most four bytes: with the rest of the form, below what the settings take
OTHER_PROGRAMS: Final = {  # what people have on their machines, by the end of its name, and that is not read here
    **dict.fromkeys(
        (".doc", ".odt", ".rtf"),
        _("This is a file of a word processor in a form that is not read here. Open it there, choose “Save as”, and take “.docx”."),
    ),
    ".zip": _("This is a packed file. Unpack it first, and choose the text in it."),
}


class ImportForm(KeyedForm):
    """One of the two, and the tradition in which the draft is written."""

    file = forms.FileField(
        label=_("The file with the draft"),
        help_text=_(
            "Word (.docx), PDF, HTML, Akoma Ntoso (.xml, .akn) or what Rembuk exports (.json), at most 50 MB; "
            "plain text (.txt) or Markdown (.md) in UTF-8, at most 1.5 MB. Photos in it lose where, when, by whom and with "
            "what they were taken before we keep them."
        ),
        required=False,
        widget=forms.FileInput({"accept": ",".join(suffix for one in FORMATS for suffix in one.suffixes)}),
        error_messages={"empty": _("The file holds no text.")},
    )
    text = LinesField(
        label=_("Or its text, pasted here"),
        help_text=_("At most 300,000 characters. Each line of the draft stays a line."),
        max_length=MOST_PASTED,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 8, "class": "serif"}),
    )
    profile = forms.ChoiceField(
        label=_("How the draft is written"),
        choices=[(name, WORDS["profile"].get(name, name)) for name in (AUTO, *PROFILES, PARAGRAPHS)],
        initial=AUTO,
        widget=forms.RadioSelect,
    )

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            (RevisionKind.REGULAR, _("A new version: clauses may be changed, moved, new or gone")),
            (RevisionKind.CORRECTION, _("A correction of slips: each clause stays where it is")),
        ],
        initial=RevisionKind.REGULAR,
        required=False,
        widget=forms.RadioSelect,
    )
    is_another_text = forms.BooleanField(label=_("This is the next version all the same"), required=False)
    follows = False  # a published version, so that what a further one can be is asked, too

    @property
    def asks_again(self) -> bool:
        """Whether it looks like another text altogether, so that whoever sent it has to say that they know."""
        return (self.refusal is not None and self.refusal.code == "draft.another_text") or bool(self["is_another_text"].value())

    def next_version(self) -> dict[str, Any]:
        """What is said of a further version; of the first, what is so anyway."""
        given = self.cleaned_data
        return {"kind": RevisionKind(given["kind"] or RevisionKind.REGULAR), "is_another_text": given["is_another_text"]}

    def clean_file(self) -> UploadedFile | None:
        """Of a format that is read here, and small enough."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        name = file.name or ""
        if advice := OTHER_PROGRAMS.get(PurePath(name).suffix.lower()):
            raise forms.ValidationError(advice)
        if format_of(name).is_text and (file.size or 0) > MOST_BYTES_OF_TEXT:
            raise forms.ValidationError(_("The file is too large: at most 1.5 MB are possible."))
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large: at most 50 MB are possible."))
        return file

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        if given["file"] and given["text"].strip():
            self.add_error("text", _("Please either choose a file or paste the text, not both."))
        if not given["file"] and not given["text"].strip():
            self.add_error("file", _("Please choose a file, or paste the text below."))
        return given

    def refuse(self, refusal: Refusal) -> None:
        """What is wrong with a pasted text stands beside it."""
        if isinstance(refusal, BadInput) and refusal.field == "file" and not self.cleaned_data["file"]:
            refusal = BadInput(refusal.code, **(refusal.facts | {"field": "text"}))  # type: ignore[arg-type]  # a field and facts
        super().refuse(refusal)

    def source(self) -> dict[str, Any]:
        """The bytes, and the name of the file where there is one."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return {"data": self.cleaned_data["text"].encode(), "name": ""}
        return {"data": file.read(), "name": PurePath(file.name or "").name}


class PublicationForm(KeyedForm):
    """What somebody who publishes a draft has seen of it: the last step in editing it, and how many doubtful places are left."""

    step = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    unsettled = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def said(self) -> dict[str, int]:
        """For the action; who ticked no box leaves no doubt unsettled."""
        return {name: self.cleaned_data[name] or 0 for name in ("step", "unsettled")}
