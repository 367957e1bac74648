"""reanchor: where words that are quoted from one draft stand in the next, without storing anything."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from consult.anchoring import Placed, Placing
from consult.anchoring.folded_text import folded
from consult.anchoring.part_continuations import through_parts
from consult.anchoring.quotes import Quote, texts_of
from consult.formats.outline.clauses import Part
from consult.management import command
from consult.management.draft_files import read_draft
from consult.management.progress import watched
from consult.management.quote_files import QuoteLine, read_quotes
from consult.matching.links import Unit, units_of
from consult.matching.match import match


class Command(command.Command):
    """reanchor OLD NEW QUOTES.jsonl [--json]"""

    help = "Place quotes of one version of a draft in the next and print where each stands."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md."""
        parser.add_argument("old", metavar="OLD", type=Path)
        parser.add_argument("new", metavar="NEW", type=Path)
        parser.add_argument("quotes", metavar="QUOTES.jsonl", type=Path)
        parser.add_argument("--profile", default="auto")
        command.add_json(parser)

    def run(self, *, old: Path, new: Path, quotes: Path, profile: str, json: bool, **_: Any) -> None:
        """Print a place a quote, in the order of the file: as JSON, or as a table for people."""
        before = units_of(read_draft(old, profile=profile).clauses)
        called = by_label(before)
        given = read_quotes(quotes, labels=called)
        after = units_of(read_draft(new, profile=profile).clauses)
        texts = texts_of(before)
        placing = Placing(old=texts, new=texts_of(after), links=through_parts(match(before, after).links, before, after))
        found = [placing.placed(meant(one.quote, called[one.clause], texts), one.quote) for one in watched(given, on=sys.stderr)]
        labels = {unit.id: unit.label for unit in after}
        rows = [row(line, place, labels) for line, place in zip(given, found, strict=True)]
        if json:
            self.print_json(rows)
        else:
            self.print_table(rows)

    def print_table(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """A line a quote: its id, how it stands, how sure, and where."""
        for one in rows:
            place = "" if one["start"] is None else f" {one['start']}–{one['end']}"
            self.stdout.write(f"{one['id']}: {one['state']} {one['score']:.2f}  {one['clause'] or '–'}{place}")


def by_label(units: Iterable[Unit]) -> Mapping[str, Sequence[str]]:
    """The ids of the clauses that have each label, those of the body first."""
    called: dict[str, list[str]] = {}
    for unit in sorted(units, key=lambda unit: unit.part != Part.BODY):
        called.setdefault(unit.label, []).append(unit.id)
    return called


def meant(quote: Quote, clauses: Sequence[str], texts: Mapping[str, str]) -> str:
    """Which of the clauses with one label a quote is of: the first that says its words between those around them, or its words, or any."""
    for words in (quote.prefix + quote.exact + quote.suffix, quote.exact):
        for clause in clauses if len(clauses) > 1 else ():
            if folded(words) in folded(texts[clause]):
                return clause
    return clauses[0]


def row(line: QuoteLine, placed: Placed, labels: Mapping[str, str]) -> dict[str, Any]:
    """A place as contracts.md has it; the clause by its label."""
    return {
        "id": line.id,
        "state": placed.state.value,
        "clause": None if placed.clause is None else labels[placed.clause],
        "start": placed.start,
        "end": placed.end,
        "score": placed.score,
    }
