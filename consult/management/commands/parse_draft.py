"""parse_draft: what the importer reads in a file, without storing anything."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from consult.formats.outline.clauses import ParsedDraft
from consult.management import command
from consult.management.draft_files import read_draft


class Command(command.Command):
    """parse_draft FILE [--profile auto] [--json]"""

    help = "Read a draft into clauses and print them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--profile", default="auto")
        command.add_json(parser)

    def run(self, *, file: Path, profile: str, json: bool, **_: Any) -> None:
        """Print the clauses as JSON, or as an outline for people."""
        parsed = read_draft(file, profile=profile)
        if json:
            self.print_json(parsed.as_json())
        else:
            self.print_outline(parsed)

    def print_outline(self, parsed: ParsedDraft) -> None:
        """A line a clause, then the counts and the warnings."""
        for clause in parsed.clauses:
            self.stdout.write(f"{'  ' * clause.depth}{clause.label} {clause.heading}".rstrip())
        self.stdout.write(", ".join(f"{n} {kind}" for kind, n in parsed.counts().items()))
        for warning in parsed.warnings:
            self.stderr.write(f"{warning.place}: {warning.message}")
