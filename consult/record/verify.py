"""Checks a bundle of open data, with Python 3.11 or newer and nothing else:

    python verify.py BUNDLE.zip [--head HASH] [--edition HASH] [--receipt CODE]

It counts every poll and every figure of every edition again, but for those that it names as resting on the institution's word, and
holds each row against the record: a chain of entries, each of which holds the hash of the one before. Whoever changes a row has to
change the chain, and with it its head, which is printed on reports and pages: `--head` says whether the printed one stands in it,
and `--edition` whether one of its editions has the printed hash of data. What came after that only agrees with itself.
`--receipt` says whether the vote under a receipt code was counted.

Exit status: 0 all of it holds; 1 something does not, and is named; 2 the file is no bundle that could be read.
"""

import argparse
import csv
import io
import json
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from hashlib import sha256
from itertools import permutations, product, takewhile
from math import ceil
from pathlib import Path
from typing import Any, Final, NamedTuple

Row = dict[str, Any]
Score = Callable[[str], Fraction | int]  # the more, the earlier an option goes

MOST_FILES: Final = 2_000
MOST_BYTES: Final = 2**30  # unpacked, all files together
MOST_RATIO: Final = 300  # of bytes unpacked to packed, where there are many
SMALL: Final = 2**20  # bytes; below that no ratio is looked at
MOST_NAMED: Final = 20  # things that do not fit
END_OF_ZIP: Final = b"PK\x05\x06"  # begins the last 22 bytes of a zip file without a comment
FIXED: Final = frozenset(
    {"README.txt", "attachments.csv", "chain.jsonl", "datapackage.json", "decisions.csv", "manifest.json", "polls.json", "posts.csv"}
    | {"verify.py"}
)
NUMBERED: Final = re.compile(r"(?:edition-[1-9][0-9]*|revision-[1-9][0-9]*)\.json|ballots-[0-9a-f-]{36}\.csv")
HASH: Final = re.compile(r"[0-9a-f]{64}")
CODE: Final = re.compile(r"[0-9a-f]{32}")
BETWEEN: Final = re.compile(r"[\s\u200b-]+")  # blanks, line ends, hyphens, and places where a line may end
FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")  # of cells guarded in front alone
SEPARATORS: Final = ";|\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # behind which a cell may begin for a program that does not split at commas
BLANK: Final = rf'(?:[^\S{SEPARATORS}]|["\ufeff])*'  # what may stand before a formula
STARTS: Final = "=+\\-@＝＋－＠\t\r'"
GUARDED: Final = re.compile(rf"\A(?={BLANK}[{STARTS}\n])|(?<=[{SEPARATORS}])(?={BLANK}[{STARTS}])")
GUARD: Final = re.compile(rf"(\A|[{SEPARATORS}])'")
NOTHING_BEFORE: Final = "0" * 64
STATUSES: Final = ("shown", "held", "hidden", "withdrawn", "erased")
STANCES: Final = ("support", "oppose", "mixed", "neutral")
WITH_WORDING: Final = ("replace", "insert_after")
LABELS: Final = ("sha256", "kind", "stance", "operation", "clause", "revision", "quote", "reply_to", "channel")
POSTS: Final = (
    *("number", "post", "version", "thread", "clause", "clause_label", "revision", "reply_to", "kind", "stance", "operation", "office"),
    *("channel", "received_at", "text", "wording", "quote", "salt", "sha256"),
)
SHOWN: Final = ("number", "clause", "kind", "stance", "operation", "office", "revision", "language", "supported")  # of a post in an edition
COUNTING: Final = (1, 2)  # rules by which editions count people: of those up to 0.7, and since
LANGUAGES: Final = ("en", "id")  # in which every edition says its figures
ON_NONE: Final = {  # what is called that stands on no clause of the draft; every name that it ever had
    "en": frozenset({"The draft as a whole", "The draft as a whole, and clauses that are gone"}),
    "id": frozenset({"Rancangan secara keseluruhan", "Rancangan secara keseluruhan, dan ketentuan yang sudah tidak ada"}),
}
ITS_WORD: Final = (  # of a summary: what the record holds as a digest together with what is nobody else's business
    *("title", "institution", "question", "summary", "legal_basis", "announcement", "document", "phase", "moderation", "practice"),
    *("opens_at", "closes_at", "text_language", "rules"),
)
ITS_WORD_SINCE: Final = ("unanswered", "answered_reason")  # … and of those that count by the second rule
ON_ITS_WORD: Final = (
    "on the institution's word alone rest, of polls: how many could vote, that each ballot is one of theirs, and when a poll opened and "
    "closed; with which contribution a file came; in an edition: how many people took part (though nobody for what is said by office), "
    "what came in one submission, the channel of what is not shown, who supports what (though not more in all than the record knows), the "
    "language of words, and title, texts, institution, announcement, stage, mode of moderation, opening, closing, how many questions were "
    "left open and why, and the names of house rules"
)
ITEMS: Final = frozenset({"huruf", "angka", "point", "item", "subparagraph", "nummer"})
BRACKETED: Final = frozenset({"ayat", "absatz"})
HANGING: Final = ITEMS | BRACKETED | {"paragraph", "subsection", "clause"}  # parts of a clause whose number stands beside their words
DECISIONS: Final = ("id", "version", "action", "rule", "rule_number", "sha256", "reverses", "decided_at")
ATTACHMENTS: Final = ("attachment", "post", "media_type", "size", "salt", "sha256", "submission")
BALLOTS: Final = ("commitment", "ballot")
TABLES: Final = {"posts.csv": POSTS, "attachments.csv": ATTACHMENTS, "decisions.csv": DECISIONS, "ballots": BALLOTS}
WHOLE: Final = frozenset({"number", "revision", "rule_number", "size"})  # columns of whole numbers
RECOMPUTABLE_FROM: Final = 10  # ballots; of fewer the totals alone are published
VOTE: Final = 10**5  # a vote, in hundred-thousandths: SSI 2007/42, rule 48, counts with five decimals and cuts off the rest
BEST_MARK: Final = 5
TEN_THOUSANDTH: Final = 10_000  # of a share, by which shares of large amounts are raised
MOST_RAISES: Final = 100_000
ANSWERS: Final = ("agree", "disagree", "pass")
LONG_WAIT: Final = timedelta(days=1)
TICK: Final = timedelta(microseconds=1)
UNREADABLE: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError, csv.Error)  # of a strange shape


class NoBundle(Exception):
    """The file cannot be read as a bundle."""


@dataclass
class Findings:
    """What was found: lines that say what holds, and what does not."""

    held: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what to know beside, whether all of it holds or not
    entries: int = 0  # of the record
    fixed: int = 0  # so many of them, from the first, are fixed by what was printed

    def holds(self, what: str) -> None:
        """Note what was checked."""
        self.held.append(what)

    def fault(self, what: str, how: str) -> None:
        """Note what does not fit."""
        self.faults.append(f"{what}: {how}")


# ---- Reading the file, whoever made it


class Bundle:
    """The files of a bundle, none of which is unpacked before its size is known."""

    def __init__(self, path: str) -> None:
        try:
            self.zip = zipfile.ZipFile(path)
            infos = self.zip.infolist()
        except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile, RuntimeError) as error:
            raise NoBundle(f"{path} cannot be read as a zip file: {error}") from error
        names = [info.filename for info in infos]
        if len(names) > MOST_FILES:
            raise NoBundle(f"it holds {len(names)} files; at most {MOST_FILES} are read")
        for name, times in Counter(names).items():
            if times > 1:
                raise NoBundle(f"it holds {name!r} twice")
            if not (name in FIXED or NUMBERED.fullmatch(name)):
                raise NoBundle(f"it holds {name!r}, which belongs in no bundle")
        for info in infos:
            if info.flag_bits & 1 or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise NoBundle(f"{info.filename} is encrypted, or packed in another way than a bundle's")
            if info.file_size > max(SMALL, MOST_RATIO * info.compress_size):
                raise NoBundle(
                    f"{info.filename} would unpack to {info.file_size} bytes from {info.compress_size}, which nothing honest does"
                )
        if min((info.header_offset for info in infos), default=0) or not ends_with_its_directory(path):
            raise NoBundle("it holds more than one zip file: something stands before its first entry, or after its directory")
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise NoBundle(f"it would unpack to more than {MOST_BYTES} bytes")
        self.names = frozenset(names)

    def read(self, name: str) -> bytes:
        """The bytes of a file: not more than it says that it has."""
        if name not in self.names:
            raise ValueError("it is missing")
        try:
            return self.zip.read(name)
        except (OSError, ValueError, KeyError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
            raise NoBundle(f"{name} is damaged: {error}") from error

    def json(self, name: str) -> Any:
        """The value of a JSON file."""
        return from_json(self.read(name))

    def rows(self, name: str, columns: Sequence[str]) -> Iterator[Row]:
        """The rows of a CSV file, cell by cell as they were before they were made safe for spreadsheets.

        Where its first cell is quoted, all are, and guarded wherever a cell may begin; before 0.8, none was quoted without need, and
        a guard stood before a whole cell alone.
        """
        text = self.read(name).decode("utf-8-sig")
        form = GUARDED_EVERYWHERE if text.startswith('"') else GUARDED_IN_FRONT
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        if next(reader, None) != list(columns):
            raise ValueError(f"its columns are not {', '.join(columns)}")
        for row in reader:
            if strange := next((cell for cell in row if form.guarded(form.unsafe(cell)) != cell), None):
                raise ValueError(
                    f"a cell says {strange[:40]!r}, as none is written: a program could run it, or its apostrophe guards nothing"
                )
            yield {column: form.unsafe(cell) for column, cell in zip(columns, row, strict=True)}


def ends_with_its_directory(path: str) -> bool:
    """Whether nothing stands after the end of the zip file's directory, not even a comment."""
    with Path(path).open("rb") as file:
        file.seek(-len(END_OF_ZIP) - 18, io.SEEK_END)
        return file.read(len(END_OF_ZIP)) == END_OF_ZIP


def from_json(data: bytes) -> Any:
    """JSON, in which no name stands twice and no number is none."""
    return json.loads(data.decode(), object_pairs_hook=once_each, parse_constant=no_number)


def once_each(pairs: list[tuple[str, Any]]) -> Row:
    """The pairs of an object."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands in it twice")
    return dict(pairs)


def no_number(text: str) -> None:
    """Refuse Infinity and NaN."""
    raise ValueError(f"{text} is no number")


class Form(NamedTuple):
    """How cells are written so that spreadsheets run none: `guarded` gives a cell that says this, `unsafe` what a cell says."""

    guarded: Callable[[str], str]
    unsafe: Callable[[str], str]


GUARDED_IN_FRONT: Final = Form(lambda text: f"'{text}" if text.startswith(FORMULA_STARTS) else text, lambda cell: cell.removeprefix("'"))
GUARDED_EVERYWHERE: Final = Form(lambda text: GUARDED.sub("'", text), lambda cell: GUARD.sub(r"\1", cell))


def canonical(value: object) -> bytes:
    """The bytes that are hashed: UTF-8 of JSON with sorted keys and no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(value: object) -> str:
    """Hexadecimal SHA-256 of the canonical bytes."""
    return sha256(canonical(value)).hexdigest()


def whole(text: str) -> int:
    """A whole number, written as numbers are."""
    if str(int(text)) != text:
        raise ValueError(f"{text[:40]!r} is not how a number is written")
    return int(text)


# ---- The chain, and what it says


@dataclass
class Version:
    """What the record says of a version of a post when it was received."""

    id: str
    post: str
    digest: str
    at: str
    thread: str
    office: str
    text: int | None  # length of its text where a wording follows it; older entries do not tell


@dataclass
class Said:
    """What the entries say up to some point, the last word on each subject."""

    length: int = 0
    head: str = NOTHING_BEFORE
    heads: dict[str, int] = field(default_factory=dict)  # hash of each entry → its number
    digests: dict[str, str] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    of_post: dict[str, list[str]] = field(default_factory=dict)  # post → its versions, the earliest first
    statuses: dict[str, str] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    attachments: dict[str, str] = field(default_factory=dict)  # file that came with posts → status
    numbers: dict[str, int] = field(default_factory=dict)
    decisions: dict[str, Row] = field(default_factory=dict)  # decision → its facts, with `waited` where the version had waited until then
    published: list[tuple[str, str]] = field(default_factory=list)  # revision and digest
    opened: dict[str, Row] = field(default_factory=dict)  # poll → facts
    closed: dict[str, Row] = field(default_factory=dict)
    editions: dict[str, Row] = field(default_factory=dict)
    frozen: dict[str, int] = field(default_factory=dict)  # hash of an edition's data → how many entries it fixes
    flagged: int = 0
    supports: int = 0  # given and not taken back
    answered: Counter[str] = field(default_factory=Counter)  # how flags were answered

    def deciding(self, post: str) -> str:
        """The version of a post that says what it counts as: the shown one, else the latest."""
        versions = self.of_post[post]
        return next((version for version in versions if self.statuses[version] == "shown"), versions[-1])


def walk(bundle: Bundle, name: str, found: Findings, at_edition: Callable[[Row, Said], None]) -> Said:
    """Go through the chain from its first entry; `at_edition` is called with what was said before each edition was frozen."""
    said = Said()
    lines = bundle.read("chain.jsonl").split(b"\n")
    if lines.pop() != b"":
        found.fault("chain.jsonl", "is cut: its last line has no end")
    for line in lines:
        entry, what = from_json(line), f"chain.jsonl, entry {said.length + 1}"
        if entry["chain"] != name:
            found.fault(what, f"belongs to another chain, {entry['chain']!r}")
            break
        if entry["number"] != said.length + 1:
            found.fault(what, f"is not there; entry {entry['number']} stands in its place")
            break
        if entry["previous"] != said.head:
            found.fault(what, "does not hold the hash of the entry before: that one, or this, was changed")
            break
        if entry["action"] == "edition.frozen":
            at_edition(entry, said)
        take_down(entry, said)
        said.length, said.head = entry["number"], sha256(line).hexdigest()
        said.heads[said.head] = said.length
    return said


def take_down(entry: Row, said: Said) -> None:
    """Keep what an entry says."""
    action, subject, facts = entry["action"], entry["subject"], entry["facts"]
    if entry["digest"]:
        said.digests[subject] = entry["digest"]
    if action in {"post.received", "post.edited"}:
        version = Version(subject, facts["post"], entry["digest"], entry["at"], facts["thread"], facts.get("office", ""), facts.get("text"))
        said.versions[subject] = version
        said.of_post.setdefault(version.post, []).append(subject)
    if action == "post.decided":
        said.decisions[subject] = {**facts, "waiting": [id_ for id_ in facts["statuses"] if said.statuses.get(id_) == "held"]}
    said.statuses.update(facts.get("statuses", {}))
    said.attachments.update(facts.get("attachments", {}))
    if "rule" in facts:
        said.rules.update(dict.fromkeys(facts.get("statuses", {}), facts["rule"]))
    if facts.get("post") and facts.get("number"):
        said.numbers[facts["post"]] = facts["number"]
    if action == "revision.published":
        said.published.append((subject, entry["digest"]))
    if action == "edition.frozen":
        said.frozen[entry["digest"]] = said.length
    kept = {"poll.opened": said.opened, "poll.closed": said.closed, "edition.frozen": said.editions}.get(action)
    if kept is not None:
        kept[subject] = facts
    said.flagged += action == "post.flagged"
    said.supports += (action == "support.given") - (action == "support.withdrawn")
    became = {"hide": "hidden"}.get(facts.get("verdict"), "stood" if action == "post.kept" else "settled")
    said.answered[became] += len(facts.get("flags", ()))


# ---- Posts and decisions


def check_posts(bundle: Bundle, said: Said, labels: Mapping[str, str], found: Findings) -> None:
    """Every shown post once, in the order of their numbers, with the words that were received."""
    due = {version for version, status in said.statuses.items() if status == "shown"}
    last = n = untold = 0
    for n, row in enumerate(bundle.rows("posts.csv", POSTS), start=1):
        what = f"posts.csv, row {n} (contribution {row['number']})"
        version = said.versions.get(row["version"])
        if version is None or row["version"] not in due:
            shown = version is not None and said.statuses[version.id] == "shown"
            found.fault(what, "stands there twice" if shown else "is not shown, or not of this consultation, as the record says")
            continue
        due.discard(version.id)
        if whole(row["number"]) <= last:
            found.fault(what, "does not stand in its place: rows are in the order of their numbers")
        last = whole(row["number"])
        for how in wrong_in(row, version, said, labels):
            found.fault(what, how)
        untold += bool(row["wording"]) and version.text is None
    for id_ in sorted(due, key=lambda id_: said.numbers.get(said.versions[id_].post, 0)):
        found.fault("posts.csv", f"contribution {said.numbers.get(said.versions[id_].post)} is missing")
    found.holds(f"{n} shown contributions: words, labels and numbers are those that were received")
    if untold:
        found.holds(f"of {untold} of them the record is too old to tell where the text ends and the proposed wording begins")


def wrong_in(row: Row, version: Version, said: Said, labels: Mapping[str, str]) -> Iterator[str]:
    """What of a row is not as the record says."""
    words = f"{row['text']}\n{row['wording']}" if row["wording"] else row["text"]
    if not CODE.fullmatch(row["salt"]):
        yield "its salt is not 32 digits of 0 to 9 and a to f"
    elif sha256(bytes.fromhex(row["salt"]) + words.encode()).hexdigest() != row["sha256"]:
        yield "the words are not those that were received"
    if not has_its_wording(row):
        yield "holds a wording that it does not propose, or proposes one that it does not hold"
    if row["wording"] and version.text not in {None, len(row["text"])}:
        yield "its text ends elsewhere than the record says"
    told = {name: row[name] or None for name in ("stance", "operation", "clause", "reply_to")}
    told |= {name: row[name] for name in ("sha256", "kind", "channel")}
    quote = from_json(row["quote"].encode()) if row["quote"] else None
    if digest({"v": 1, **told, "quote": quote, "revision": whole(row["revision"]) if row["revision"] else None}) != version.digest:
        yield "is not what the record says"
    if row["quote"] != (json.dumps(quote, ensure_ascii=False) if quote else ""):
        yield "its quote is not written as quotes are"
    if (row["post"], row["thread"], row["office"]) != (version.post, version.thread, version.office):
        yield "stands elsewhere, or is said by another office, than the record says"
    if row["received_at"] != version.at:
        yield "was received at another instant than the record says"
    if whole(row["number"]) != said.numbers.get(version.post):
        yield f"has the number {said.numbers.get(version.post)}, as the record says"
    if row["clause_label"] != labels.get(row["clause"], ""):
        yield "its clause is called otherwise in the draft"


def has_its_wording(row: Row) -> bool:
    """Whether a wording is there where one is proposed, and nowhere else: the hash alone does not tell where the text ends."""
    return bool(row["wording"].strip()) == (row["operation"] in WITH_WORDING) and (not row["wording"] or bool(row["operation"]))


def check_attachments(bundle: Bundle, said: Said, found: Findings) -> None:
    """Every file that stands there: received so, and shown, and with a post that is. Which of them came with which post, no entry tells."""
    known: set[str] = set()
    numbers = {str(said.numbers[post]) for post in said.of_post if said.statuses[said.deciding(post)] == "shown"}
    for n, row in enumerate(bundle.rows("attachments.csv", ATTACHMENTS), start=1):
        what, file = f"attachments.csv, row {n}", row["attachment"]
        told = {**{name: row[name] for name in ("sha256", "media_type", "submission")}, "size": whole(row["size"])}
        if digest({"v": 1, **told}) != said.digests.get(file):
            found.fault(what, "is not what the record says")
        if said.attachments.get(file) != "shown" or file in known or row["post"] not in numbers:
            found.fault(what, "is not shown, stands there twice, or with a contribution that is not shown, as the record says")
        known.add(file)
    found.holds(f"{len(known)} files that came with contributions, as they were received")


def check_decisions(bundle: Bundle, said: Said, found: Findings) -> dict[str, Row]:
    """Every decision of a moderator once, in the order in which they were taken; gives them by id."""
    rows = list(bundle.rows("decisions.csv", DECISIONS))
    for n, row in enumerate(rows, start=1):
        told = {name: row[name] or None for name in ("version", "action", "rule", "sha256", "reverses", "decided_at")}
        facts = said.decisions.get(row["id"], {})
        if digest({"v": 1, **told}) != said.digests.get(row["id"]) or row["rule_number"] != str(facts.get("rule")):
            found.fault(f"decisions.csv, row {n}", "is not what the record says")
    if [row["id"] for row in rows] != list(said.decisions):
        found.fault("decisions.csv", "does not hold each decision once, in the order in which they were taken")
    found.holds(f"{len(rows)} decisions of moderators, as they were taken")
    return {row["id"]: row for row in rows}


def check_revisions(bundle: Bundle, said: Said, found: Findings) -> dict[str, Row]:
    """The draft in every published version; gives them by digest."""
    files = sorted(name for name in bundle.names if name.startswith("revision-"))
    read = {name: (sha256(bundle.read(name)).hexdigest(), bundle.json(name)) for name in files}
    published, held = {hashed for _revision, hashed in said.published}, {hashed for hashed, _values in read.values()}
    for name, (hashed, values) in read.items():
        if hashed not in published:
            found.fault(name, "is no version of the draft that was published, as the record says")
        elif name != f"revision-{values['number']}.json":
            found.fault(name, "does not stand under its own number")
    before = ""
    for hashed, values in sorted(read.values(), key=lambda version: version[1]["number"]):
        if values["previous"] != before:
            found.fault(f"revision-{values['number']}.json", "does not name the version before it")
        before = hashed
    for revision, hashed in said.published:
        if hashed not in held:
            found.fault(f"revision {revision}", "was published, and no file holds it")
    found.holds(f"{len(files)} published versions of the draft")
    return dict(read.values())


def labels_of(revisions: Mapping[str, Row], said: Said) -> dict[str, str]:
    """What each clause is called in the newest version of the draft; of one that is gone, in the last that had it: `Pasal 3 (v1)`."""
    versions = [revisions[hashed] for _revision, hashed in said.published if hashed in revisions]
    last = {clause["id"]: (clause["label"], version["number"]) for version in versions for clause in version["clauses"]}
    newest = versions[-1]["number"] if versions else 0
    return {id_: label if number == newest else f"{label} (v{number})" for id_, (label, number) in last.items()}


# ---- Counting, by each method
#
# Written from the published rules and apart from the program that counted first: a fault would have to be in both. What each method is
# stands in its docstring. Whole numbers and fractions only. `said` of a poll has what ballots say, with how many say it; those that say
# nothing are counted among its `ballots`, and nowhere else.


@dataclass(frozen=True)
class Cast:
    """The ballots of a poll as they were read, and what counting takes beside them."""

    options: Sequence[str]  # in the order in which they are listed
    lot: Sequence[str]  # all of them; the first goes before the others
    said: Sequence[tuple[Any, int]]
    ballots: int
    abstained: int
    gives_points: bool  # and does not just choose
    seats: int = 1
    costs: Mapping[str, Fraction] = field(default_factory=dict)
    budget: Fraction = Fraction(0)

    @property
    def taking_sides(self) -> int:
        """How many ballots say something."""
        return self.ballots - self.abstained

    def outcome(self, winners: Sequence[str], rounds: Sequence[Row], ties: Sequence[Row] = (), **more: Any) -> Row:
        """What is told of a count; what of `more` is empty is left out."""
        told = {"options": list(self.options), "ballots": self.ballots, "abstained": self.abstained, "winners": list(winners)}
        return {**told, "rounds": list(rounds), "ties": list(ties), **{name: value for name, value in more.items() if value}}


def stage(tallies: Mapping[str, Any], *, elected: Sequence[str] = (), eliminated: Sequence[str] = (), exhausted: object = 0) -> Row:
    """One round of a count."""
    told = {option: str(votes) for option, votes in tallies.items()}
    return {"tallies": told, "elected": list(elected), "eliminated": list(eliminated), "exhausted": str(exhausted)}


def tie(between: Sequence[str], broken_by: str) -> Row:
    """Options that were equal where it mattered, in the order that broke it."""
    return {"between": list(between), "broken_by": broken_by}


def five(number: Fraction | int) -> str:
    """A number, 0 or more, with five decimals; the rest of them is cut off."""
    whole_ones, rest = divmod(int(Fraction(number) * VOTE), VOTE)
    return f"{whole_ones}.{rest:05}"


# What ballots say


def ranking(said: Any) -> list[list[str]]:
    """Ranks, the best first, with those that share it in each."""
    ranks = [] if said is None else said
    if not isinstance(ranks, list) or not all(isinstance(rank, list) and rank for rank in ranks):
        raise ValueError("a ballot is no ranking")
    return ranks


def single(said: Any) -> list[list[str]]:
    """One option, which is a ranking of one."""
    if said is not None and not isinstance(said, str):
        raise ValueError("a ballot is no single choice")
    return [] if said is None else [[said]]


def ranking_or_single(said: Any) -> list[list[str]]:
    """Either of them."""
    return single(said) if isinstance(said, str) else ranking(said)


def choice(said: Any) -> list[str]:
    """Options, in the order of their ids."""
    chosen = [] if said is None else said
    if not isinstance(chosen, list) or not all(isinstance(option, str) for option in chosen) or chosen != sorted(chosen):
        raise ValueError("a ballot is no list of options in the order of their ids")
    return chosen


def points(said: Any) -> dict[str, int]:
    """Options with their points, without those of which it gives no opinion."""
    given = {} if said is None else said
    if not isinstance(given, dict) or not all(mark is None or (type(mark) is int and mark >= 0) for mark in given.values()):
        raise ValueError("a ballot does not give points")
    return {option: mark for option, mark in given.items() if mark is not None}


def stars(said: Any) -> dict[str, int]:
    """Options with 0 to 5 points."""
    given = points(said)
    if max(given.values(), default=0) > BEST_MARK:
        raise ValueError(f"a ballot gives more than {BEST_MARK} points")
    return given


def choice_or_points(said: Any) -> dict[str, int]:
    """Options with their points; what is chosen has one."""
    return points(said) if isinstance(said, dict) else dict.fromkeys(choice(said), 1)


def answers(said: Any) -> dict[str, str]:
    """Statements with what is answered to each."""
    given = {} if said is None else said
    if not isinstance(given, dict) or not all(answer in ANSWERS for answer in given.values()):
        raise ValueError("a ballot does not answer statements")
    return given


def reading(text: str, read: Callable[[Any], Any], options: Collection[str]) -> Any:
    """What a ballot says, or a ValueError: it is not of the kind, names what is no option, or one twice, or is written otherwise."""
    said = from_json(text.encode())
    ballot = read(said)
    named = list(said) if isinstance(said, dict) else [option for part in ballot for option in (part if isinstance(part, list) else [part])]
    if not all(isinstance(option, str) and option in options for option in named):
        raise ValueError("a ballot names no option")
    if len(set(named)) != len(named):
        raise ValueError("a ballot names an option twice")
    if json.dumps(said, sort_keys=True, separators=(",", ":")) != text:
        raise ValueError("a ballot is not written as ballots are")
    return ballot


# Who is ahead, and what breaks ties


def leading(among: Sequence[str], cast: Cast, score: Score, *steps: tuple[str, Score]) -> tuple[list[str], list[Row]]:
    """Who has the most, as many as there are seats; and the tie, where the last of them and the next have as much.

    Among equals goes first who has more by the first of `steps` that tells them apart, and then who is earlier in the lot.
    """
    by = [score, *(more for _, more in steps)]
    order = sorted(among, key=lambda option: ([-each(option) for each in by], cast.lot.index(option)))
    first, rest = order[: cast.seats], order[cast.seats :]
    if not first or not rest or score(first[-1]) != score(rest[0]):
        return first, []
    apart = [name for name, more in steps if more(first[-1]) != more(rest[0])]
    return first, [tie([option for option in order if score(option) == score(rest[0])], (*apart, "lot")[0])]


def ahead(equals: Sequence[str], lot: Sequence[str], steps: Iterable[tuple[str, Score]]) -> tuple[str, list[Row]]:
    """Which of options that are equal goes first, and the tie, if there are two or more.

    Each step leaves those who have most by it, until one is left; what no step tells apart goes in the order of `lot`.
    """
    left = sorted(equals, key=lot.index)
    for name, score in steps:
        if len(left) == 1:
            break
        most = [option for option in left if score(option) == max(map(score, left))]
        if len(most) == 1:
            return most[0], [tie([*most, *(option for option in left if option not in most)], name)]
        left = most
    return left[0], [tie(left, "lot")] if len(left) > 1 else []


def before_ties(ranks: Sequence[Sequence[str]]) -> list[str]:
    """Options of a ranking down to its first tie: a vote that counts for one cannot say which of two it means."""
    alone = list(takewhile(lambda rank: len(rank) == 1, ranks))
    return [option for rank in alone for option in rank]


def firsts(cast: Cast) -> tuple[dict[str, int], int]:
    """How many put each option first; and how many put none there, since they begin with a tie."""
    votes = dict.fromkeys(cast.options, 0)
    for ranks, n in cast.said:
        if len(ranks[0]) == 1:
            votes[ranks[0][0]] += n
    return votes, cast.taking_sides - sum(votes.values())


# Rankings


def plurality(cast: Cast) -> Row:
    """Whoever most put first wins. What nobody puts first does not."""
    votes, exhausted = firsts(cast)
    winners, ties = leading([option for option in cast.options if votes[option]], cast, votes.__getitem__)
    return cast.outcome(winners, [stage(votes, elected=winners, exhausted=exhausted)], ties)


def irv(cast: Cast) -> Row:
    """Instant runoff: until one has more than half of the votes that count, the one with fewest goes, and its ballots go on."""
    papers = [(before_ties(ranks), n) for ranks, n in cast.said]
    votes = dict.fromkeys(cast.options, 0)
    stages: list[dict[str, int]] = []
    rounds: list[Row] = []
    ties: list[Row] = []
    while True:
        votes = dict.fromkeys(votes, 0)
        for paper, n in papers:
            top = next((option for option in paper if option in votes), None)
            if top is not None:
                votes[top] += n
        counting = sum(votes.values())
        stages.append(votes)
        won = [option for option in votes if votes[option] * 2 > counting]
        if won or not counting:
            rounds.append(stage(votes, elected=won, exhausted=cast.taking_sides - counting))
            return cast.outcome(won, rounds, ties)
        gone, tied = fewest(stages, votes, cast.lot[::-1])  # the last in the lot goes
        ties += tied
        rounds.append(stage(votes, eliminated=[gone], exhausted=cast.taking_sides - counting))
        votes = {option: 0 for option in votes if option != gone}


def fewest(stages: Sequence[Mapping[str, int]], among: Iterable[str], order: Sequence[str]) -> tuple[str, list[Row]]:
    """Who has least in the last stage: of equals, who had least in the last earlier one that tells; then the first in `order`."""
    last = {option: stages[-1][option] for option in among}
    least = [option for option in last if last[option] == min(last.values())]
    fewer = [{option: -votes for option, votes in then.items()}.__getitem__ for then in reversed(stages)]
    return ahead(least, order, [("earlier_stage", then) for then in fewer])


def borda(cast: Cast) -> Row:
    """On each ballot an option that is ranked has a point for each option below it, and half a point for each beside it."""
    twice = dict.fromkeys(cast.options, 0)
    for ranks, n in cast.said:
        below = len(cast.options)
        for rank in ranks:
            below -= len(rank)
            for option in rank:
                twice[option] += n * (2 * below + len(rank) - 1)
    winners, ties = leading([option for option in cast.options if twice[option]], cast, twice.__getitem__)
    scores = {option: f"{points // 2}.{points % 2 * 5}" for option, points in twice.items()}
    return cast.outcome(winners, [stage(scores, elected=winners)], ties, scores=scores)


def duels(cast: Cast) -> dict[tuple[str, str], int]:
    """How many put the one above the other. What is not ranked stands below all that is, and beside each other."""
    over = {(one, other): 0 for one in cast.options for other in cast.options if one != other}
    for ranks, n in cast.said:
        below = set(cast.options)
        for rank in ranks:
            below.difference_update(rank)
            for one in rank:
                for other in below:
                    over[one, other] += n
    return over


def margins(over: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """By how many more the one is put above the other than the other above the one."""
    return {(one, other): n - over[other, one] for (one, other), n in over.items()}


def by_duels(
    cast: Cast, over: Mapping[tuple[str, str], int], beaten: Collection[tuple[str, str]], winners: Sequence[str], ties: Sequence[Row]
) -> Row:
    """What is told of a count by duels: first preferences as its round, and over how many each option is by `beaten`."""
    votes, exhausted = firsts(cast)
    scores = Counter(one for one, _ in beaten)
    return cast.outcome(
        winners,
        [stage(votes, elected=winners, exhausted=exhausted)],
        ties,
        pairwise={f"{one}>{other}": n for (one, other), n in over.items()},
        scores={option: str(scores[option]) for option in cast.options},
    )


def on_top(cast: Cast, beaten: Collection[tuple[str, str]]) -> tuple[list[str], list[Row]]:
    """Whom none beats; of several, the first in the lot. Where no ballot says anything, nobody."""
    if not cast.said:
        return [], []
    losers = {other for _, other in beaten}
    first, ties = ahead([option for option in cast.options if option not in losers], cast.lot, ())
    return [first], ties


def condorcet(cast: Cast) -> Row:
    """Whoever wins its duel with every other; where there is none, nobody."""
    over = duels(cast)
    beaten = [pair for pair, margin in margins(over).items() if margin > 0]
    won = Counter(one for one, _ in beaten)
    winners = [option for option in cast.options if cast.said and won[option] == len(cast.options) - 1]
    return by_duels(cast, over, beaten, winners, [])


def schulze(cast: Cast) -> Row:
    """Whom no other beats by chains of duels. A chain is as strong as the smallest margin in it (Schulze 2011)."""
    over = duels(cast)
    path = {pair: max(margin, 0) for pair, margin in margins(over).items()}
    for by, one, other in permutations(cast.options, 3):
        path[one, other] = max(path[one, other], min(path[one, by], path[by, other]))
    beaten = [(one, other) for one, other in path if path[one, other] > path[other, one]]
    return by_duels(cast, over, beaten, *on_top(cast, beaten))


def ranked_pairs(cast: Cast) -> Row:
    """Duels are locked in, the greatest margin first, but for those that would close a circle (Tideman 1987).

    Of equal margins, that of the winner who is earlier in the lot goes first, and of one winner's that over the loser who is later.
    """
    over = duels(cast)
    margin = {pair: by for pair, by in margins(over).items() if by > 0}
    locked: set[tuple[str, str]] = set()
    ties: list[Row] = []
    for equal in sorted(set(margin.values()), reverse=True):
        group = [pair for pair in margin if margin[pair] == equal and pair[::-1] not in locked]
        for one, other in sorted(group, key=lambda pair: (cast.lot.index(pair[0]), -cast.lot.index(pair[1]))):
            if (other, one) not in locked:
                higher = [one, *(above for above, below in locked if below == one)]
                lower = [other, *(below for above, below in locked if above == other)]
                locked |= set(product(higher, lower))
        if not locked.issuperset(group):
            ties.append(tie(sorted({option for pair in group for option in pair}, key=cast.lot.index), "lot"))
    winners, tied = on_top(cast, locked)
    return by_duels(cast, over, locked, winners, ties + tied)


class Papers:
    """Voting papers in piles, one for each option, each with its number and what one is worth, in hundred-thousandths of a vote."""

    def __init__(self, cast: Cast) -> None:
        self.piles: dict[str, list[tuple[list[str], int, int]]] = {option: [] for option in cast.options}
        self.votes = dict.fromkeys(cast.options, 0)
        self.exhausted = 0
        self.hand_on([(before_ties(ranks), n, VOTE) for ranks, n in cast.said], cast.options)

    def hand_on(self, papers: Iterable[tuple[list[str], int, int]], to: Collection[str]) -> None:
        """Put papers on the pile of the first option on them that is among `to`."""
        for paper, n, worth in papers:
            top = next((option for option in paper if option in to), None)
            if top is None:
                self.exhausted += n * worth
            else:
                self.piles[top].append((paper, n, worth))
                self.votes[top] += n * worth

    def exclude(self, option: str, to: Collection[str]) -> None:
        """Hand on all papers of an option at what they are worth (rule 50)."""
        pile, self.piles[option], self.votes[option] = self.piles[option], [], 0
        self.hand_on(pile, to)

    def transfer(self, option: str, quota: int, to: Collection[str]) -> None:
        """Hand on all papers of who is elected: of what each is worth the part that the surplus is of all, cut off (rule 48)."""
        total, surplus = self.votes[option], self.votes[option] - quota
        pile, self.piles[option], self.votes[option] = self.piles[option], [], quota
        self.hand_on([(paper, n, surplus * worth // total) for paper, n, worth in pile], to)


def stv_scottish(cast: Cast) -> Row:
    """Scottish STV, by SSI 2007/42, rules 45 to 52: the largest surplus first, and where there is none, the fewest votes are excluded."""
    papers = Papers(cast)
    valid = sum(papers.votes.values()) // VOTE
    quota = (valid // (cast.seats + 1) + 1) * VOTE
    continuing = list(cast.options)
    elected: list[str] = []
    stages: list[dict[str, int]] = []
    rounds: list[Row] = []
    ties: list[Row] = []
    while True:
        stages.append(dict(papers.votes))
        most_first = sorted(continuing, key=lambda option: (-stages[-1][option], cast.lot.index(option)))
        reached = [option for option in most_first if papers.votes[option] >= quota]
        if valid and len(continuing) - len(reached) <= cast.seats - len(elected) - len(reached):
            reached = most_first  # as many continue as there are seats left (rule 52)
        elected += reached
        continuing = [option for option in continuing if option not in reached]
        told = {option: five(Fraction(votes, VOTE)) for option, votes in papers.votes.items()}
        rounds.append(stage(told, elected=reached, exhausted=five(Fraction(papers.exhausted, VOTE))))
        if not valid or not continuing or len(elected) >= cast.seats:
            return cast.outcome(elected, rounds, ties, quota=str(quota // VOTE))
        waiting = [option for option in elected if papers.votes[option] > quota]
        if waiting:
            equals = [option for option in waiting if papers.votes[option] == max(papers.votes[one] for one in waiting)]
            largest, tied = ahead(equals, cast.lot, [("earlier_stage", then.__getitem__) for then in reversed(stages)])
            papers.transfer(largest, quota, continuing)
        else:
            gone, tied = fewest(stages, continuing, cast.lot)  # the law draws for whom to exclude
            rounds[-1]["eliminated"] = [gone]
            continuing.remove(gone)
            papers.exclude(gone, continuing)
        ties += tied


# Approvals and points


def approval(cast: Cast) -> Row:
    """Whoever most choose wins. What nobody chooses does not."""
    votes = dict.fromkeys(cast.options, 0)
    for chosen, n in cast.said:
        for option in chosen:
            votes[option] += n
    winners, ties = leading([option for option in cast.options if votes[option]], cast, votes.__getitem__)
    scores = {option: str(n) for option, n in votes.items()}
    return cast.outcome(winners, [stage(votes, elected=winners)], ties, scores=scores)


def rating(cast: Cast) -> Row:
    """The highest mean of those who gave an opinion wins; of equals, what more voters gave one of."""
    marks = {option: Counter[int]() for option in cast.options}
    for given, n in cast.said:
        for option, mark in given.items():
            marks[option][mark] += n
    rated = {option: sum(given.values()) for option, given in marks.items()}
    mean = {option: Fraction(sum(mark * n for mark, n in marks[option].items()), rated[option] or 1) for option in cast.options}
    winners, ties = leading([option for option in cast.options if rated[option]], cast, mean.__getitem__, ("voters", rated.__getitem__))
    scores = {option: five(mean[option]) for option in cast.options}
    figures = {
        option: {
            "mean": scores[option],
            "median": five(median(marks[option])),
            "rated": str(rated[option]),
            "no_opinion": str(cast.taking_sides - rated[option]),
            **{str(mark): str(marks[option][mark]) for mark in range(BEST_MARK + 1)},
        }
        for option in cast.options
    }
    return cast.outcome(winners, [stage(scores, elected=winners)], ties, scores=scores, figures=figures)


def median(marks: Mapping[int, int]) -> Fraction:
    """The mark in the middle; between two, the middle of them; of none, 0."""
    every = [mark for mark in sorted(marks) for _ in range(marks[mark])]
    return Fraction(every[(len(every) - 1) // 2] + every[len(every) // 2], 2) if every else Fraction(0)


def star(cast: Cast) -> Row:
    """Score, then automatic runoff: of the two with most points, whoever more voters score higher wins. No opinion is no points.

    Of more than there are places who have as many points, whoever lost most duels among them goes out, over and over; then whoever has
    fewest best marks, then the last in the lot. Where the runoff is equal, points and then best marks decide (Official Tiebreaker Protocol,
    starvoting.org/ties), and at last the lot.
    """
    sums, best = dict.fromkeys(cast.options, 0), dict.fromkeys(cast.options, 0)
    over = dict.fromkeys(permutations(cast.options, 2), 0)
    for given, n in cast.said:
        for option, mark in given.items():
            sums[option] += n * mark
            best[option] += n * (mark == BEST_MARK)
        for one, other in over:
            over[one, other] += n * (given.get(one, 0) > given.get(other, 0))
    scores = {option: str(n) for option, n in sums.items()}
    finalists: list[str] = []
    ties: list[Row] = []
    for points_of in sorted(set(sums.values()) - {0}, reverse=True):
        equals = [option for option in cast.lot if sums[option] == points_of]
        if len(equals) > 2 - len(finalists):
            kept, by = finalists_of(equals, 2 - len(finalists), over, best)
            ties = [tie([*kept, *(option for option in equals if option not in kept)], by)]
            equals = kept
        finalists += equals
        if len(finalists) == 2:
            break
    if len(finalists) < 2:
        return cast.outcome(finalists, [stage(sums, elected=finalists)], scores=scores)
    one, other = finalists
    runoff = {one: over[one, other], other: over[other, one]}
    equals = [option for option in finalists if runoff[option] == max(runoff.values())]
    winner, tied = ahead(equals, cast.lot, [("points", sums.__getitem__), ("best_marks", best.__getitem__)])
    rounds = [stage(sums), stage(runoff, elected=[winner], exhausted=cast.taking_sides - sum(runoff.values()))]
    return cast.outcome([winner], rounds, ties + tied, scores=scores)


def finalists_of(equals: Sequence[str], places: int, over: Mapping[tuple[str, str], int], best: Mapping[str, int]) -> tuple[list[str], str]:
    """Which of options with as many points have the places, and what told them apart at last: duels, best marks or the lot.

    `equals` stand in the order of the lot. A group that cannot all go out is asked among itself, and all others have a place.
    """
    safe, asked, by = set[str](), list(equals), 0
    while len(safe) + len(asked) > places:
        lost = {one: sum(over[other, one] > over[one, other] for other in asked if other != one) for one in asked}
        fewest = {one: -best[one] for one in asked}
        for step, bad in enumerate((lost, fewest, {one: asked.index(one) for one in asked})):
            out = [one for one in asked if bad[one] == max(bad.values())]
            if len(out) < len(asked):
                by = max(by, step)
                break
        stay = [one for one in asked if one not in out]
        if len(safe) + len(stay) >= places:
            asked = stay
        else:
            safe, asked = safe | {*stay}, out
    return [one for one in equals if one in safe or one in asked], ("duel", "best_marks", "lot")[by]


def statements(cast: Cast) -> Row:
    """Statements with which more than half of those who answered agree, the highest share first, then what more answered."""
    given = {option: dict.fromkeys(ANSWERS, 0) for option in cast.options}
    for ballot, n in cast.said:
        for option, answer in ballot.items():
            given[option][answer] += n
    answered = {option: sum(given[option].values()) for option in cast.options}
    share = {option: Fraction(given[option]["agree"], answered[option] or 1) for option in cast.options}
    winners = sorted(
        (option for option in cast.options if share[option] > Fraction(1, 2)),
        key=lambda option: (-share[option], -answered[option], cast.lot.index(option)),
    )
    scores = {option: five(share[option]) for option in cast.options}
    figures = {
        option: {
            **{answer: str(n) for answer, n in given[option].items()},
            "agreement": scores[option],
            "divisiveness": five(variance(given[option])),
        }
        for option in cast.options
    }
    tallies = {option: given[option]["agree"] for option in cast.options}
    return cast.outcome(winners, [stage(tallies, elected=winners)], scores=scores, figures=figures)


def variance(given: Mapping[str, int]) -> Fraction:
    """Of answers where to agree is 1, to disagree −1, and to pass 0."""
    n = sum(given.values()) or 1
    return Fraction(given["agree"] + given["disagree"], n) - Fraction(given["agree"] - given["disagree"], n) ** 2


# Budgets


def budget_greedy(cast: Cast) -> Row:
    """Projects by votes or points, the most first: each that fits into what is left is funded, what does not is passed over."""
    votes, _ = support(cast)
    funded, ties = filled(cast, votes)
    return cast.outcome(funded, [stage(votes, elected=funded)], ties, scores={option: str(n) for option, n in votes.items()})


def support(cast: Cast) -> tuple[dict[str, int], dict[str, int]]:
    """The votes or points of each project, and how many voters gave it any."""
    votes, voters = dict.fromkeys(cast.options, 0), dict.fromkeys(cast.options, 0)
    for given, n in cast.said:
        for option, mark in given.items():
            votes[option] += n * mark
            voters[option] += n * (mark > 0)
    return votes, voters


def filled(cast: Cast, votes: Mapping[str, int]) -> tuple[list[str], list[Row]]:
    """What is funded by votes; and ties of projects that fit each alone and not all together."""
    money = cast.budget
    funded: list[str] = []
    ties: list[Row] = []
    for most in sorted({n for n in votes.values() if n}, reverse=True):
        equals = [option for option in cast.lot if votes[option] == most and cast.costs[option] <= money]
        if sum(cast.costs[option] for option in equals) > money:
            ties.append(tie(equals, "lot"))
        for option in equals:
            if cast.costs[option] <= money:
                funded.append(option)
                money -= cast.costs[option]
    return funded, ties


def budget_equal_shares(cast: Cast) -> Row:
    """Method of Equal Shares (Peters, Pierczyński and Skowron 2021), completed by Add1 (equalshares.net).

    Every voter has the same share, and over and over the project is bought that costs its supporters least for each unit of satisfaction,
    where each pays alike for it, or all that they have left; of equals that with more supporters, and then the lot. Satisfaction is the
    cost of what was chosen, or the points. Then shares are raised by one unit of currency each, or a ten-thousandth of the first share,
    rounded up, where that is more; until nothing more would fit, or the voters would overspend, of which the outcome before counts.
    """
    votes, voters = support(cast)
    order = sorted(cast.options, key=lambda option: (-voters[option], cast.lot.index(option)))
    who = supporters(cast, [option for option in order if votes[option] and cast.costs[option] <= cast.budget])
    first = share = Fraction(cast.budget, cast.taking_sides or 1)
    raised = max(1, ceil(first / TEN_THOUSANDTH))
    bought = purchases(cast, who, share)
    for _ in range(MOST_RAISES):
        left = cast.budget - sum(cast.costs[option] for option in bought)
        if not any(cast.costs[option] <= left for option in who if option not in bought):
            break
        more = purchases(cast, who, share + raised)
        if sum(cast.costs[option] for option in more) > cast.budget:
            break
        bought, share = more, share + raised
    rounds, ties = told_of(cast, who, share, bought)
    scores = {option: str(n) for option, n in votes.items()}
    return cast.outcome(bought, rounds or [stage(votes)], ties, scores=scores, completion="add1" if share > first else "")


Supporters = Sequence[tuple[int, int, int]]  # row among what ballots say, its mark for the project, how many voters


def supporters(cast: Cast, projects: Sequence[str]) -> dict[str, Supporters]:
    """Who supports each project."""
    return {one: [(row, given[one], n) for row, (given, n) in enumerate(cast.said) if given.get(one)] for one in projects}


class Purses:
    """What voters have left: each row has one of the purses, and the rows that paid alike have the same."""

    def __init__(self, rows: int, share: Fraction) -> None:
        self.of_row, self.held = [0] * rows, [share]

    def price(self, cost: Fraction, who: Supporters) -> Fraction | None:
        """What each mark costs, where whoever cannot pay that gives all that they have; None: it is too dear for all of them together."""
        groups = Counter[tuple[int, int]]()
        for row, mark, n in who:
            groups[self.of_row[row], mark] += n
        paying = sum(mark * n for (_, mark), n in groups.items())
        for each, (purse, mark), n in sorted((self.held[purse] / mark, (purse, mark), n) for (purse, mark), n in groups.items()):
            if cost <= each * paying:
                return Fraction(cost, paying)
            cost -= self.held[purse] * n
            paying -= mark * n
        return None

    def pay(self, price: Fraction | None, who: Supporters) -> None:
        """Take the price of each mark from supporters, or what they have."""
        after: dict[tuple[int, int], int] = {}
        for row, mark, _ in who:
            purse = self.of_row[row]
            if (purse, mark) not in after:
                after[purse, mark] = len(self.held)
                self.held.append(max(self.held[purse] - (price or 0) * mark, Fraction(0)))
            self.of_row[row] = after[purse, mark]


def purchases(cast: Cast, who: Mapping[str, Supporters], share: Fraction) -> list[str]:
    """What voters buy with this share each. `who` supports projects, in the order that breaks ties."""
    purses = Purses(len(cast.said), share)
    place = {project: at for at, project in enumerate(who)}
    at_least = dict.fromkeys(who, Fraction(0))  # a rate only rises, since money only gets less
    bought: list[str] = []
    while at_least:
        lowest: tuple[Fraction, int, str] | None = None
        for known, project in sorted((rate, project) for project, rate in at_least.items()):
            if lowest and lowest[0] < known:
                break
            price = purses.price(cast.costs[project], who[project])
            if price is None:
                del at_least[project]
            else:
                at_least[project] = rate_of(cast, project, price)
                one = (at_least[project], place[project], project)
                lowest = min(lowest or one, one)
        if lowest:
            project = lowest[2]
            bought.append(project)
            del at_least[project]
            purses.pay(purses.price(cast.costs[project], who[project]), who[project])
    return bought


def rate_of(cast: Cast, project: str, price: Fraction) -> Fraction:
    """What a unit of satisfaction costs, where a mark has this price."""
    return price if cast.gives_points or not price else price / cast.costs[project]


def told_of(cast: Cast, who: Mapping[str, Supporters], share: Fraction, bought: Sequence[str]) -> tuple[list[Row], list[Row]]:
    """A round for each purchase, with how many votes or points for each project can pay alike; and the ties that mattered.

    Equals that are bought one after the other at one rate are no tie: nobody's purchase took money from another's.
    """
    voters = {project: sum(n for _, _, n in who[project]) for project in who}
    purses = Purses(len(cast.said), share)
    rounds: list[Row] = []
    rates: list[Fraction] = []
    equals: list[list[str]] = []
    for at, project in enumerate(bought):
        prices = {one: purses.price(cast.costs[one], who[one]) for one in who if one not in bought[:at]}
        rate = {one: rate_of(cast, one, price) for one, price in prices.items() if price is not None}
        rates.append(rate[project])
        equals.append([one for one in rate if rate[one] == rate[project]])
        can_pay = {one: able(cast.costs[one], price, who[one]) for one, price in prices.items()}
        rounds.append(stage({one: five(n) for one, n in can_pay.items()}, elected=[project]))
        purses.pay(prices[project], who[project])
    ties: list[Row] = []
    for at, tied in enumerate(equals):
        until = at + len(tied)
        if set(bought[at:until]) != set(tied) or set(rates[at:until]) != {rates[at]}:
            ties += ahead(tied, cast.lot, [("voters", voters.__getitem__)])[1]
    return rounds, ties


def able(cost: Fraction, price: Fraction | None, who: Supporters) -> Fraction:
    """How many votes or points could pay a price for a project alike; all of them where it is free."""
    if price is None:
        return Fraction(0)
    return cost / price if price else Fraction(sum(mark * n for _, mark, n in who))


# The table of methods, and what each kind of poll may be counted by


@dataclass(frozen=True)
class Method:
    """How a method reads ballots, and counts them."""

    read: Callable[[Any], Any]
    count: Callable[[Cast], Row]


METHODS: Final[Mapping[str, Method]] = {
    "approval": Method(choice, approval),
    "borda": Method(ranking_or_single, borda),
    "budget_greedy": Method(choice_or_points, budget_greedy),
    "budget_equal_shares": Method(choice_or_points, budget_equal_shares),
    "condorcet": Method(ranking_or_single, condorcet),
    "irv": Method(ranking_or_single, irv),
    "plurality": Method(ranking_or_single, plurality),
    "ranked_pairs": Method(ranking_or_single, ranked_pairs),
    "rating": Method(stars, rating),
    "schulze": Method(ranking_or_single, schulze),
    "star": Method(stars, star),
    "statements": Method(answers, statements),
    "stv_scottish": Method(ranking_or_single, stv_scottish),
}
KINDS: Final[Mapping[str, tuple[Callable[[Any], Any], frozenset[str]]]] = {  # of polls: how ballots are written, what may count them
    "single": (single, frozenset({"plurality"})),
    "approval": (choice, frozenset({"approval"})),
    "rating": (stars, frozenset({"rating", "star"})),
    "ranking": (ranking, frozenset({"schulze", "irv", "plurality", "borda", "condorcet", "ranked_pairs"})),
    "stv": (ranking, frozenset({"stv_scottish"})),
    "budget": (choice, frozenset({"budget_greedy", "budget_equal_shares"})),
    "statements": (answers, frozenset({"statements"})),
}


def recounted(
    method: str,
    ballots: Mapping[str, int],
    options: Sequence[str],
    lot: Sequence[str],
    *,
    read: Callable[[Any], Any] | None = None,
    **takes: Any,
) -> Row:
    """Count ballots again.

    `ballots`: canonical text of each ballot, and how many cast it. `lot`: all options in the order that breaks ties. `read`: how ballots
    are written, where a method could count several ways of it. `takes`: what the method asks for beside them: `seats`, or `costs` (of
    each option) and `budget`. A ValueError says what is no ballot.
    """
    known, written = frozenset(options), read or METHODS[method].read
    shapes = {text[:1] for text in ballots if text != "null"}
    if len(shapes) > 1:
        raise ValueError("ballots are written in several ways")
    read_once = [(reading(text, written, known), n) for text, n in ballots.items()]
    said = [(ballot, n) for ballot, n in read_once if ballot]
    cast = Cast(
        options=options,
        lot=lot,
        said=said,
        ballots=sum(ballots.values()),
        abstained=sum(ballots.values()) - sum(n for _, n in said),
        gives_points="{" in shapes,
        **takes,
    )
    return {"method": method, **METHODS[method].count(cast)}


# ---- Polls


def check_polls(bundle: Bundle, said: Said, found: Findings) -> dict[str, Row]:
    """Every poll that was opened: its frozen rules and, once it is closed, every ballot, the lot and the tally. Gives them by id."""
    polls: dict[str, Row] = {}
    for poll in bundle.json("polls.json"):
        what, id_ = f"poll {poll['id']}", poll["id"]
        if id_ in polls:
            found.fault(what, "stands in polls.json twice")
        polls[id_] = poll
        values = {name: value for name, value in poll.items() if name != "id"}
        if digest({"v": 1, **values}) != said.digests.get(id_) or id_ not in said.opened:
            found.fault(what, "is not what the record says")
        elif id_ in said.closed:
            check_closed(bundle, poll, said, found)
    for id_ in said.opened.keys() - polls.keys():
        found.fault(f"poll {id_}", "was opened, and is not in polls.json")
    due = {f"ballots-{id_}.csv" for id_, poll in polls.items() if poll["tally"] and poll["tally"]["ballots"] >= RECOMPUTABLE_FROM}
    for name in due ^ {name for name in bundle.names if name.startswith("ballots-")}:
        found.fault(name, "is missing" if name in due else "is of no poll whose ballots are published")
    return polls


def check_closed(bundle: Bundle, poll: Row, said: Said, found: Findings) -> None:
    """Rules, list, lot and tally of a closed poll."""
    what, tally = f"poll {poll['id']}", poll["tally"]
    rules = {name: poll[name] for name in ("kind", "language", "title", "description", "options")}
    seed = bytes.fromhex(poll["seed"])
    frozen = {"poll": poll["id"], "method": tally["method"], "ties": "lot", "eligible": "citizens", "seed_sha256": sha256(seed).hexdigest()}
    if digest({"v": 1, **rules, **frozen}) != said.opened[poll["id"]]["rules_sha256"]:
        found.fault(what, "has other rules than those that were frozen when it opened")
    told = {name: poll[name] for name in ("rules_sha256", "list_sha256", "seed")}
    if told != said.closed[poll["id"]]:
        found.fault(what, "is not what the record says of its closing")
    if tally["ballots"] != poll["taking_part"]:
        found.fault(what, "has not as many ballots as people who took part")
    if tally["ballots"] < RECOMPUTABLE_FROM:
        found.holds(
            f"{what}: closed as recorded; with {tally['ballots']} ballots its totals alone are published, and cannot be counted again"
        )
    elif f"ballots-{poll['id']}.csv" in bundle.names:
        recount(bundle, poll, found)


def recount(bundle: Bundle, poll: Row, found: Findings) -> None:
    """Count a poll again from its ballots."""
    what, name = f"poll {poll['id']}", f"ballots-{poll['id']}.csv"
    hashed, ballots = sha256(), Counter[str]()
    last = ""
    for n, row in enumerate(bundle.rows(name, BALLOTS), start=1):
        if row["commitment"] <= last:
            found.fault(f"{name}, row {n}", "stands there twice, or not in the order of the commitments")
        last = row["commitment"]
        hashed.update(f"{row['commitment']} {row['ballot']}\n".encode())
        ballots[row["ballot"]] += 1
    if hashed.hexdigest() != poll["list_sha256"]:
        found.fault(name, "is not the list that was counted: a ballot was changed, added or left out")
    options = [option["id"] for option in poll["options"]]
    drawn = bytes.fromhex(poll["seed"]) + hashed.digest()
    lot = sorted(options, key=lambda option: sha256(drawn + option.encode()).digest())
    read, methods = KINDS[poll["kind"]]
    if poll["tally"]["method"] not in methods:
        found.fault(what, "was counted by a method that is none for this kind of poll")
        return
    if recounted(poll["tally"]["method"], ballots, options, lot, read=read) != poll["tally"]:
        found.fault(what, "its tally is another one when it is counted again")
    title = {option["id"]: option["title"] for option in poll["options"]}
    won = ", ".join(title[option] for option in poll["tally"]["winners"]) or "nobody"
    found.holds(f"{what}: {sum(ballots.values())} ballots counted again; first is {won}")


def check_receipt(bundle: Bundle, polls: Mapping[str, Row], code: str, found: Findings) -> None:
    """Whether the vote under a receipt code was counted, and as what."""
    for id_, poll in polls.items():
        if f"ballots-{id_}.csv" not in bundle.names:
            continue
        listed = {row["commitment"]: row["ballot"] for row in bundle.rows(f"ballots-{id_}.csv", BALLOTS)}
        title = {json.dumps(option["id"]): option["title"] for option in poll["options"]}
        for ballot in sorted(set(listed.values())):
            if sha256(f"{id_}\n{code}\n{ballot}".encode()).hexdigest() in listed:
                chosen = "an abstention" if ballot == "null" else f"a vote for {title.get(ballot, ballot)}"
                found.holds(f"receipt: it was counted, in the poll “{poll['title']}”, as {chosen}")
                return
    few = titles(poll for id_, poll in polls.items() if poll["tally"] and f"ballots-{id_}.csv" not in bundle.names)
    still = titles(poll for poll in polls.values() if not poll["tally"])
    if few:
        found.holds(
            f"receipt: no list of ballots has it; whether it was counted cannot be told where so few voted that none is published: {few}"
        )
    if still:
        found.holds(
            "receipt: no list of ballots has it; of polls that are open it cannot be told before these close, whose ballots are secret "
            f"until then: {still}"
        )
    if not few and not still:
        found.fault("receipt", "no vote under this code is in the ballots of this bundle, which has those of every closed poll")


def titles(polls: Iterable[Row]) -> str:
    """What polls are called."""
    return ", ".join(f"“{poll['title']}”" for poll in polls)


# ---- Editions


def check_edition(bundle: Bundle, entry: Row, said: Said, known: "Known", found: Findings) -> None:
    """One edition: that its data are those that were frozen, that its rows are what the record said then, and every figure."""
    name = f"edition-{entry['facts']['number']}.json"
    if name not in bundle.names:
        found.fault(name, "is missing: the record says that it was frozen")
        return
    if sha256(bundle.read(name)).hexdigest() != entry["digest"]:
        found.fault(name, "is not what was frozen")
        return
    data = bundle.json(name)
    if data["record"] != {"length": said.length, "head": said.head} or data["number"] != entry["facts"]["number"]:
        found.fault(name, "names another number or head of the record than it had then")
    draft = known.revisions[said.published[-1][1]]
    if data["v"] not in COUNTING:
        found.fault(name, f"counts by a rule that this program does not know, {data['v']!r}: a newer one is needed")
        return
    for how in (*wrong_rows(data, said, labels_of(known.revisions, said)), *wrong_people(data, said)):
        found.fault(name, how)
    expected = {**figures(data, said, known, draft), "made_at": entry["at"]}
    before = listed_before(expected["clauses"], data["posts"])
    word = ITS_WORD if data["v"] == 1 else (*ITS_WORD, *ITS_WORD_SINCE)
    if sorted(data["summaries"]) != list(LANGUAGES):
        found.fault(name, f"does not say its figures in {' and '.join(LANGUAGES)}")
    for language, summary in sorted(data["summaries"].items()):
        clauses = before if in_common("clauses", summary.get("clauses", ()), language) == before else expected["clauses"]
        for how in wrong_figures(summary, {**expected, "language": language, "clauses": clauses}, word):
            found.fault(f"{name} ({language})", how)
    total = expected["posts"][-1]
    found.holds(
        f"edition {data['number']}: {total['received']} contributions, {total['by_status']['shown']} shown; every figure counted again, "
        "but for those that rest on the institution's word"
    )


@dataclass
class Known:
    """What other files of the bundle say, for the figures of editions."""

    revisions: Mapping[str, Row]  # by digest
    polls: Mapping[str, Row]
    decisions: Mapping[str, Row]


def wrong_rows(data: Row, said: Said, label: Mapping[str, str]) -> Iterator[str]:
    """Which posts of an edition are not as the record said then. `label`: what clauses were called."""
    rows = {row["post"]: row for row in data["posts"]}
    if len(rows) != len(data["posts"]) or rows.keys() != said.of_post.keys():
        yield "does not hold each contribution that had been received once"
    for post, row in rows.items():
        deciding = said.deciding(post) if post in said.of_post else ""
        if (row["version"], row["status"]) != (deciding, said.statuses.get(deciding)):
            yield f"contribution {post} is not {row['status']}, as the record says"
        elif row["status"] == "hidden" and row["rule"] != said.rules.get(deciding):
            yield f"contribution {post} is hidden under another rule, as the record says"
        elif row["status"] == "shown" and not is_labelled(row, said, data["submissions"], label):
            yield f"contribution {row['shown']['number']} has other labels, as the record says"
    supported = [row["shown"]["supported"] for row in rows.values() if row["status"] == "shown"]
    if min(supported, default=0) < 0 or sum(supported) > said.supports:
        yield f"says that contributions are supported {sum(supported)} times, and the record knows {said.supports}"


def people(data: Row) -> int:
    """How many took part. Until 0.7 that was everybody who had sent anything; since then it is whoever said something for themselves,
    without those of them who are in the team."""
    first, of_team = sum(submission["first"] for submission in data["submissions"]), 0 if data["v"] == 1 else data["of_team"]
    return int(first - of_team)


def wrong_people(data: Row, said: Said) -> Iterator[str]:
    """Whether somebody is counted among the people by what was said by office, or more of the team are left out than were counted."""
    if data["v"] == 1:
        return
    own = {row["submission"] for row in data["posts"] if not any(said.versions[id_].office for id_ in said.of_post.get(row["post"], ()))}
    first = {place for place, submission in enumerate(data["submissions"]) if submission["first"]}
    if not first <= own:
        yield "counts somebody as taking part for what was said by office, as the record says"
    if not 0 <= data["of_team"] <= len(first):
        yield f"leaves out {data['of_team']} of the team, and has {len(first)} that could be of it"


def is_labelled(row: Row, said: Said, submissions: Sequence[Row], label: Mapping[str, str]) -> bool:
    """Whether the labels of a shown post are those that the record knows by their digest, and it is shown under them."""
    labels, shown = row["labels"], row["shown"]
    known = sorted(labels) == sorted(LABELS) and digest({"v": 1, **labels}) == said.digests.get(row["version"])
    told = {name: labels[name] or "" for name in ("kind", "stance", "operation")}
    told |= {"number": said.numbers.get(row["post"]), "clause": label.get(labels["clause"], ""), "revision": labels["revision"]}
    told |= {"office": said.versions[row["version"]].office, **{name: shown[name] for name in ("language", "supported")}}
    return known and told == shown and submissions[row["submission"]]["channel"] == labels["channel"]


def figures(data: Row, said: Said, known: Known, draft: Row) -> Row:
    """Every figure of an edition, counted from its rows and from what the record said then."""
    submissions, posts = data["submissions"], data["posts"]
    most_open = [len(STATUSES)] * len(submissions)
    for row in posts:
        most_open[row["submission"]] = min(most_open[row["submission"]], STATUSES.index(row["status"]))
    shown = sorted((row for row in posts if row["status"] == "shown"), key=lambda row: int(row["shown"]["number"]))
    hidden = Counter(row["rule"] for row in posts if row["status"] == "hidden")
    return {
        "slug": data["consultation"],
        "people": people(data),
        "posts": tallies((submissions[row["submission"]]["channel"], row["status"]) for row in posts),
        "submissions": tallies((one["channel"], STATUSES[rank]) for one, rank in zip(submissions, most_open, strict=True)),
        "hidden_by_rule": {str(rule): n for rule, n in sorted(hidden.items())},
        "stances": by_stance(shown),
        "clauses": by_clause(shown, draft["clauses"]),
        "clauses_in_draft": len(draft["clauses"]),
        "revision": draft["number"],
        "revision_sha256": said.published[-1][1],
        "draft_language": draft["language"],
        "record_length": said.length,
        "record_head": said.head,
        "polls": [outcome(poll) for id_, poll in known.polls.items() if id_ in said.closed],
        "moderated": moderated(said, known.decisions),
    }


def tallies(rows: Iterator[tuple[str, str]]) -> list[Row]:
    """How many stand in each status: by channel, then all."""
    counted: dict[str, Counter[str]] = {}
    every = Counter[str]()
    for channel, status in rows:
        counted.setdefault(channel, Counter())[status] += 1
        every[status] += 1
    named = [*sorted(counted.items()), ("all", every)]
    return [{"name": name, "received": sum(n.values()), "by_status": {status: n[status] for status in STATUSES}} for name, n in named]


def by_stance(rows: Sequence[Row]) -> Row:
    """How many take each stance; a reply takes none."""
    counted = Counter(row["labels"]["stance"] for row in rows)
    return {stance: counted[stance] for stance in STANCES}


def by_clause(shown: Sequence[Row], clauses: Sequence[Row]) -> list[Row]:
    """The figures of each clause with a shown post, in reading order; then of what stands on none of the draft's."""
    rows: dict[str, list[Row]] = {}
    known = {clause["id"]: at for at, clause in enumerate(clauses)}
    for row in shown:
        rows.setdefault(row["labels"]["clause"] if row["labels"]["clause"] in known else "", []).append(row)
    places = [(clause["id"], clause) for clause in clauses] + [("", {"label": "", "heading": "", "depth": 0, "text": ""})]
    return [
        {
            "clause": id_,
            **{name: clause[name] for name in ("label", "heading", "depth")},
            "stances": by_stance(rows[id_]),
            "replies": sum(row["labels"]["kind"] == "reply" for row in rows[id_]),
            "shown": len(rows[id_]),
            "numbers": [row["shown"]["number"] for row in rows[id_]],
            **(worded(clauses, known[id_]) if id_ else {"wording": "", "heads_others": False}),
        }
        for id_, clause in places
        if id_ in rows
    ]


def listed_before(clauses: Sequence[Row], posts: Sequence[Row]) -> list[Row]:
    """The same figures as earlier editions listed them: the numbers of what stands on none of the draft's clause by clause.

    The clause with the lowest number goes first. Now they stand in their own order, as those of each clause always have.
    """
    clause_of = {row["shown"]["number"]: row["labels"]["clause"] for row in posts if row["status"] == "shown"}
    listed = []
    for row in clauses:
        first = {clause_of[number]: number for number in reversed(row["numbers"])}
        listed.append({**row, "numbers": sorted(row["numbers"], key=lambda number: (first[clause_of[number]], number))})
    return listed


def worded(clauses: Sequence[Row], at: int) -> Row:
    """What the draft says at that place: with the parts below it, but where these are clauses of their own."""
    clause = clauses[at]
    end = next((n for n in range(at + 1, len(clauses)) if clauses[n]["depth"] <= clause["depth"]), len(clauses))
    parts = clauses[at + 1 : end]
    heads_others = any(part["kind"] not in HANGING for part in parts)
    said = [clause["text"], *(f"{hanging(part)} {part['text']}".strip() for part in parts if not heads_others)]
    return {"wording": "\n".join(filter(None, said)) if not heads_others else clause["text"], "heads_others": heads_others}


def hanging(part: Row) -> str:
    """The number of a part as it stands beside its words."""
    number: str = part["number"]
    label: str = part["label"]
    is_paragraph = part["kind"] == "paragraph" and label.startswith("Article ")
    if number and (part["kind"] in BRACKETED or (label.endswith(f"({number})") and not is_paragraph)):
        return f"({number})"
    if number and label.endswith(f"uchstabe {number}"):
        return f"{number})"
    return number if not number or number.endswith((".", ")")) or "." in number else f"{number}."


def outcome(poll: Row) -> Row:
    """What a report prints of a closed poll, from its tally."""
    tally, title = poll["tally"], {option["id"]: option["title"] for option in poll["options"]}
    votes = tally["rounds"][-1]["tallies"]
    return {
        "id": poll["id"],
        **{name: poll[name] for name in ("kind", "language", "title", "description", "opened_at", "closed_at", "eligible", "taking_part")},
        **{name: poll[name] for name in ("rules_sha256", "list_sha256", "seed")},
        **{name: tally[name] for name in ("method", "ballots", "abstained")},
        "options": [
            {"title": title[option], "votes": int(votes[option]), "won": option in tally["winners"]}
            for option in sorted(title, key=lambda option: -int(votes[option]))
        ],
        "ties": [{**tie, "between": [title[option] for option in tie["between"]]} for tie in tally["ties"]],
        "recomputable": tally["ballots"] >= RECOMPUTABLE_FROM,
    }


def moderated(said: Said, decisions: Mapping[str, Row]) -> Row:
    """How long decisions took on what had waited, how many were taken back, and what became of readers' reports."""
    waits = []
    for id_, facts in said.decisions.items():
        decided = datetime.fromisoformat(decisions[id_]["decided_at"])
        if decisions[id_]["version"] in facts["waiting"]:
            waits.append(decided - datetime.fromisoformat(said.versions[decisions[id_]["version"]].at))
    waits.sort()
    middle = waits[(len(waits) - 1) // 2 : len(waits) // 2 + 1] if waits else []
    answered = {became: said.answered[became] for became in ("hidden", "stood", "settled")}
    return {
        "decided": len(waits),
        "median": sum(middle, timedelta()) / len(middle) // TICK if middle else None,
        "longest": waits[-1] // TICK if waits else None,
        "long": sum(wait > LONG_WAIT for wait in waits),
        "decisions": len(said.decisions),
        "reversed": sum(bool(decisions[id_]["reverses"]) for id_ in said.decisions),
        "reports": {"received": said.flagged, **answered, "waiting": said.flagged - sum(answered.values())},
    }


def wrong_figures(summary: Row, expected: Row, word: Sequence[str]) -> Iterator[str]:
    """Which figures of a summary, and what of it is taken on the institution's `word`, are not there, or are others when counted again."""
    for name in (*expected, *word):
        if name not in summary:
            yield f"{name} is not there"
        elif name in expected and in_common(name, summary[name], expected["language"]) != expected[name]:
            yield f"{name} is another figure when it is counted again"


def in_common(name: str, told: Any, language: str) -> Any:
    """What a summary tells, without what is of its language: the name of what stands on no clause."""
    if name != "clauses":
        return told
    return [
        {**clause, "label": "" if not clause["clause"] and clause["label"] in ON_NONE[language] else clause["label"]} for clause in told
    ]


# ---- All of it


def check_manifest(bundle: Bundle, found: Findings) -> Row:
    """That the files are those that the manifest names."""
    manifest: Row = bundle.json("manifest.json")
    named = manifest["files"]
    for name in sorted((FIXED | bundle.names) - {"manifest.json"} | named.keys()):
        if name not in bundle.names:
            found.fault(name, "is missing")
        elif name not in named:
            found.fault(name, "is not in the manifest")
        elif sha256(bundle.read(name)).hexdigest() != named[name]:
            found.fault(name, "is not the file that the manifest names")
    found.holds(f"{len(named)} files, as the manifest names them")
    return manifest


def check_beside(bundle: Bundle, found: Findings) -> None:
    """What stands beside the data: the copy of this program, and what is said of the columns."""
    copy, checking = (sha256(program).hexdigest() for program in (bundle.read("verify.py"), Path(__file__).read_bytes()))
    if copy != checking:
        found.notes.append(
            f"the copy of verify.py in the bundle is another version (SHA-256 {copy}) than the one that is checking ({checking}); "
            "it is not asked, and nothing here rests on it"
        )
    resources = bundle.json("datapackage.json")["resources"]
    if sorted(one["path"] for one in resources) != sorted(bundle.names - {"datapackage.json", "manifest.json"}):
        found.fault("datapackage.json", "does not describe each file once")
    for one in resources:
        columns = TABLES.get(one["path"].partition("-")[0])
        due = [(column, "integer" if column in WHOLE else "string") for column in columns or ()]
        if [(told["name"], told["type"]) for told in one.get("schema", {}).get("fields", ())] != due:
            found.fault("datapackage.json", f"tells of other columns than {one['path']} has")
    found.holds("README.txt, and what datapackage.json says in words, were not checked")


def check(bundle: Bundle, found: Findings, *, head: str | None = None, edition: str | None = None, receipt: str | None = None) -> None:
    """All of it. What does not fit is named; what follows is checked all the same, as far as it can be."""
    manifest = step(found, "manifest.json", lambda: check_manifest(bundle, found)) or {}
    name = str(manifest.get("consultation"))
    first = step(found, "chain.jsonl", lambda: walk(bundle, name, found, lambda _entry, _said: None))
    if first is None:
        return
    if manifest.get("record") != {"length": first.length, "head": first.head}:
        found.fault("chain.jsonl", f"ends with entry {first.length}, {first.head}, and not where the manifest says")
    found.entries = first.length
    found.holds(f"the record of {name}: {first.length} entries, head {first.head}")
    revisions = step(found, "revisions", lambda: check_revisions(bundle, first, found)) or {}
    labels = step(found, "revisions", lambda: labels_of(revisions, first)) or {}
    step(found, "posts.csv", lambda: check_posts(bundle, first, labels, found))
    step(found, "attachments.csv", lambda: check_attachments(bundle, first, found))
    decisions = step(found, "decisions.csv", lambda: check_decisions(bundle, first, found)) or {}
    polls = step(found, "polls.json", lambda: check_polls(bundle, first, found)) or {}
    known = Known(revisions, polls, decisions)
    one = lambda entry, said: step(found, f"edition {entry['facts']['number']}", lambda: check_edition(bundle, entry, said, known, found))  # noqa: E731
    step(found, "editions", lambda: walk(bundle, name, Findings(), one))
    step(found, "editions", lambda: check_stray(bundle, first, found))
    step(found, "datapackage.json", lambda: check_beside(bundle, found))
    if first.editions or first.opened:
        found.holds(ON_ITS_WORD)
    if head is not None:
        check_head(first, head, found)
    if edition is not None:
        check_printed(first, edition, found)
    if receipt is not None:
        step(found, "receipt", lambda: check_receipt(bundle, polls, receipt, found))


def check_stray(bundle: Bundle, said: Said, found: Findings) -> None:
    """Whether each edition in the bundle was frozen."""
    numbers = {f"edition-{facts['number']}.json" for facts in said.editions.values()}
    for stray in sorted(name for name in bundle.names if name.startswith("edition-") and name not in numbers):
        found.fault(stray, "is an edition that was never frozen, as the record says")


def check_head(said: Said, head: str, found: Findings) -> None:
    """Whether the printed head is the hash of an entry."""
    if head not in said.heads:
        found.fault("head", f"{head} was printed, and is the hash of no entry of this record: it is another record, or was written anew")
    elif said.heads[head] == said.length:
        found.holds("the head is the printed one")
    else:
        found.holds(f"the printed head is that of entry {said.heads[head]} of {said.length}")
    found.fixed = max(found.fixed, said.heads.get(head, 0))


def check_printed(said: Said, edition: str, found: Findings) -> None:
    """Whether the printed hash is that of an edition's data, in which the head of the record stands."""
    if edition in said.frozen:
        found.fixed = max(found.fixed, said.frozen[edition])
        found.holds(f"an edition has the printed hash of data; it was frozen after entry {said.frozen[edition]} of {said.length}")
    else:
        found.fault("edition", f"{edition} was printed, and is the hash of no edition's data: it is another record, or was written anew")


def step(found: Findings, what: str, work: Callable[[], Any]) -> Any:
    """Do a part of the work; what cannot be read does not fit."""
    try:
        return work()
    except UNREADABLE as error:
        found.fault(what, f"cannot be read ({type(error).__name__}: {str(error)[:200]})")
    return None


def asked(given: Sequence[str]) -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description="Checks a bundle of open data.", allow_abbrev=False)
    parser.add_argument("bundle", metavar="BUNDLE.zip")
    parser.add_argument("--head", metavar="HASH", type=as_copied, help="the head of the record, as it was printed")
    parser.add_argument("--edition", metavar="HASH", type=as_copied, help="the hash of an edition's data, as it was printed")
    parser.add_argument("--receipt", metavar="CODE", type=as_copied, help="the receipt code of a vote")
    options = parser.parse_args(given)
    for name in ("head", "edition"):
        if (given_hash := getattr(options, name)) is not None and not HASH.fullmatch(given_hash):
            parser.error(f"--{name}: a hash is 64 digits of 0 to 9 and a to f")
    if options.receipt is not None and not CODE.fullmatch(options.receipt):
        parser.error("--receipt: a receipt code is 32 digits of 0 to 9 and a to f")
    return options


def as_copied(digits: str) -> str:
    """Hexadecimal digits, without what stands between them where they are copied from paper or a page."""
    return BETWEEN.sub("", digits.lower())


def main(given: Sequence[str]) -> int:
    """Check, print what was found, and give the exit status."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    options, found = asked(given), Findings()
    try:
        check(Bundle(options.bundle), found, head=options.head, edition=options.edition, receipt=options.receipt)
    except NoBundle as error:
        print(f"This is no bundle that can be read: {printable(str(error))}", file=sys.stderr)
        return 2
    for line in (*(found.held if not found.faults else ()), *found.notes):
        print(printable(line))
    for line in found.faults[:MOST_NAMED]:
        print(f"DOES NOT HOLD: {printable(line)}", file=sys.stderr)
    if len(found.faults) > MOST_NAMED:
        print(f"… and {len(found.faults) - MOST_NAMED} more", file=sys.stderr)
    if not found.faults:
        print(in_short(found))
    return 1 if found.faults else 0


def in_short(found: Findings) -> str:
    """How far it holds, where nothing does not fit."""
    if not found.fixed:
        return "It is consistent in itself; compare the head with the printed one."
    if found.fixed == found.entries:
        return "All of it holds."
    later = f"entries {found.fixed + 1} to {found.entries}" if found.fixed + 1 < found.entries else f"entry {found.entries}"
    return (
        f"What the first {found.fixed} entries fix holds; {later}, after what was printed, and what they fix, only agree with themselves."
    )


def printable(text: str) -> str:
    """Text from a bundle, without what could move a terminal's cursor."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


if __name__ == "__main__":
    csv.field_size_limit(2**24)
    sys.exit(main(sys.argv[1:]))
