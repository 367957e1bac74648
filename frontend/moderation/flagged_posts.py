"""What readers reported, as moderators see it: beside the queue, on the page of the contribution, and the form to let it stand."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, gettext_lazy

from consult.consultations.house_rules import rule_titles
from consult.consultations.models import Consultation
from consult.discussion.models import Flag, Post
from consult.discussion.rules import Status
from consult.moderation.flagged_posts import flags_on, keepings_on, reported_in
from frontend.discussion.reading.clause_labels import labels_of
from frontend.forms import KeyedForm

AT_ONCE: Final = 50


@dataclass(frozen=True)
class Reported:
    """A contribution that readers reported, and what readers call the clause it stands on."""

    post: Post
    label: str

    @property
    def rules(self) -> list[int]:
        """The numbers of the rules that it is reported under, each once."""
        flags: list[Flag] = self.post.open_flags  # type: ignore[attr-defined]  # of `reported_in`
        return sorted({flag.rule for flag in flags})


class KeepForm(KeyedForm):
    """Why something that was reported stays as it is. Its fields stand in the form of the decision: all that was typed is sent."""

    use_required_attribute = False  # what is missing is said in our words, beside its field

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label=gettext_lazy("Why it stays, written to those who reported it"),
        help_text=gettext_lazy("At least ten characters. Its author is told nothing, since nothing changes for them."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", prefix="keep", **kwargs)


def listed(row: Consultation) -> dict[str, Any]:
    """What is reported in a consultation, for a viewer who may see its queue: the longest waiting, and how many there are."""
    posts = reported_in(row)
    rows = list(posts[:AT_ONCE])
    called = labels_of(rows)
    n = len(rows) if len(rows) < AT_ONCE else posts.count()
    return {"reported": [Reported(post, called.get(post.pk, "")) for post in rows], "reported_in_all": n}


def said_of(post: Post, form: KeepForm | None = None) -> dict[str, Any]:
    """What is reported about one contribution and was let stand before, with the form to let it stand; nothing where nothing was."""
    flags = flags_on(post)
    titles = rule_titles(post.consultation, get_language() or "id") if flags else {}
    shown = max((version.number for version in post.versions.all() if version.status == Status.SHOWN), default=1)
    return {
        "flags": [(flag, titles.get(flag.rule, "")) for flag in flags],
        "kept": keepings_on(post),
        "keeping": (form or KeepForm(initial={"version": shown})) if flags or form else None,
    }
