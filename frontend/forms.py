"""What our forms share: a key against double sending, and refusals of the domain beside the field they are about."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import uuid4

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, QueryDict

from consult.errors import BadInput, NotPossible, Refusal
from consult.sentences import SENTENCES
from frontend.errors import status_of
from frontend.http_answers import FORM, page
from frontend.languages import SWITCH
from frontend.refusal_sentences import sentence

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Renderer(TemplatesSetting):
    """Renders each field with label, help and errors as one group: `{{ form.text.as_field_group }}`."""

    field_template_name = "parts/field.html"


class KeyedForm(forms.Form):
    """A form that does its work once. A refused one is shown again with everything that was typed."""

    aliases: ClassVar[Mapping[str, str]] = {}  # field of a refusal → field of the form, where they differ
    refusal: Refusal | None = None
    is_cleaned = False

    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput({"id": False}))  # a page may hold several forms

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_key
        for field in self.fields.values():
            field.error_messages["required"] = cast("_StrPromise", SENTENCES["input.required"])

    @property
    def is_switched(self) -> bool:
        """Whether it was sent by the switch of language: then it comes back as it was typed, and nothing is done or wrong."""
        return self.is_bound and SWITCH in self.data

    def full_clean(self) -> None:
        """What is wrong is not said to who only wants to read another language."""
        self.is_cleaned = False
        super().full_clean()
        self.is_cleaned = True
        if self.is_switched:
            self._errors = ErrorDict(renderer=self.renderer)

    def is_valid(self) -> bool:
        """Whether something may be done with it."""
        return super().is_valid() and not self.is_switched

    def add_error(self, field: str | None, error: Any) -> None:
        """See `full_clean`, whose steps look at what was wrong before."""
        if not (self.is_switched and self.is_cleaned):
            super().add_error(field, error)

    @property
    def once(self) -> str | None:
        """The key, for the action."""
        return self.cleaned_data["key"] or None

    @property
    def wrote(self) -> bool:
        """Whether something was written at length, so that who wrote it is told that it is still there."""
        return any(isinstance(field.field.widget, forms.Textarea) and bool(field.value()) for field in self)

    def refuse(self, refusal: Refusal) -> None:
        """Put the refusal on its field, or on the form as a whole."""
        self.refusal = refusal
        field = self.aliases.get(refusal.field, refusal.field) if isinstance(refusal, BadInput) else None
        self.add_error(field if field in self.fields and not self[field].is_hidden else None, sentence(refusal))
        if refusal.code in {"once.other_request", "once.gone"}:  # what was changed after sending may be sent on its own
            self.show_with(key=new_key())

    def show_with(self, **values: str) -> None:
        """What hidden fields say in the form that is shown, whatever they said when it was sent."""
        if not self.is_bound:
            self.initial.update(values)
            return
        data = cast("QueryDict", self.data).copy()
        for name, value in values.items():
            data[name] = value
        self.data = data

    @property
    def status(self) -> HTTPStatus:
        """The status of the page that shows this form again."""
        if not self.is_bound or self.is_switched:
            return HTTPStatus.OK
        return status_of(self.refusal) if self.refusal else HTTPStatus.BAD_REQUEST

    def dated(self, answer: HttpResponse) -> HttpResponse:
        """The answer that shows this form again, with when it may be sent, where that was too often."""
        if self.refusal and "retry_after" in self.refusal.facts:
            answer["Retry-After"] = str(self.refusal.facts["retry_after"])
        return answer


def new_key() -> str:
    """A random key."""
    return uuid4().hex


@contextmanager
def refusals_on(form: KeyedForm) -> Iterator[None]:
    """Let a no of the domain come back in the form. What is not found or not allowed is none of the form's business."""
    try:
        yield
    except (BadInput, NotPossible) as refusal:
        form.refuse(refusal)


def form_page(request: HttpRequest, template: str, form: KeyedForm | None, *, cache: str = FORM, **given: object) -> HttpResponse:
    """The page with the form on it, as it was typed; without it where there is none for this viewer."""
    answer = page(request, template, {"form": form, **given}, status=form.status if form else HTTPStatus.OK, cache=cache)
    return form.dated(answer) if form else answer


class LinesField(forms.CharField):
    """A text of several lines. A browser sends two characters for the end of a line and counts one; here it is one too."""

    def to_python(self, value: Any) -> str:
        """What was typed, its lines ended as on our own machines, before its length is looked at."""
        return super().to_python(value).replace("\r\n", "\n")  # type: ignore[union-attr]  # there is text where empty_value is text
