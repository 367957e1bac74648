"""tally: count a file of ballots by a method, and print what came of it."""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from django.utils.translation import gettext as _

from consult.errors import BadInput, Refusal
from consult.management import command, tally_explanation, tally_text
from consult.management.progress import watched
from consult.platform.markup import one_line
from consult.polls.explanation import explain
from consult.sentences import SENTENCES, sentence_of
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.limits import look_alikes, money_in, shown
from consult.tally.formats.read_ballots import read_file
from consult.tally.formats.write_ballots import left_out, writer_of, written
from consult.tally.method_table import METHODS, Method
from consult.tally.tally_json import told_tally

NUMBER: Final = re.compile("[0-9]{1,9}")


class Command(command.Command):
    """tally FILE --method M [--seats N] [--budget B] [--json] [--explain] [--ballots OUT]"""

    help = "Count a file of ballots (BLT, CSV, JSON, ABIF, Pabulib) by a method."
    requires_system_checks = []  # it reads no table and no setting, and a million ballots take a second

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of contracts.md; numbers come as they were written, so that one refusal says what is wrong."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--method", required=True, metavar="M", help=", ".join(METHODS))
        parser.add_argument("--seats", metavar="N", help="how many are elected, by methods that elect several")
        parser.add_argument("--budget", metavar="B", help="what there is, by methods that fund projects; else what the file says")
        parser.add_argument("--ballots", metavar="OUT", type=Path, help="write the ballots as they were read (.csv, .json, .blt)")
        parser.add_argument("--explain", action="store_true", help="say in words how the result came about")
        command.add_json(parser)

    def run(self, *, file: Path, method: str, seats: str | None, budget: str | None, **given: Any) -> None:
        """Read, count, write the ballots where asked to, and print."""
        rule = method_of(method)
        asked = {"seats": seats_in(seats, rule), "budget": budget_in(budget, rule)}
        if given["ballots"]:
            writable(given["ballots"], beside=file)
        is_watched = sys.stderr is not None and sys.stderr.isatty()
        ballots = read_file(file, rule.reads, watched=partial(watched, on=sys.stderr) if is_watched else iter)
        keywords = needs(rule, ballots, asked)
        started = perf_counter()
        outcome = rule.count(ballots.profile, lot=ballots.lot, **keywords).plain()
        tally = told_tally(outcome, title=str, pair=str, seconds=round(perf_counter() - started, 6))
        if given["ballots"]:
            command.write_file(given["ballots"], written(ballots, given["ballots"]), field="ballots")
            if names := left_out(ballots, given["ballots"]):
                self.note(given["ballots"], "tally.left_out", names=", ".join(names))
        for code, number in ballots.notes.items():
            self.note(file, code, n=number)
        for names in look_alikes(ballots.profile.options):
            self.note(file, "tally.look_alike", names=names)
        explained = tally_explanation.in_each_language(partial(explain, outcome, **to_explain(keywords))) if given["explain"] else {}
        if given["json"]:
            self.print_json({**tally, "explained": tally_explanation.values(explained)} if explained else tally)
            return
        self.stdout.write("\n".join(tally_explanation.lines(explained) if explained else tally_text.lines(tally)))

    def note(self, file: Path, code: str, **facts: object) -> None:
        """Say something of a file beside the result."""
        self.stderr.write(one_line(f"{file.name}: {SENTENCES[code] % facts}"), self.style.NOTICE)

    def told(self, refusal: Refusal, options: Mapping[str, Any]) -> str:
        """The refusal as one line; what is wrong in the file is told with its line."""
        if not isinstance(refusal, BadInput) or refusal.field != "file":
            return super().told(refusal, options)
        facts = {"file": options["file"].name, "line": refusal.facts.get("line"), "sentence": sentence_of(refusal)}
        at = _("%(file)s, line %(line)s: %(sentence)s") if facts["line"] else "%(file)s: %(sentence)s"
        return one_line(at % facts)


def writable(out: Path, *, beside: Path) -> None:
    """Check where ballots are to be written, before any are read.

    Raises:
        BadInput: there is no such format, or it is the file that is read.
    """
    writer_of(out)
    if out.exists() and beside.exists() and out.samefile(beside):
        raise BadInput("tally.same_file", field="ballots")


def method_of(name: str) -> Method:
    """The method.

    Raises:
        BadInput: there is none of this name.
    """
    if name not in METHODS:
        raise BadInput("tally.method", field="method", given=shown(name), methods=", ".join(METHODS))
    return METHODS[name]


def seats_in(given: str | None, rule: Method) -> int | None:
    """How many are to be elected, where that was given.

    Raises:
        BadInput: it is no number from 1 up, or the method elects one.
    """
    if given is None:
        return None
    if not NUMBER.fullmatch(given) or not int(given):
        raise BadInput("tally.seats", field="seats", given=shown(given))
    if "seats" not in rule.takes and int(given) > 1:
        raise BadInput("tally.one_seat", field="seats", method=rule.name)
    return int(given)


def budget_in(given: str | None, rule: Method) -> object:
    """What there is to be given out, where that was given.

    Raises:
        BadInput: it is no amount of money, or the method gives out none.
    """
    if given is None:
        return None
    if "budget" not in rule.takes:
        raise BadInput("tally.no_budget_method", field="budget", method=rule.name)
    found = money_in(given)
    if not found:
        raise BadInput("tally.budget", field="budget", given=shown(given))
    return found


def needs(rule: Method, ballots: BallotFile, asked: Mapping[str, object]) -> dict[str, object]:
    """What the method takes beside the ballots and the lot.

    Raises:
        BadInput: it is neither in the file nor was it given, or more are to be elected than there are.
    """
    keywords: dict[str, object] = {}
    if "seats" in rule.takes:
        keywords["seats"] = seats_of(rule, ballots, asked["seats"])
    if "budget" in rule.takes:
        keywords["budget"] = ballots.budget if asked["budget"] is None else asked["budget"]
        if keywords["budget"] is None:
            raise BadInput("tally.needs_budget", field="budget")
    if "costs" in rule.takes:
        keywords["costs"] = ballots.costs
        if ballots.costs is None:
            raise BadInput("tally.needs_costs", field="file")
    return keywords


def seats_of(rule: Method, ballots: BallotFile, asked: object) -> int:
    """How many are elected: what was asked for; else as many as the file says, by a method for several seats, and one by any other.

    Raises:
        BadInput: nobody says how many, or there are fewer options.
    """
    seats = asked if isinstance(asked, int) else ballots.seats if rule.fills_seats else 1
    if seats is None:
        raise BadInput("tally.needs_seats", field="seats")
    if seats > len(ballots.profile.options):
        raise BadInput("tally.many_seats", field="seats", seats=seats, options=len(ballots.profile.options))
    return seats


def to_explain(keywords: Mapping[str, Any]) -> dict[str, Any]:
    """The same for whoever puts it into words: money as decimal numbers."""
    costs = {option: decimal(cost) for option, cost in keywords.get("costs", {}).items()}
    told = {"seats": keywords.get("seats", 1)}
    return {**told, "costs": costs, "budget": decimal(keywords["budget"])} if costs else told


def decimal(money: Fraction) -> str:
    """An amount as a decimal number; files hold no others."""
    return str(Decimal(money.numerator) / Decimal(money.denominator))
