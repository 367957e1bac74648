"""Fills a database that is not the test's own, in a process of its own, and says what a trial asks for there over HTTP."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from consult.consultations.rules import Moderation
from tests.bench.asking import token_of
from tests.cast import someone, staged

ROOT: Final = Path(__file__).resolve().parents[2]
SLUG: Final = "pasar-ramai"
LABELS: Final = ("Pasal 3", "Pasal 4", "Pasal 5")


@dataclass(frozen=True)
class Seed:
    """An open consultation: clauses to write on, and a token a person."""

    clauses: list[UUID]
    tokens: list[str]


def manage(*words: str, environment: dict[str, str]) -> str:
    """One of our commands, to its end; what it printed."""
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def seeded(environment: dict[str, str], *, people: int) -> Seed:
    """Migrate the database that the environment names, and fill it."""
    manage("migrate", "-v0", "--skip-checks", environment=environment)
    act = f"from tests.trials.seeding import fill; fill({people})"
    found = json.loads(manage("shell", "-v0", "-c", act, environment=environment))
    return Seed([UUID(each) for each in found["clauses"]], found["tokens"])


def fill(people: int) -> None:
    """Put it there, and print what was put."""
    scene = staged(SLUG, moderation=Moderation.AFTER, officials=[someone("Ratna")], moderators=[someone("Budi")])
    tokens = [token_of(someone(f"Warga-{number}")) for number in range(people)]
    print(json.dumps({"clauses": [str(scene.clause(label)) for label in LABELS], "tokens": tokens}))
