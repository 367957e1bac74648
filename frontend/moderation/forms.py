"""What a moderator fills in: verdict, house rule and reason, with templates for the reason."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from consult.consultations.models import Consultation
from consult.consultations.queries import rule_text, rules_in_force
from consult.moderation.reason_templates import TEMPLATES, Template, in_language, templates_for
from consult.moderation.rules import Verdict
from consult.sentences import SENTENCES
from frontend.forms import KeyedForm

KEYS: Final = {Verdict.PUBLISH: "a", Verdict.RESTORE: "a", Verdict.HIDE: "r"}
CALLED: Final = {
    Verdict.PUBLISH: gettext_lazy("Publish"),
    Verdict.HIDE: gettext_lazy("Hide"),
    Verdict.RESTORE: gettext_lazy("Show again"),
}
BY_CODE: Final = {one.code: one for one in TEMPLATES}


class VerdictRadios(forms.RadioSelect):
    """Each verdict says which key chooses it, for modules/queue.js."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One radio button."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-key"] = KEYS[Verdict(value)]
        return option


class TemplateSelect(forms.Select):
    """Each template carries what it fills in, for modules/queue.js."""

    languages: Sequence[str] = ("id",)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One choice."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if one := BY_CODE.get(str(value)):
            said = {"data-verdict": one.verdict.value, "data-rule": one.rule, "data-text": text_of(one, self.languages)}
            option["attrs"].update(said)
        return option


class VerdictForm(KeyedForm):
    """What is decided, under which rule, and why. What the template says is taken where nothing else is written."""

    use_required_attribute = False  # what is missing is said in our words, beside its field, and not by the browser

    verdict = forms.ChoiceField(label=gettext_lazy("Verdict"), widget=VerdictRadios)
    template = forms.ChoiceField(label=gettext_lazy("Template for the reason"), required=False, widget=TemplateSelect)
    rule = forms.TypedChoiceField(label=gettext_lazy("House rule"), coerce=int, required=False, empty_value=None)
    reason = forms.CharField(
        label=gettext_lazy("Reason, written to the author"),
        help_text=gettext_lazy("At least ten characters; left empty, it says what the template says. The public does not read it."),
        widget=forms.Textarea({"rows": 5}),
        required=False,
    )

    def __init__(self, *args: Any, consultation: Consultation, languages: Sequence[str] = ("id",), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages, self.rules = languages, rules_in_force(consultation)
        chooser, language = self.fields["template"].widget, get_language() or "id"
        assert isinstance(chooser, TemplateSelect)
        chooser.languages = languages
        by_title = [(rule.number, f"{rule.number}. {rule_text(rule, language)[0]}") for rule in self.rules]
        choose(self, "rule", [("", _("As the template says")), *by_title])
        self.offer(Verdict)

    def offer(self, verdicts: Iterable[Verdict]) -> None:
        """Offer these verdicts and their templates. What is sent may name any: somebody may have been first meanwhile."""
        offered = list(verdicts)
        self.templates = templates_for(self.rules, offered)
        groups = [(CALLED[verdict], [titled(one) for one in self.templates if one.verdict is verdict]) for verdict in offered]
        choose(self, "verdict", [(verdict.value, CALLED[verdict]) for verdict in offered])
        choose(self, "template", [("", _("None: I write the reason myself")), *groups])
        if len(offered) == 1:
            self.initial["verdict"] = offered[0].value

    def clean(self) -> dict[str, Any]:
        """Take from the template what was left to it; say where the two do not go together."""
        given = super().clean() or {}
        chosen = BY_CODE.get(given.get("template", ""))
        if chosen and given.get("verdict") and chosen.verdict != given["verdict"]:
            self.add_error("template", _("This template is for another verdict."))
        elif chosen:
            given["rule"] = given.get("rule") or chosen.rule
            given["reason"] = given.get("reason") or text_of(chosen, self.languages)
        if not given.get("rule") and "rule" not in self.errors:
            self.ask_for_rule(given)
        return given

    def ask_for_rule(self, given: dict[str, Any]) -> None:
        """Say what is missing: a template would do where there is no reason either."""
        if given.get("reason"):
            self.add_error("rule", str(SENTENCES["input.required"]))
            return
        for name in ("template", "rule"):
            if name not in self.errors:
                self.add_error(name, _("Choose a template, or choose a rule and write the reason."))

    def words_of_templates(self) -> list[tuple[str, str]]:
        """Title and sentences of each template on offer, to read before one is chosen."""
        return [(in_language(one.title, get_language() or "id"), text_of(one, self.languages)) for one in self.templates]


def titled(template: Template) -> tuple[str, str]:
    """A template as one chooses it: what it is for, and the number of the rule that it cites."""
    return template.code, f"{in_language(template.title, get_language() or 'id')} ({template.rule})"


def choose(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    """Say what a field offers."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def text_of(template: Template, languages: Sequence[str]) -> str:
    """Its sentences in each of the authors' languages."""
    return "\n\n".join(dict.fromkeys(in_language(template.text, language) for language in languages))
