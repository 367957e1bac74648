"""Pabulib's `.pb`: a budget, projects with their costs, and votes for them.

Source: pabulib.org/format. Approvals (`approval`, `choose-1`) are choices. Points (`cumulative`, `scoring`) are points, and so is a ranking
(`ordinal`): its own where the file gives points, else by Borda's count, in which the first of `max_length` places has `max_length` points.
An approval that names a project twice
counts once for it, and is told; points and places of a project that is named twice would contradict each other, and are refused.
Options go by `project_id`. A file that is cut off is noticed by what it says of itself: `num_projects` and `num_votes`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.limits import (
    MOST_POINTS,
    bearable_size,
    expected,
    listed,
    money_in,
    name_in,
    none_again,
    none_twice,
    points_in,
    shown,
    title_of,
    whole,
)
from consult.tally.formats.lines import Lines
from consult.tally.formats.pabulib.sections import PROJECTS, VOTES, Said, Sections
from consult.tally.profile import Ballots, Profile, chosen, ranked, scored, support, supporters
from consult.text.normal_form import composed

APPROVAL: Final = "approval"
ONE: Final = "choose-1"
ORDINAL: Final = "ordinal"
TYPES: Final = (APPROVAL, ONE, "cumulative", "scoring", ORDINAL)
BORDA: Final = "borda"
COMMA: Final = re.compile("[0-9]+,[0-9]{1,2}")


@dataclass(frozen=True)
class Projects:
    """What the file says of projects, in its order. `votes`: the votes that it says they have, where it does."""

    costs: Mapping[str, Fraction]
    votes: Mapping[str, str]
    at: Mapping[str, int]


@dataclass(frozen=True)
class Group:
    """Votes that are written alike: on which line the first stands, what they say, and how many there are."""

    line: int
    vote: tuple[str, ...]
    points: tuple[str, ...]
    voters: int


def read_pabulib(lines: Iterable[str], wanted: tuple[Ballots, ...]) -> BallotFile:
    """The ballots of a file, with costs and budget. A ranking is read as one where rankings are wanted.

    Raises:
        BadInput: something in it is wrong, or there is less than it says.
    """
    source = Lines(lines)
    sections = Sections(source)
    meta = sections.meta()
    sections.open(PROJECTS)
    projects = _projects(sections)
    _agree(meta, "num_projects", len(projects.costs))
    sections.open(VOTES)
    groups = _groups(sections)
    _agree(meta, "num_votes", sum(group.voters for group in groups))
    if sections.ahead:
        raise expected("voter_id;vote", ";".join(sections.ahead[1]), line=sections.ahead[0])
    type_ = _needed(meta, "vote_type")
    repeats = sum(group.voters for group in groups if type_.value == APPROVAL and len(set(group.vote)) < len(group.vote))
    if repeats:
        groups = [replace(group, vote=tuple(dict.fromkeys(group.vote))) for group in groups]
    bearable_size(rows=len(groups), options=len(projects.costs))
    profile = whole(_profile(groups, projects, meta, wanted), line=source.number)
    if not source.is_ended:
        _not_cut(profile, projects, source.number)
    lot = profile.options
    return BallotFile(
        profile,
        lot,
        costs=projects.costs,
        budget=_budget(meta),
        title=title_of(meta["description"].value) if "description" in meta else "",
        notes={"tally.repeats": repeats} if repeats else {},
    )


def _needed(meta: Mapping[str, Said], key: str) -> Said:
    if key not in meta:
        raise expected(f"{key};…", "", line=max((said.line for said in meta.values()), default=1))
    return meta[key]


def _agree(meta: Mapping[str, Said], key: str, found: int) -> None:
    """Check how many there are.

    Raises:
        BadInput: it is not what the file says; or it does not say.
    """
    said = _needed(meta, key)
    if said.value != str(found):
        raise expected(f"{key};{found}", f"{key};{said.value}", line=said.line)


def _budget(meta: Mapping[str, Said]) -> Fraction | None:
    said = meta.get("budget")
    if said and not _money(said.value, said.line):
        raise expected("123456.78", said.value, line=said.line)
    return _money(said.value, said.line) if said else None


def _money(text: str, line: int) -> Fraction:
    """An amount, with a point before its decimals, or a comma before one or two: 1,000 can be read in two ways."""
    amount = money_in(text.replace(",", ".") if COMMA.fullmatch(text) else text)
    if amount is None:
        raise expected("123456.78", text, line=line)
    return amount


def _projects(sections: Sections) -> Projects:
    header, rows = sections.table("project_id", "cost")
    names, lines, costs, votes = [], [], [], []
    for line, row in rows:
        name = name_in(header.cell(row, "project_id"), line=line)
        if "," in name:
            raise expected("project_id", name, line=line)  # votes for it could not be told apart
        names.append(name)
        lines.append(line)
        costs.append(_money(header.cell(row, "cost"), line))
        votes.append(header.cell(row, "votes"))
    options = listed(names, line_of=lines.__getitem__)
    return Projects(
        costs=dict(zip(options, costs, strict=True)),
        votes=dict(zip(options, votes, strict=True)) if "votes" in header.columns else {},
        at={option: position for position, option in enumerate(options)},
    )


def _groups(sections: Sections) -> list[Group]:
    header, rows = sections.table("voter_id", "vote")
    first: dict[tuple[str, str], int] = {}
    voters: dict[tuple[str, str], int] = {}
    known: set[str] = set()
    for line, row in rows:
        written = (header.cell(row, "vote"), header.cell(row, "points"))
        none_again(header.cell(row, "voter_id"), known, line=line)
        first.setdefault(written, line)
        voters[written] = voters.get(written, 0) + 1
    return [Group(line, _split(written[0]), _split(written[1]), voters[written]) for written, line in first.items()]


def _split(text: str) -> tuple[str, ...]:
    return tuple(composed(part.strip()) for part in text.split(",")) if text else ()


def _profile(groups: Sequence[Group], projects: Projects, meta: Mapping[str, Said], wanted: tuple[Ballots, ...]) -> Profile:
    said, options = _needed(meta, "vote_type"), list(projects.costs)
    if said.value not in TYPES:
        raise expected(" | ".join(TYPES), said.value, line=said.line)
    votes = [_positions(group, projects) for group in groups]
    voters = [group.voters for group in groups]
    if said.value in {APPROVAL, ONE}:
        _one_each(groups, at_most=1 if said.value == ONE else len(options))
        return chosen(options, zip(votes, voters, strict=True))
    if said.value == ORDINAL and Ballots.RANKED in wanted:
        return ranked(options, ((tuple((position,) for position in vote), number) for vote, number in zip(votes, voters, strict=True)))
    points = _borda(groups, meta, len(options)) if said.value == ORDINAL and _unsaid(groups) else [_points(group) for group in groups]
    default = _default(meta)
    start = dict.fromkeys(range(len(options)), default) if default else {}
    return scored(
        options,
        ((start | dict(zip(vote, given, strict=True)), number) for vote, given, number in zip(votes, points, voters, strict=True)),
    )


def _positions(group: Group, projects: Projects) -> list[int]:
    none_twice(group.vote, line=group.line)
    for name in group.vote:
        if name not in projects.at:
            raise BadInput("tally.unknown_option", field="file", line=group.line, name=shown(name))
    return [projects.at[name] for name in group.vote]


def _one_each(groups: Sequence[Group], *, at_most: int) -> None:
    for group in groups:
        if len(group.vote) > at_most:
            raise expected(group.vote[0], ",".join(group.vote), line=group.line)


def _unsaid(groups: Sequence[Group]) -> bool:
    return not any(group.points for group in groups)


def _points(group: Group) -> list[int]:
    """The points of a vote, as many as it names projects. Programs that write them as decimal numbers write 2.0 for 2."""
    if len(group.points) != len(group.vote):
        raise expected(",".join(["1"] * len(group.vote)), ",".join(group.points), line=group.line)
    return [points_in(text.removesuffix(".0"), line=group.line) for text in group.points]


def _borda(groups: Sequence[Group], meta: Mapping[str, Said], options: int) -> list[list[int]]:
    """Points by place."""
    by = meta.get("scoring_fn")
    if by and by.value.lower() != BORDA:
        raise expected("scoring_fn;Borda", by.value, line=by.line)
    places = min(_number(meta, "max_length", options), options)
    for group in groups:
        if len(group.vote) > places:
            raise expected(f"max_length;{places}", ",".join(group.vote), line=group.line)
    return [[places - place for place in range(len(group.vote))] for group in groups]


def _default(meta: Mapping[str, Said]) -> int:
    """What a project is given that a vote does not name."""
    said = meta.get("default_score")
    return points_in(said.value.removesuffix(".0"), line=said.line) if said else 0


def _number(meta: Mapping[str, Said], key: str, otherwise: int) -> int:
    said = meta.get(key)
    if said is None:
        return otherwise
    number = points_in(said.value, line=said.line)
    if not number:
        raise expected(f"1 … {MOST_POINTS}", said.value, line=said.line)
    return number


def _not_cut(profile: Profile, projects: Projects, line: int) -> None:
    """Check a file whose last line has no end, so that its last vote may be half a one: do projects have the votes that it says?

    Raises:
        BadInput: they have not, or it does not say.
    """
    told = list(projects.votes.values())
    if told not in ([str(number) for number in counted(profile).values()] for counted in (supporters, support)):
        raise BadInput("tally.cut", field="file", line=line, name="VOTES")
