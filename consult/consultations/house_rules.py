"""What the house rules of a consultation are called."""

from collections.abc import Mapping

from consult.consultations.models import Consultation, HouseRuleText


def rule_titles(consultation: Consultation, language: str) -> Mapping[int, str]:
    """Number of each rule in force → its title in `language`, or else in the language it was written in first. One query."""
    texts = HouseRuleText.objects.filter(rule__consultation=consultation).select_related("rule")
    by_fit = sorted(texts, key=lambda text: (text.rule.number, text.rule.version, text.language == language, -text.pk))
    return {text.rule.number: text.title for text in by_fit}  # the last of each number is the newest version, in the language asked for
