"""The second sentence: how many ballots there are, and how many of them count."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.polls.explanation.number_text import number
from consult.polls.explanation.titled_outcome import Told

IN_THE_END: Final[Mapping[str, tuple[Promise, Promise]]] = {  # where ballots can count for none in the end: some abstained; nobody did
    **dict.fromkeys(
        ("irv", "plurality"),
        (
            gettext_lazy(
                "Ballots cast: %(ballots)s, of which %(abstained)s abstained; in the end %(exhausted)s others count for no option."
            ),
            gettext_lazy("Ballots cast: %(ballots)s; nobody abstained, and in the end %(exhausted)s count for no option."),
        ),
    ),
    "star": (
        gettext_lazy("Ballots cast: %(ballots)s, of which %(abstained)s abstained; %(exhausted)s others rate the two of the runoff alike."),
        gettext_lazy("Ballots cast: %(ballots)s; nobody abstained, and %(exhausted)s rate the two of the runoff alike."),
    ),
    "stv_scottish": (
        gettext_lazy(
            "Ballots cast: %(ballots)s, of which %(abstained)s abstained; in the end votes worth %(exhausted)s count for no option."
        ),
        gettext_lazy("Ballots cast: %(ballots)s; nobody abstained, and in the end votes worth %(exhausted)s count for no option."),
    ),
}


def who_took_part(told: Told) -> str:
    """Ballots, abstentions, and what counts for no option in the end."""
    exhausted = told.rounds[-1].exhausted if told.rounds else "0"
    return sentence(told, exhausted) % {
        "ballots": number(told.ballots),
        "abstained": number(told.abstained),
        "counted": number(told.counted),
        "exhausted": number(exhausted),
    }


def sentence(told: Told, exhausted: str) -> str:
    """The one that fits."""
    if not told.ballots:
        return _("Nobody cast a ballot.")
    if not told.counted:
        return _("Ballots cast: %(ballots)s, of which all abstained, so that none counts for an option.")
    if told.method in IN_THE_END and Fraction(exhausted):
        some, nobody = IN_THE_END[told.method]
        return str(some if told.abstained else nobody)
    if told.abstained:
        return _("Ballots cast: %(ballots)s, of which %(abstained)s abstained and %(counted)s were counted.")
    return _("Ballots cast: %(ballots)s; nobody abstained, and all were counted.")
