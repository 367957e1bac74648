"""Reads a draft into clauses: the way into this package."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from consult.errors import BadInput
from consult.formats.outline.clauses import DEEPEST, ParsedClause, ParsedDraft
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.line_reader import Reading
from consult.formats.outline.lines import Line, words
from consult.formats.outline.read_file import ReadFile
from consult.formats.reader_table import format_of
from consult.formats.traditions.detection import PROFILES, UNDETERMINED, Choice, choose, language_of
from consult.formats.traditions.profile import Profile

AUTO: Final = "auto"
PARAGRAPHS: Final = "paragraphs"
_LONGEST_TITLE: Final = 500  # characters
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,4})?")  # as long as is stored


def parse_draft(data: bytes, *, name: str, profile: str = AUTO) -> ParsedDraft:
    """Read the bytes of a draft into clauses, losing no word.

    Args:
        data: the file.
        name: of the file; says the format, and stands for a title where there is none.
        profile: a drafting tradition of `PROFILES`, `paragraphs` for none, or `auto`: the one that most lines speak for.

    A text without any clause that the profile knows becomes one clause a paragraph, with a warning.
    The file is read in this process: one that nobody vouches for goes through `apart.read_apart`, and then to `clauses_of`.

    Raises:
        BadInput: `draft.unknown_profile`, or what the reader of its format says of the bytes.
    """
    return clauses_of(format_of(name).read(data), name=name, profile=profile)


def clauses_of(file: ReadFile, *, name: str, profile: str = AUTO) -> ParsedDraft:
    """The clauses of a file that was read, with what its reader doubted; where the file itself says what is a clause, those.

    `name` and `profile` are as in `parse_draft`.

    Raises:
        BadInput: `draft.unknown_profile`; of a file that says itself what is a clause, `draft.deep` (`line`, `limit`).
    """
    if profile not in {AUTO, PARAGRAPHS, *PROFILES}:
        raise BadInput("draft.unknown_profile", field="profile", profile=profile)
    file = replace(file, language=tag_of(file.language))
    if file.clauses is not None:
        _refuse_deep(file.clauses)
        language, title = file.language or UNDETERMINED, file.title or PurePath(name).stem
        return ParsedDraft(file.format, file.profile or PARAGRAPHS, language, title, file.clauses, file.doubts)
    draft = _read_by_profile(file, name=name, profile=file.profile if profile == AUTO and file.profile else profile)
    return replace(draft, warnings=_on_pages(draft.warnings, file.lines))


def tag_of(said: str) -> str:
    """A language as files name it, as it is stored: a short BCP 47 tag, else the language alone; empty where it is neither."""
    tag = said.strip().replace("_", "-")
    return next((one for one in (tag, tag.partition("-")[0]) if _LANGUAGE.fullmatch(one)), "")


def _refuse_deep(clauses: Sequence[ParsedClause]) -> None:
    if deep := next((one for one in clauses if one.depth >= DEEPEST), None):
        raise BadInput("draft.deep", field="file", line=deep.line, limit=DEEPEST)


def _read_by_profile(file: ReadFile, *, name: str, profile: str) -> ParsedDraft:
    """The lines read in the tradition that is named or that most of them speak for; one clause a paragraph where none fits."""
    if profile == PARAGRAPHS:
        return _paragraphs(file, warned=False)
    choice = Choice((PROFILES[profile],), {}) if profile in PROFILES else choose(file.lines)
    drafts = (_parsed_by(one, file, choice, name=name) for one in choice.profiles)
    return next((draft for draft in drafts if draft), None) or _paragraphs(file, warned=True)


def _on_pages(doubts: Sequence[Doubt], lines: Sequence[Line]) -> tuple[Doubt, ...]:
    """The doubts in the order of their lines, each with the page of its line where the file has pages."""
    pages = {line.number: line.page for line in lines}
    placed = (doubt if doubt.page else replace(doubt, page=pages.get(doubt.line, 0)) for doubt in doubts)
    return tuple(sorted(placed, key=lambda doubt: doubt.line))


def source_words(data: bytes, *, name: str = "draft.txt") -> list[str]:
    """Every word of a file in order: what `ParsedDraft.words` of its reading must equal."""
    return [word for line in format_of(name).read(data).lines for word in words(line.text)]


def _parsed_by(profile: Profile, file: ReadFile, choice: Choice, *, name: str) -> ParsedDraft | None:
    """The draft as `profile` reads it; None where it finds nothing that people could cite."""
    reading = Reading(profile, file.lines)
    reading.read()
    clauses = tuple(node.frozen() for node in reading.outline.nodes)
    if not profile.knows(clause.kind for clause in clauses):
        return None
    title = file.title or _title(profile, file.lines) or PurePath(name).stem
    language = file.language or (profile.language if profile.language != UNDETERMINED else language_of(file.lines))
    doubts = (*file.doubts, *_doubt_choice(profile, choice, file.lines), *reading.doubts)
    return ParsedDraft(file.format, profile.name, language, title[:_LONGEST_TITLE], clauses, doubts, choice.evidence)


def _doubt_choice(profile: Profile, choice: Choice, lines: Sequence[Line]) -> list[Doubt]:
    facts = {"profile": profile.name, "other": choice.rival}
    return [Doubt(lines[0].number, "profile.close", facts)] if choice.rival and profile is choice.profiles[0] else []


def _title(profile: Profile, lines: Sequence[Line]) -> str:
    """The lines from the one that names the kind of law to where the recitals begin, on one line; empty where there is none."""
    texts = [line.text for line in lines[:40]]
    start = next((n for n, text in enumerate(texts) if profile.title_begins.match(text)), None)
    if start is None:
        return next((line.text for line in lines[:40] if line.level == 1), "")
    ends = [n for n, text in enumerate(texts) if n > start and profile.title_ends.match(text)]
    title = " ".join(texts[start : min(ends, default=start + 1)])[:_LONGEST_TITLE]
    return _without_echo(title)


def _without_echo(title: str) -> str:
    """The title without its beginning where that is printed twice in a row, as PDF files give it."""
    parts = title.split()
    for size in range(len(parts) // 2, 0, -1):
        if parts[:size] == parts[size : 2 * size]:
            return " ".join(parts[size:])
    return title


def _paragraphs(file: ReadFile, *, warned: bool) -> ParsedDraft:
    lines = file.lines
    clauses = tuple(_paragraph_clause(n, block) for n, block in enumerate(_blocks(lines), 1))
    warnings = (Doubt(lines[0].number, "draft.no_clauses", {}),) if warned else ()
    title = file.title or next((line.text for line in lines if words(line.text)), "")
    return ParsedDraft(file.format, PARAGRAPHS, file.language or UNDETERMINED, title[:_LONGEST_TITLE], clauses, (*file.doubts, *warnings))


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines between blank ones; every line by itself where the file has no blank line at all."""
    apart = not any(line.begins for line in lines[1:])
    blocks: list[list[Line]] = []
    for line in lines:
        if apart or line.begins or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _paragraph_clause(number: int, block: Sequence[Line]) -> ParsedClause:
    text = " ".join(line.text for line in block)
    return ParsedClause(
        key=f"clause-{number}",
        kind="clause",
        number=str(number),
        label=str(number),
        heading="",
        text=text,
        depth=0,
        parent=None,
        part="body",
        mark="",
        line=block[0].number,
    )
