"""ABIF, the Aggregated Ballot Information Format of electorama (grammar 0.31, and its draft of ballot lines).

    # a comment
    {title: "…"}         metadata; `title` is taken, and `ballotcount` compared with what is there
    {max_rating: 1}      points are approvals, where those are wanted
    =DGM:[Doña García]   a token and its name; options go by their tokens
    27:DGM>SBJ=AM        how many voters, and a ranking; `,` is `=` here
    5:DGM/5,SBJ/2        points; read as a ranking, between > they have to fall, and between = they are equal
    27 * DGM>SBJ         the same as 27:DGM>SBJ
    3:                   an abstention

Where the file lists options, a line of votes names no others. Where it lists none, they are those that occur, by name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.abif.line import Candidate, Said, Votes, line_in
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.limits import bearable_size, expected, listed, none_twice, shown, title_of, whole
from consult.tally.formats.lines import Lines
from consult.tally.profile import Ballots, Profile, chosen, ranked, scored

Ballot = tuple[Said, ...]
Read = tuple[int, int]  # how many voters, and the line on which the ballot stands first

ORDER: Final = ">"


def read_abif(lines: Iterable[str], wanted: tuple[Ballots, ...]) -> BallotFile:
    """The ballots of an ABIF file: points where they are wanted and each option has some, approvals where nothing is ranked, else rankings.

    Raises:
        BadInput: a line is none of these, or names an option that is not listed.
    """
    file = Abif()
    source = Lines(lines)
    for text in source:
        file.take(text, line=source.number)
    if not source.is_ended:
        not_cut(file, line=source.number)
    promised(file, sum(voters for voters, _line in file.votes.values()))
    counts, at = file.ballots()
    options = listed(list(file.names) or sorted({said.key for ballot in counts for said in ballot}), line_of=lambda _position: 1)
    bearable_size(rows=len(counts), options=len(options))
    title = file.metadata.get("title")
    return BallotFile(
        whole(profile_of(counts, at, options, wanted, are_approvals=file.metadata.get("max_rating") == 1), line=max(source.number, 1)),
        lot=options,
        title=title_of(title) if isinstance(title, str) else "",
        notes={} if source.is_ended else {"tally.unended": file.latest},
    )


class Abif:
    """What a file says, line by line: `votes` are distinct ballots with how many cast each, and the line on which it stands first."""

    def __init__(self) -> None:
        self.metadata: dict[str, object] = {}
        self.told: dict[str, int] = {}  # the line on which each of them stands
        self.names: dict[str, str] = {}
        self.long: set[str] = set()
        self.votes: dict[Ballot, Read] = {}
        self.latest = 0  # how many voters the latest line of votes has
        self.latest_names: set[str] = set()
        self.before: set[str] = set()  # what the lines of votes before it name

    def take(self, text: str, *, line: int) -> None:
        """Keep what a line says.

        Raises:
            BadInput: it is none of ABIF, or says something twice.
        """
        found = line_in(text, line=line)
        if isinstance(found, Candidate):
            if found.token in self.names:
                raise BadInput("tally.option_twice", field="file", line=line, name=shown(found.token))
            if found.name in self.long:
                raise BadInput("tally.option_twice", field="file", line=line, name=shown(found.name))
            self.names[found.token] = found.name
            self.long |= {found.name} - {""}
        elif isinstance(found, Votes):
            none_twice((said.key for said in found.said), line=line)
            voters, first = self.votes.get(found.said, (0, line))
            self.votes[found.said] = voters + found.voters, first
            self.before |= self.latest_names
            self.latest_names = {said.key for said in found.said}
            self.latest = found.voters
        elif found:
            self.metadata |= found
            self.told |= dict.fromkeys(found, line)

    def ballots(self) -> tuple[Mapping[Ballot, int], Mapping[Ballot, int]]:
        """The ballots by tokens: how many cast each, and where it stands."""
        counts: Counter[Ballot] = Counter()
        lines: dict[Ballot, int] = {}
        tokens = {name: token for token, name in self.names.items()}
        for ballot, (voters, line) in self.votes.items():
            by_token = called(ballot, self.names, tokens, line=line)
            counts[by_token] += voters
            lines.setdefault(by_token, line)
        return counts, lines


def not_cut(file: Abif, *, line: int) -> None:
    """Check the last line, which has no end: a file that lists no options, and was cut off there, may end with half a name.

    Raises:
        BadInput: a name of it stands nowhere else.
    """
    alone = file.latest_names - file.before
    if alone and not file.names:
        raise BadInput("tally.cut", field="file", line=line, name=shown(min(alone)))


def promised(file: Abif, found: int) -> None:
    """Compare the number of ballots with what the file says of itself, where it does.

    Raises:
        BadInput: it is another one; part of the file is missing.
    """
    said = file.metadata.get("ballotcount")
    if said is not None and str(said) != str(found):
        raise BadInput("tally.promised", field="file", line=file.told["ballotcount"], promised=shown(said), found=found)


def called(ballot: Ballot, names: Mapping[str, str], tokens: Mapping[str, str], *, line: int) -> Ballot:
    """A ballot that calls options by their tokens, where it has their names.

    Raises:
        BadInput: it names one that is not listed.
    """
    found = []
    for said in ballot:
        key = said.key if said.key in names or not names else tokens.get(said.key)
        if key is None:
            raise BadInput("tally.unknown_option", field="file", line=line, name=shown(said.key))
        found.append(Said(key, said.points, said.then))
    none_twice((said.key for said in found), line=line)
    return tuple(found)


def profile_of(
    counts: Mapping[Ballot, int], lines: Mapping[Ballot, int], options: Sequence[str], wanted: tuple[Ballots, ...], *, are_approvals: bool
) -> Profile:
    """The profile: of the first kind that is wanted and that all ballots can be, else of rankings.

    Args:
        counts: how many voters cast each ballot.
        lines: on which line each stands.
        options: their tokens.
        wanted: the kinds that the method counts.
        are_approvals: whether the greatest number of points is 1, by what the file says.
    """
    at = {option: position for position, option in enumerate(options)}
    for ballot in counts:
        all_or_none(ballot, line=lines[ballot])
    said = [ballot for ballot in counts if ballot]
    if are_approvals and wanted[0] is Ballots.CHOSEN and all(choice.points in {0, 1} for ballot in said for choice in ballot):
        return chosen(options, (([at[each.key] for each in ballot if each.points], n) for ballot, n in counts.items()))
    if Ballots.SCORED in wanted and all(choice.points is not None for ballot in said for choice in ballot):
        return scored(options, (({at[each.key]: each.points or 0 for each in ballot}, n) for ballot, n in counts.items()))
    if wanted[0] is Ballots.CHOSEN and all(is_choice(ballot) for ballot in said):
        return chosen(options, (([at[each.key] for each in ballot], n) for ballot, n in counts.items()))
    for ballot in counts:
        consistent(ballot, line=lines[ballot])
    return ranked(options, ((tuple(tuple(at[key] for key in tier) for tier in tiers(ballot)), n) for ballot, n in counts.items()))


def is_choice(ballot: Ballot) -> bool:
    """Whether it says of some options that they are equal, and no more."""
    return all(said.points is None and said.then != ORDER for said in ballot)


def all_or_none(ballot: Ballot, *, line: int) -> None:
    """Check that each option has points, or none has.

    Raises:
        BadInput: some have, and others have not.
    """
    points = [said.points for said in ballot]
    if None in points and any(each is not None for each in points):
        raise expected("A/5,B/3", f"{ballot[points.index(None)].key}", line=line)


def consistent(ballot: Ballot, *, line: int) -> None:
    """Check points against the signs between them, where both say who stands above whom.

    Raises:
        BadInput: A>B, and B has as many points.
    """
    for said, following in pairwise(ballot):
        if said.points is None or following.points is None or said.then == ",":
            continue
        if (said.points <= following.points) if said.then == ORDER else said.points != following.points:
            raise expected("A/5>B/3=C/3", f"{said.key}/{said.points}{said.then}{following.key}/{following.points}", line=line)


def tiers(ballot: Ballot) -> list[list[str]]:
    """The ranking of a ballot: by its points where it has any, else by its signs."""
    if ballot and ballot[0].points is not None:
        by_points = sorted(ballot, key=lambda said: -(said.points or 0))
        return [[said.key for said in tier] for _points, tier in groupby(by_points, key=lambda said: said.points)]
    found: list[list[str]] = [[]] if ballot else []
    for said in ballot:
        found[-1].append(said.key)
        if said.then == ORDER:
            found.append([])
    return found
