"""create_poll: a poll of a consultation, from a JSON file."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import NoneType
from typing import Any, Final

from django.utils import timezone

from consult.accounts.viewer import OPERATOR
from consult.errors import BadInput
from consult.management import command
from consult.polls.actions import Question, create_open_poll, create_poll
from consult.polls.rules import Kind
from consult.record.verify import once_each

TEXTS: Final = {"title": True, "kind": True, "description": False, "language": False}  # field → whether it has to be there
NUMBERS: Final = ("seats", "budget")  # whole, or null, or left out
LANGUAGES: Final = ("id", "en")


class Command(command.Command):
    """create_poll SLUG FILE.json [--open] [--json]"""

    help = "Create a poll from {title, kind, options: [{title}]}; let people vote at once where --open is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where, and what."""
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("file", metavar="FILE.json", type=Path)
        parser.add_argument("--open", action="store_true", dest="opens", help="let people vote from now on")
        command.add_json(parser)

    def run(self, *, slug: str, file: Path, opens: bool, json: bool, **_given: Any) -> None:
        """Create it, open it where asked to, and print its id."""
        question = question_in(read(file))
        create = create_open_poll if opens else create_poll
        poll = create(actor=OPERATOR, slug=slug, question=question, now=timezone.now())
        if json:
            self.print_json({"id": str(poll.pk), "status": poll.status})
        else:
            self.stdout.write(f"{poll.pk} {poll.status}")


def read(file: Path) -> Mapping[str, Any]:
    """What the file holds.

    Raises:
        BadInput: it cannot be read, or holds no JSON object, or one in which a name stands twice.
    """
    try:
        found = json.loads(command.read_file(file), object_pairs_hook=once_each)
    except (ValueError, RecursionError) as error:
        raise BadInput("draft.unreadable", field="file", name=file.name, reason=str(error) or "JSON") from error
    if not isinstance(found, dict):
        raise BadInput("input.type", field="file", expected="{…}")
    return found


def question_in(given: Mapping[str, Any]) -> Question:
    """The question.

    Raises:
        BadInput: a field is missing, unknown, or not of its kind.
    """
    for wrong in wrong_in(given):
        raise wrong
    return Question(
        title=given["title"],
        options=[option["title"] for option in given["options"]],
        kind=Kind(given["kind"]),
        description=given.get("description", ""),
        language=given.get("language", "id"),
        **{field: given.get(field) for field in NUMBERS},
    )


def wrong_in(given: Mapping[str, Any]) -> Iterator[BadInput]:
    """What keeps a file from being a question."""
    for field in given.keys() - TEXTS.keys() - {"options", *NUMBERS}:
        yield BadInput("input.unknown", field=field)
    for field in NUMBERS:
        if type(given.get(field)) not in {int, NoneType}:  # True is an int, and no number
            yield BadInput("input.type", field=field, expected="1, 2, …")
    for field, is_needed in TEXTS.items():
        if field not in given and is_needed:
            yield BadInput("input.required", field=field)
        elif not isinstance(given.get(field, ""), str):
            yield BadInput("input.type", field=field, expected="text")
    for field, choices in {"kind": tuple(Kind), "language": LANGUAGES}.items():
        if given.get(field, choices[0]) not in choices:
            yield BadInput("input.choice", field=field, choices=", ".join(choices))
    options = given.get("options")
    if not isinstance(options, list):
        yield BadInput("input.type", field="options", expected="[{…}, …]")
        return
    for number, option in enumerate(options):
        if not isinstance(option, dict) or option.keys() != {"title"} or not isinstance(option["title"], str):
            yield BadInput("input.type", field=f"options.{number}", expected='{"title": "…"}')
