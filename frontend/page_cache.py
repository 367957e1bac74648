"""What is made once and kept in the cache: under everything that enters it, so that nothing in there is ever wrong, only unused."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

from django.conf import settings
from django.core.cache import cache as kept

Made = TypeVar("Made")

KEPT: Final = 24 * 60 * 60  # seconds
SHORTLY: Final = 5 * 60
PLACES: Final = 64
HOME: Final = Path(__file__).parents[1]
SOURCES: Final = ("consult", "frontend", "deploy/settings")  # folders; all of the domain, since instants, words and figures come from there
KINDS: Final = frozenset({".py", ".html", ".mo"})


def once_a_key(parts: tuple[object, ...], make: Callable[[], Made], *, told: int = 0, seconds: int = KEPT) -> Made:
    """What was kept under everything that enters; else it is made and kept.

    What holds only as long as nothing new is told takes the place of what was kept before, so that there is never more than one.
    """
    key = f"made-{sha256(repr((*parts, made_from())).encode()).hexdigest()}"
    found: tuple[int, Made] | None = kept.get(key)
    if found is None or found[0] != told:
        found = (told, make())
        kept.set(key, found, seconds)
    return found[1]


def once_in_few(what: str, parts: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """The same for what anybody can ask for in more ways than there is room: some minutes, and never more than `PLACES` of a kind."""
    number = int(sha256(repr(parts).encode()).hexdigest(), 16)
    return once_a_key((what, number % PLACES), make, told=number, seconds=SHORTLY)


def forget(**_facts: object) -> None:
    """Keep nothing of what was made: somebody has been erased, whose words may stand in it. Where it cannot, a job comes back to it."""
    with suppress(ConnectionError):
        kept.clear()


@cache
def made_from() -> str:
    """A digest of the templates, words and code that make the HTML, so that a new release does not find the HTML of the old one."""
    return sha256(f"{digest_of(HOME)} {settings.FORCE_SCRIPT_NAME}".encode()).hexdigest()


def digest_of(home: Path) -> str:
    """A digest of all sources below `home`, by name and content; some 10 ms, once a process."""
    found = (path for folder in SOURCES for path in (home / folder).rglob("*") if path.suffix in KINDS)
    digest = sha256()
    for path in sorted(found):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(home)} {len(content)}\n".encode() + content)
    return digest.hexdigest()
