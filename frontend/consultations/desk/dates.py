"""Forms in which an official sets dates. What was typed is shown in all zones before it counts."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.consultations.models import Consultation
from consult.consultations.rules import wrong_dates
from frontend.forms import KeyedForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SHAPE = "%Y-%m-%dT%H:%M"


def instant_field(label: "_StrPromise", *, help_text: "_StrPromise | str" = "", required: bool = True) -> forms.DateTimeField:
    """Day and time in western Indonesia."""
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=[SHAPE, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=SHAPE),
        error_messages={"invalid": _("Please give day and time, like 2026-12-04 16:00.")},
    )


class StepForm(KeyedForm):
    """A step with dates. It is taken once `checked` says the same as the dates and the draft: what the official has looked at."""

    name: ClassVar[str]
    page: ClassVar[str]  # the name of its address

    checked = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput({"id": False}))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{self.name}_%s", **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """What the action would refuse is refused before it is looked at."""
        given = super().clean() or self.cleaned_data
        for wrong in wrong_dates(opens_at=given.get("opens_at"), closes_at=given.get("closes_at"), now=self.now):
            self.refuse(wrong)
        return given

    def dates(self) -> Iterator[datetime | None]:
        """What was typed, in order."""
        return (self.cleaned_data[name] for name in ("opens_at", "closes_at") if name in self.fields)

    def stamp(self, *, published: bool) -> str:
        """What the official has to have looked at."""
        typed = "/".join(at.isoformat() if at else "open" for at in self.dates())
        return f"{typed} {'with' if published else 'without'} draft"


class AnnounceForm(StepForm):
    """From when, and until when, contributions will be taken."""

    name, page = "announcing", "announcement"

    opens_at = instant_field(_("Opens on (time in western Indonesia, WIB)"))
    closes_at = instant_field(
        _("Closes on (time in western Indonesia, WIB)"), help_text=_("Leave it empty to close by hand."), required=False
    )


class OpenForm(StepForm):
    """Until when contributions are taken, from now on."""

    name, page = "opening", "opening"

    closes_at = instant_field(
        _("Closes on (time in western Indonesia, WIB)"), help_text=_("Leave it empty to close by hand."), required=False
    )

    @classmethod
    def of(cls, row: Consultation, *, now: datetime) -> "OpenForm":
        """With the end that was announced."""
        return cls(initial={"closes_at": row.closes_at}, now=now)


class PlainForm(KeyedForm):
    """A step without dates."""

    name: ClassVar[str]

    @property
    def given(self) -> dict[str, str]:
        """What the step is taken with, besides the key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class CloseForm(PlainForm):
    """Take no more contributions."""

    name = "closing"


class AnswerForm(PlainForm):
    """Say that the institution has answered; where questions have no answer, why."""

    name = "answering"

    reason = forms.CharField(
        label=_("Why these questions stay without an answer"),
        help_text=_("Everybody reads it on the page of the consultation."),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 4}),
    )


class ArchiveForm(PlainForm):
    """Let nothing change any more."""

    name = "archiving"
