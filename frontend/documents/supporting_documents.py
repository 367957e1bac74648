"""Supporting documents: uploaded, replaced and withdrawn at the desk; taken away by everybody."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consult.access import Right
from consult.consultations.queries import consultation_of
from consult.consultations.rights import may, phase_of, require
from consult.documents.actions import upload_supporting, withdraw_supporting
from consult.documents.rules import PaperKind
from consult.documents.supporting_documents import Supporting, bytes_of, paper_to_read, supporting_for_team
from consult.errors import NotFound
from consult.platform.uploads import DRAFT_BYTES, SUPPORTING, suffixes_of
from frontend.code_words import WORDS
from frontend.consultations.frame import frame
from frontend.file_answers import taken_away
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE
from frontend.request_context import SignedRequest

KINDS: Final = [(kind.value, WORDS["paper"][kind.value]) for kind in PaperKind]


class PaperForm(KeyedForm):
    """A file, and what it is."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "A document, a table or a text, of up to 50 MB. Photos in it lose where, when, by whom and with what they were taken before we "
            "keep it. PDF files, and what documents say of their author, stay as they are."
        ),
        widget=forms.FileInput({"accept": ",".join(suffixes_of(SUPPORTING))}),
        allow_empty_file=True,  # the gate says so
    )
    title = forms.CharField(label=gettext_lazy("What it is called"), max_length=1_000)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=KINDS, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=gettext_lazy("In which language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language() or "id"

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        file: UploadedFile = self.cleaned_data["file"]
        kind = PaperKind(self.cleaned_data["kind"])
        told = {"title": self.cleaned_data["title"], "language": self.cleaned_data["language"], "kind": kind, "key": self.once}
        return {**told, "data": file.read(DRAFT_BYTES + 1), "name": file.name or ""}


class WithdrawalForm(KeyedForm):
    """Why it is withdrawn."""

    why = forms.CharField(
        label=gettext_lazy("Why, for everybody to read"), widget=forms.Textarea({"rows": 3}), max_length=2_000, strip=False
    )

    use_required_attribute = False  # its field belongs to the form for a further document, which is sent without it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["form"] = "typed"


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: SignedRequest, slug: str) -> HttpResponse:
    """All of them, for the team; what is posted to it is a further one."""
    if request.method != "POST":
        return desk_page(request, slug)
    return uploaded(request, slug, None)


@require_POST
def replaced(request: SignedRequest, slug: str, document_id: UUID) -> HttpResponse:
    """Another file in the place of the one that is there."""
    return uploaded(request, slug, document_id)


def uploaded(request: SignedRequest, slug: str, document_id: UUID | None) -> HttpResponse:
    """Take the file, or show the form again with what is wrong; a browser does not give a chosen file back."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.DRAFT_IMPORT, at=row, now=request.now)
    form = PaperForm(request.POST, request.FILES, prefix=prefix_of(document_id))
    if form.is_valid():
        with refusals_on(form):
            upload_supporting(actor=request.viewer, slug=slug, document_id=document_id, now=request.now, **form.given())
            messages.success(request, _("The document is there for everybody who may read the consultation."))
            return redirect("supporting_desk", slug=slug)
    return desk_page(request, slug, form)


@require_POST
def withdrawn(request: SignedRequest, slug: str, document_id: UUID) -> HttpResponse:
    """Take one from the public."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.DRAFT_IMPORT, at=row, now=request.now)
    form = WithdrawalForm(request.POST, prefix=prefix_of(document_id, "w"))
    if form.is_valid():
        with refusals_on(form):
            given = {"slug": slug, "document_id": document_id, "why": form.cleaned_data["why"], "key": form.once}
            withdraw_supporting(actor=request.viewer, now=request.now, **given)
            messages.success(request, _("The document is withdrawn; everybody reads why."))
            return redirect("supporting_desk", slug=slug)
    return desk_page(request, slug, form)


def prefix_of(document_id: UUID | None, mark: str = "r") -> str | None:
    """By which the fields of one form are told from those of another on the same page."""
    return f"{mark}{document_id.hex[:8]}" if document_id else None


def desk_page(request: SignedRequest, slug: str, came_back: KeyedForm | None = None) -> HttpResponse:
    """The page, with the form that came back in its place."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    documents = supporting_for_team(row, viewer=request.viewer, now=request.now)
    given = {
        **frame(row),
        "phase": phase_of(row, now=request.now),
        "documents": [(one, *forms_of(one, came_back, request.POST)) for one in documents],
        "adding": came_back if isinstance(came_back, PaperForm) and came_back.prefix is None else PaperForm(),
        "may_change": may(request.viewer, Right.DRAFT_IMPORT, at=row, now=request.now),
    }
    return form_page(request, "documents/supporting.html", came_back, cache=PRIVATE, **given)


def forms_of(one: Supporting, came_back: KeyedForm | None, sent: QueryDict) -> tuple[KeyedForm, KeyedForm]:
    """The two forms of a document: to replace it, and to withdraw it, as it was typed where the language was switched."""
    replacing, withdrawing = prefix_of(one.document), prefix_of(one.document, "w")
    named = {"title": one.title, "language": one.language, "kind": one.latest.kind}
    mine = {came_back.prefix: came_back} if came_back else {}
    return (
        mine.get(replacing) or PaperForm(initial=named, prefix=replacing),
        mine.get(withdrawing) or WithdrawalForm(sent if came_back and came_back.is_switched else None, prefix=withdrawing),
    )


@require_safe
def paper(request: SignedRequest, slug: str, paper_id: UUID) -> HttpResponse:
    """The file, for whoever may read it."""
    row = paper_to_read(paper_id, viewer=request.viewer, now=request.now)
    if row.document.consultation.slug != slug:
        raise NotFound
    return taken_away(request, row, bytes_of)
