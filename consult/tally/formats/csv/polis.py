"""Exports of Polis: answers to statements. Options go by the number of their comment.

`votes.csv` has a row for each time that somebody answered, so that a voter can have several for one comment: the latest counts.
Columns behind `vote`, such as `important`, are passed over.
`participants-votes.csv` has a row for each voter and a column for each comment. Agreeing is 1, disagreeing −1, passing 0.

Source: compdemocracy.org/export.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.csv.rows import rows_of
from consult.tally.formats.limits import bearable_size, expected, listed, none_again, shown, whole
from consult.tally.profile import AGREE, DISAGREE, PASS, Ballots, answered

VOTES: Final = ["timestamp", "datetime", "comment-id", "voter-id", "vote"]
MOST_STATEMENTS: Final = 5_000  # each is counted for itself, so that more can be borne than options of one vote
PARTICIPANT: Final = "participant"
NUMBER: Final = "n-votes"
EACH: Final = {"n-agree": AGREE, "n-disagree": DISAGREE}
ANSWERS: Final = {"1": AGREE, "-1": DISAGREE, "0": PASS}

Answers = Mapping[str, int]  # number of a comment → the answer


def is_header(header: Sequence[str]) -> bool:
    """Whether a table that begins so is an export of Polis."""
    return is_of_votes(header) or (header[0] == PARTICIPANT and NUMBER in header)


def is_of_votes(header: Sequence[str]) -> bool:
    """Whether each row is an answer."""
    return list(header[: len(VOTES)]) == VOTES


def read(lines: Iterable[str], wanted: tuple[Ballots, ...]) -> BallotFile:
    """The answers of each voter.

    Raises:
        BadInput: the table is none of the two, or a row is wrong.
    """
    rows = rows_of(lines)
    line, header = next(rows, (1, [""]))
    if not is_header(header):
        headers = f"{','.join(VOTES)} / {PARTICIPANT},…"
        raise BadInput("tally.header", field="file", line=line, given=shown(",".join(header)), headers=headers)
    return file_of(header, rows)


def file_of(header: Sequence[str], rows: Iterator[tuple[int, list[str]]]) -> BallotFile:
    """The answers of a table whose header has been read; `rows` come with their lines.

    Raises:
        BadInput: a row is wrong.
    """
    complete = _of_width(rows, len(header))
    if is_of_votes(header):
        return _file_of(_latest(complete), comments=None)
    return _file_of(_matrix(header, complete), comments=[name for name in header if _is_number(name)])


def _of_width(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, list[str]]]:
    for line, row in rows:
        if len(row) != width:
            raise BadInput("tally.cells", field="file", line=line, found=len(row), wanted=width)
        yield line, row


def _latest(rows: Iterator[tuple[int, list[str]]]) -> Iterator[Answers]:
    """The answers of each voter, of those to one comment the latest: by time, and of the same time the one further down."""
    voters: dict[str, dict[str, tuple[int, int]]] = {}
    for line, (time, _, comment, voter, vote, *_further) in rows:
        for number in (time, comment, voter):
            if not _is_number(number):
                raise expected("0 …", number, line=line)
        answers = voters.setdefault(voter, {})
        given = int(time), _answer(vote, line)
        if comment not in answers or answers[comment][0] <= given[0]:
            answers[comment] = given
    for answers in voters.values():
        yield {comment: answer for comment, (_, answer) in answers.items()}


def _matrix(header: Sequence[str], rows: Iterator[tuple[int, list[str]]]) -> Iterator[Answers]:
    """The answers of each row. How many they are stands beside them, so that a row that was cut off is noticed.

    Raises:
        BadInput: they are not as many, or somebody has a second row.
    """
    told = header.index(NUMBER)
    comments = [(place, name) for place, name in enumerate(header) if _is_number(name)]
    parts = [(header.index(name), name, answer) for name, answer in EACH.items() if name in header]
    known: set[str] = set()
    for line, row in rows:
        answers = {name: _answer(row[place], line) for place, name in comments if row[place]}
        if row[told] != str(len(answers)):
            raise expected(f"{NUMBER} {len(answers)}", row[told], line=line)
        for place, name, answer in parts:
            found = sum(given == answer for given in answers.values())
            if row[place] != str(found):
                raise expected(f"{name} {found}", row[place], line=line)
        none_again(row[header.index(PARTICIPANT)], known, line=line)
        yield answers


def _answer(text: str, line: int) -> int:
    if text not in ANSWERS:
        raise expected(" | ".join(ANSWERS), text, line=line)
    return ANSWERS[text]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 20


def _file_of(voters: Iterator[Answers], *, comments: Sequence[str] | None) -> BallotFile:
    """The file of these ballots; of all comments that somebody answered, unless the file lists them."""
    ballots = Counter(tuple(sorted(answers.items())) for answers in voters)
    names = {comment for ballot in ballots for comment, _ in ballot} if comments is None else comments
    options = listed(sorted(names, key=lambda name: (int(name), name)), line_of=lambda _: 1, most=MOST_STATEMENTS)
    bearable_size(rows=len(ballots), options=len(options))
    at = {name: position for position, name in enumerate(options)}
    profile = answered(options, (({at[name]: answer for name, answer in ballot}, number) for ballot, number in ballots.items()))
    return BallotFile(whole(profile, line=1), lot=options)
