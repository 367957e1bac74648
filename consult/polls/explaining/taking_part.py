"""The second sentence: how many ballots there are, and how many of them count."""

from fractions import Fraction

from django.utils.translation import gettext as _

from consult.polls.explaining.told import Told
from consult.polls.explaining.writing import number


def who_took_part(told: Told) -> str:
    """Ballots, abstentions, and what counts for no option in the end."""
    exhausted = told.rounds[-1].exhausted if told.rounds else "0"
    return sentence(told, bool(Fraction(exhausted))) % {
        "ballots": number(told.ballots),
        "abstained": number(told.abstained),
        "counted": number(told.counted),
        "exhausted": number(exhausted),
    }


def sentence(told: Told, exhausted: bool) -> str:
    """The one that fits."""
    if not told.ballots:
        return _("Nobody cast a ballot.")
    if not told.counted:
        return _("Ballots cast: %(ballots)s, of which all abstained, so that none counts for an option.")
    if exhausted:
        return with_exhausted(told)
    if told.abstained:
        return _("Ballots cast: %(ballots)s, of which %(abstained)s abstained and %(counted)s were counted.")
    return _("Ballots cast: %(ballots)s; nobody abstained, and all were counted.")


def with_exhausted(told: Told) -> str:
    """The same where some count for none in the end."""
    if told.method == "stv_scottish":
        return _("Ballots cast: %(ballots)s, of which %(abstained)s abstained; in the end votes worth %(exhausted)s count for no option.")
    return _("Ballots cast: %(ballots)s, of which %(abstained)s abstained; in the end %(exhausted)s others count for no option.")
