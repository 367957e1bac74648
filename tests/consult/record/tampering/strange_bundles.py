"""Bundles whose chain was rebuilt around a value of a shape that nobody wrote."""

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import cycle
from typing import Any, Final

from consult.platform.audit.canonical import canonical
from tests.consult.record.bundles import Files, mended
from tests.consult.record.tampering.bundle_changes import rebuilt

VALUES: Final[tuple[Any, ...]] = (None, 5, -1, "", "lain", [], [None], {}, {"a": 1}, True, 1.5, [[]])
FROZEN: Final = {"revision-1.json": "revision.published", "edition-2.json": "edition.frozen"}  # file → the last entry that holds its hash


def rebuilt_around_a_file(files: Files, name: str) -> Iterator[Files]:
    """With one value of a file changed, and everything else made to fit."""
    value, values = json.loads(files[name]), cycle(VALUES)
    last = max(n for n, entry in enumerate(entries(files), start=1) if entry["action"] == FROZEN[name])
    for holder, key in list(places(value)):
        true, holder[key] = holder[key], next(values)
        content = canonical(value)
        holder[key] = true
        yield changed_entry({**files, name: content}, last, digest=sha256(content).hexdigest())


def rebuilt_around_an_entry(files: Files) -> Iterator[Files]:
    """With one field of an entry, or one of its facts, changed or gone: of the first and the last of each action."""
    found, values = entries(files), cycle(VALUES)
    numbers = {entry["action"]: entry["number"] for entry in found} | {f"{e['action']} first": e["number"] for e in reversed(found)}
    for number in sorted(set(numbers.values())):
        entry = found[number - 1]
        for field in ("action", "subject", "digest", "at", "facts"):
            yield changed_entry(files, number, **{field: next(values)})
        for fact in entry["facts"]:
            yield changed_entry(files, number, facts={**entry["facts"], fact: next(values)})
            yield changed_entry(files, number, facts={name: value for name, value in entry["facts"].items() if name != fact})


def changed_entry(files: Files, number: int, **values: Any) -> Files:
    """The same with an entry changed, and chain and manifest made to fit."""
    return mended(rebuilt(files, lambda entry: entry.update(values if entry["number"] == number else {})))


def entries(files: Files) -> list[Any]:
    """The entries of the chain."""
    return [json.loads(line) for line in files["chain.jsonl"].splitlines()]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a value, as what holds it and its key there; of a list the first stands for all."""
    keys = list(value) if isinstance(value, dict) else [0] if isinstance(value, list) and value else []
    for key in keys:
        yield value, key
        yield from places(value[key])
