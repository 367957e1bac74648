"""The known payloads and names beside the project; the project holds none of them."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest

HOSTILE: Final = Path(__file__).resolve().parents[2] / "../shared/data/hostile"
SAMPLED: Final = 24

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


def read(name: str) -> Any:
    """What one of the files holds."""
    return json.loads((HOSTILE / name).read_text("utf-8"))
