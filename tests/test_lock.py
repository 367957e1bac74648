"""The locked requirements: hashed, without addresses, in step with pyproject.toml, and none older than its last known hole."""

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT: Final = Path(__file__).parent.parent
GROUPS: Final = ("runtime", "development")

FLOORS: Final = {  # the first version without the hole that is named beside it
    "autobahn": ("20.12.3", "CVE-2020-35678, headers put into redirects"),
    "bleach": ("6.4.0", "its last release; behind it stands nh3"),
    "certifi": ("2024.7.4", "CVE-2024-39689, an authority that lost trust"),
    "cryptography": ("44.0.1", "CVE-2024-12797, raw public keys not checked"),
    "daphne": ("4.2.2", "frames without a limit of size, headers let through"),
    "django": ("5.2.8", "CVE-2025-64459, SQL put into a filter's _connector"),
    "django-allauth": ("65.13.0", "CVE-2025-65431, people known by a name that they can change"),
    "djangorestframework": ("3.15.2", "CVE-2024-21520, scripts in long headers"),
    "idna": ("3.7", "CVE-2024-3651, time that grows with the square"),
    "pillow": ("11.3.0", "CVE-2025-48379, memory written past its end"),
    "pyyaml": ("5.4", "CVE-2020-14343, objects made by full_load"),
    "redis": ("4.5.5", "CVE-2023-28859, answers given to another caller"),
    "requests": ("2.32.4", "CVE-2024-47081, passwords of .netrc given away"),
    "setuptools": ("78.1.1", "CVE-2025-47273, files written outside"),
    "sqlparse": ("0.5.0", "CVE-2024-4340, recursion without end"),
    "twisted": ("24.7.0", "CVE-2024-41671, answers out of order"),
    "ujson": ("5.4.0", "CVE-2022-31117, memory freed twice"),
    "urllib3": ("2.6.0", "CVE-2025-66418, compression in compression without end"),
    "werkzeug": ("3.0.6", "CVE-2024-49767, memory without bound"),
}

Locked = dict[str, set[Version]]


def entries(group: str) -> list[str]:
    """One string a requirement: its line with the hashes that continue it."""
    text = (ROOT / "requirements" / f"{group}.txt").read_text()
    joined = text.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]


def locked(group: str) -> Locked:
    """Every package with its version, or with several where that depends on the machine."""
    found: Locked = {}
    for entry in entries(group):
        name, _, rest = entry.partition("==")
        found.setdefault(canonicalize_name(name), set()).add(Version(rest.split()[0]))
    return found


@pytest.mark.parametrize("group", GROUPS)
def test_every_requirement_is_one_version_with_its_hashes(group: str) -> None:
    wrong = [entry for entry in entries(group) if not re.match(r"[A-Za-z0-9_.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)]
    assert not wrong


@pytest.mark.parametrize("group", GROUPS)
def test_the_locked_requirements_name_no_address_and_no_index(group: str) -> None:
    text = (ROOT / "requirements" / f"{group}.txt").read_text()
    assert not re.findall(r"\S*://\S*|--(?:extra-)?index-url|--find-links|--trusted-host|^\S+ @ ", text, re.MULTILINE)


def test_what_tests_run_on_is_what_people_run_on() -> None:
    development = locked("development")
    assert {name: development.get(name) for name in locked("runtime")} == locked("runtime")


@pytest.mark.parametrize("group", GROUPS)
def test_the_lock_holds_what_pyproject_asks_for(group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *(project["dependency-groups"]["dev"] if group == "development" else ())]
    versions = locked(group)
    unmet = [wish for wish in map(Requirement, asked) if not _is_met(wish, versions)]
    assert not unmet


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_is_older_than_its_last_known_hole(group: str) -> None:
    too_old = [
        f"{name} {version} < {floor}: {hole}"
        for name, versions in locked(group).items()
        for version in versions
        for floor, hole in [FLOORS.get(name, ("0", ""))]
        if version < Version(floor)
    ]
    assert not too_old


def _is_met(wish: Requirement, versions: Locked) -> bool:
    return any(version in wish.specifier for version in versions.get(canonicalize_name(wish.name), ()))
