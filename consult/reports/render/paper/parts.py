"""What a report on paper is made of: plain values, every number already written out with its base, for typst and for Word alike."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """Words, and their language where that is not the report's own."""

    text: str
    lang: str = ""


@dataclass(frozen=True)
class Stretch:
    """Words of a difference: in both texts, taken out, or put in."""

    side: str
    text: str


@dataclass(frozen=True)
class Pair:
    """A label with what it names; a hash is set letter by letter."""

    label: str
    said: Said
    is_hash: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its first column names the rows, `numeric` columns at the end hold numbers, a bar is a part of 1."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    total: tuple[str, ...] = ()
    numeric: int = 0
    bars: tuple[float, ...] = ()


@dataclass(frozen=True)
class HeadFigure:
    """One of the five in front."""

    value: str
    label: str
    share: str  # with its base; empty for a whole
    note: str


@dataclass(frozen=True)
class Bar:
    """Contributions by stance: stretches for the eye, the same in words for everybody."""

    stretches: tuple[tuple[str, int], ...]
    words: str


@dataclass(frozen=True)
class Voice:
    """The words of one side, or that there are none."""

    side: str
    label: str
    said: Said | None
    by: str
    none: str


@dataclass(frozen=True)
class Proposal:
    """A proposal beside the draft."""

    head: str
    stretches: tuple[Stretch, ...]
    lang: str


@dataclass(frozen=True)
class Clause:
    """A clause with all that was said about it, or, in front, with a word of each side."""

    label: Said
    heading: Said
    count: str
    bar: Bar
    voices: tuple[Voice, ...]
    wording: Said = Said("")
    replies: str = ""
    proposals: tuple[Proposal, ...] = ()
    more: str = ""  # that there are further proposals
    numbers: str = ""


@dataclass(frozen=True)
class Poll:
    """A closed poll."""

    id: str
    title: Said
    description: Said
    line: Said  # the result in one sentence
    base: str  # who could take part, did and abstained
    notes: tuple[str, ...]
    votes: Table
    hashes: tuple[Pair, ...]


@dataclass(frozen=True)
class Post:
    """A shown contribution in the list of all."""

    head: str
    said: Said
    does: str  # what its proposal does with the clause
    wording: Said


@dataclass(frozen=True)
class Column:
    """A clause in the chart of the cover: how many support it, and how many oppose it."""

    label: str
    support: int
    oppose: int


@dataclass(frozen=True)
class Paper:
    """The whole report."""

    lang: str
    words: dict[str, str]
    title: Said
    institution: str
    practice: str
    question: Said
    cover: tuple[Column, ...]
    dates: tuple[Pair, ...]  # at the foot of the cover
    foot: str  # of each page
    figures: tuple[HeadFigure, ...]
    contested: tuple[Clause, ...]
    poll_lines: tuple[tuple[Said, str], ...]
    asked: tuple[Pair, ...]
    clauses: tuple[Clause, ...]
    clauses_intro: str
    polls: tuple[Poll, ...]
    received: tuple[Table, ...]
    moderation: tuple[Pair, ...]
    hidden: Table | None
    method: tuple[str, ...]
    limits: tuple[str, ...]
    record: tuple[Pair, ...]
    steps: tuple[str, ...]
    tables: tuple[Table, ...]
    posts: tuple[Post, ...]
    posts_elsewhere: str = ""  # where they are, when they are too many for a list on paper
    file_hash: str = field(default="")  # of that file
