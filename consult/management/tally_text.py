"""A tally for people to read in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _


def lines(tally: Mapping[str, Any]) -> Iterator[str]:
    """Line by line: how many voted, each round, what the method compares, who wins, and by what ties were broken."""
    yield _("Method: %(method)s. Ballots: %(ballots)s, abstentions among them: %(abstained)s.") % tally
    if "quota" in tally:
        yield _("Quota: %(quota)s.") % tally
    for number, stage in enumerate(tally["rounds"], start=1):
        yield ""
        yield _("Round %(number)s") % {"number": number}
        yield from stage_lines(stage)
    if tally["scores"]:
        yield ""
        yield _("Scores")
        yield from table(tally["scores"], {})
    yield ""
    yield _("Winners: %(names)s.") % {"names": named(tally["winners"]) or _("nobody")}
    for tie in tally["ties"]:
        yield _("Tie between %(names)s, broken by: %(by)s.") % {"names": named(tie["between"]), "by": tie["broken_by"]}
    if "completion" in tally:
        yield _("The rest of the budget was filled by: %(completion)s.") % tally


def stage_lines(stage: Mapping[str, Any]) -> Iterator[str]:
    """What each option has in a round, and what becomes of it."""
    fates = {option: _("elected") for option in stage["elected"]} | {option: _("goes") for option in stage["eliminated"]}
    yield from table(stage["tallies"], fates)
    if Decimal(stage["exhausted"]):
        yield "  " + _("Counts for none: %(exhausted)s") % stage


def table(numbers: Mapping[str, object], words: Mapping[str, str]) -> Iterator[str]:
    """A row for each option, the most first."""
    order = sorted(numbers, key=lambda option: -Decimal(str(numbers[option])))
    width = max((len(str(number)) for number in numbers.values()), default=0)
    for option in order:
        yield f"  {numbers[option]!s:>{width}}  {option}{f'  ({words[option]})' if option in words else ''}"


def named(options: Sequence[str]) -> str:
    """Names, one after another."""
    return "; ".join(options)
