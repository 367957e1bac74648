"""match_drafts: which clause of one draft is which of the next, without storing anything."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from consult.errors import BadInput
from consult.management import command
from consult.management.draft_files import read_draft
from consult.matching.links import Link, Unit, units_of
from consult.matching.match import level_of, links_of_kind, match

ALSO_CALLED: Final = {"§": "paragraph_sign"}


class Command(command.Command):
    """match_drafts OLD NEW [--unit KIND] [--json]"""

    help = "Match the clauses of two versions of a draft and print what became of each."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md."""
        parser.add_argument("old", metavar="OLD", type=Path)
        parser.add_argument("new", metavar="NEW", type=Path)
        parser.add_argument("--unit", metavar="KIND", help="the kind of clauses to tell of, as parse_draft names it: pasal, ayat, article")
        parser.add_argument("--profile", default="auto")
        command.add_json(parser)

    def run(self, *, old: Path, new: Path, unit: str | None, profile: str, json: bool, **_: Any) -> None:
        """Print the links of one kind as JSON, or as a table for people."""
        sides = [units_of(read_draft(file, profile=profile).clauses) for file in (old, new)]
        kind = _kind(unit, sides)
        began = perf_counter()
        links = list(links_of_kind(match(*sides), *sides, kind=kind))
        seconds = perf_counter() - began
        rows = [_row(link, *({one.id: one.label for one in side} for side in sides)) for link in links]
        if json:
            self.print_json({"links": rows, "seconds": round(seconds, 3)})
        else:
            self.print_table(rows)

    def print_table(self, rows: Sequence[dict[str, Any]]) -> None:
        """A line a link: what became of it, from where to where; a question mark where a person should look."""
        width = max((len(row["old"] or "") for row in rows), default=0)
        for row in rows:
            sure = f"{'?' if row['doubtful'] else ' '} {row['score']:.2f}"
            self.stdout.write(f"{row['status']:<10}{sure}  {row['old'] or '–':<{width}}  {row['new'] or '–'}")


def _kind(asked: str | None, sides: Sequence[Sequence[Unit]]) -> str:
    """The kind to tell of: the one asked for, or the one that people cite."""
    kinds = {unit.kind for side in sides for unit in side}
    kind = ALSO_CALLED.get(asked, asked) if asked else level_of(unit for side in sides for unit in side)
    if kind not in kinds:
        raise BadInput("draft.unknown_unit", field="unit", unit=asked or "pasal")
    return kind


def _row(link: Link, old: dict[str, str], new: dict[str, str]) -> dict[str, Any]:
    """A link as contracts.md has it; clauses by their labels."""
    return {
        "old": old[link.old] if link.old else None,
        "new": new[link.new] if link.new else None,
        "status": link.status.value,
        "renumbered": link.renumbered,
        "score": link.score,
        "doubtful": link.doubtful,
    }
