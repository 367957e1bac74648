"""How long the report of many contributions takes in each format, and how much memory; each in a process of its own."""

import json
import os
import subprocess
import sys
from typing import Final

import pytest

from tests.bench.conftest import ROOT, Measured

SECONDS: Final = {"html": 3, "pdf": 10, "docx": 15}
MEGABYTES: Final = 400
SIZES: Final = ((10_000, 300), (2_000, 300))  # the second lists all of its contributions on paper

pytestmark = [pytest.mark.sqlite]


@pytest.mark.parametrize("form", sorted(SECONDS))
def test_a_report_of_many_is_made_in_seconds_and_little_memory(form: str, measured: Measured) -> None:
    for posts, clauses in SIZES:
        took = rendered(form, posts, clauses)
        name = f"report of {posts:,} posts and {clauses} clauses as {form}"
        measured(f"{name}, processor", took["cpu"], "s", at_most=SECONDS[form], on_the_clock=took["seconds"], bytes=took["bytes"])
        measured(f"{name}, memory", took["megabytes"], "MB", at_most=MEGABYTES)


def rendered(form: str, posts: int, clauses: int) -> dict[str, float]:
    """What it took."""
    program = f"import django; django.setup(); from tests.bench.rendering import main; main({form!r}, {posts}, {clauses})"
    command = [sys.executable, "-c", program]
    there = {**os.environ, "DJANGO_SETTINGS_MODULE": "deploy.settings.testing"}
    found = subprocess.run(command, cwd=ROOT, env=there, capture_output=True, text=True, check=True, timeout=300)
    taken: dict[str, float] = json.loads(found.stdout)
    return taken
