"""The known payloads and names beside the project; the project holds none of them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from consult.platform.markup import one_line

HOSTILE: Final = Path(__file__).resolve().parents[2] / "../shared/data/hostile"
SAMPLED: Final = 16
LINE: Final = 90  # characters that fit into a name or a title, beside the mark that tells where they were typed

needs_payloads = pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile payloads are not beside the project")


def payloads() -> list[str]:
    """All of them, with the hostile names and the addresses that must not become links."""
    addresses = read("urls.json")
    return [*(row["payload"] for row in read("xss.json")), *addresses["names"], *addresses["javascript_href"]]


def firing() -> list[str]:
    """Those that run a script when they stand in a page as they are."""
    return [row["payload"] for row in read("xss.json") if row["fires"]]


def sampled(every: Iterable[str]) -> list[str]:
    """A few of them, spread evenly over their kinds: the list goes source by source."""
    listed = list(every)
    return listed[:: max(1, len(listed) // SAMPLED)]


def handfuls(texts: Iterable[str], most: int) -> Iterator[list[str]]:
    """The texts in groups that have at most so many characters each; what is longer is alone."""
    held: list[str] = []
    for text in texts:
        if held and sum(map(len, held)) + len(held) + len(text) > most:
            yield held
            held = []
        held.append(text)
    if held:
        yield held


def line(text: str, mark: str) -> str:
    """What of the text fits into a title, with a mark behind it that tells where it was typed."""
    return f"{one_line(text)[:LINE].strip()} {mark}".strip()


def read(name: str) -> Any:
    """What one of the files holds."""
    return json.loads((HOSTILE / name).read_text("utf-8"))
