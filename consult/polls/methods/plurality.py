"""Single choice: whoever has the most votes wins (plurality, first past the post); a tie is broken by the lot of the poll."""

from collections.abc import Mapping, Sequence

from consult.polls.methods.outcome import Outcome, Round, Tie

METHOD = "plurality"


def count(profile: Mapping[str | None, int], *, options: Sequence[str], lot: Sequence[str]) -> Outcome:
    """Count single choices.

    Args:
        profile: option, or None for an abstention, and how many ballots name it.
        options: all options, in the order in which they are listed.
        lot: all options in the order that breaks a tie; the first wins.

    Returns one round. Where nobody named any option, there is no winner, since a lot among options that nobody wants decides nothing.
    """
    tallies = {option: profile.get(option, 0) for option in options}
    most = max(tallies.values(), default=0)
    first = [option for option in lot if tallies[option] == most] if most else []
    return Outcome(
        method=METHOD,
        options=list(options),
        ballots=sum(profile.values()),
        abstained=profile.get(None, 0),
        winners=first[:1],
        rounds=[Round({option: str(number) for option, number in tallies.items()}, elected=first[:1])],
        ties=[Tie(first, broken_by="lot")] if len(first) > 1 else [],
    )
