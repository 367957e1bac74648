"""A bundle of open data with something of everything, the program that checks it as strangers run it, and bundles that were changed."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from consult.accounts.viewer import OPERATOR
from consult.polls.models import Poll
from consult.record.open_data.bundle import VERIFIER, write_bundle
from consult.reports.actions import freeze_edition
from tests.cast import Scene, Someone, moment
from tests.consult.polls.voting import TITLES, asked, closes_poll, crowd, prepared, votes
from tests.consult.record.life import Life

Files = dict[str, bytes]
CODE = "0123456789abcdef" * 2


def with_polls(scene: Scene, ratna: Someone) -> Poll:
    """Polls in every state: closed with eleven ballots (which is given), closed with three, open, and in preparation."""
    voters = crowd(11)
    many, few, still = (asked(ratna, scene) for _ in range(3))
    for n, who in enumerate(voters):
        votes(who, many, [*TITLES[:2], None][n % 3], code=CODE if n == 0 else None)
    for who in voters[:3]:
        votes(who, few, TITLES[0])
        votes(who, still, TITLES[2])
    prepared(ratna, scene)
    closes_poll(ratna, few)
    return closes_poll(ratna, many)


def with_editions(life: Life, ratna: Someone, budi: Someone) -> None:
    """Two editions, with things happening between and after."""
    freeze_edition(actor=ratna.viewer, slug=life.slug, now=moment())
    budi.publishes(life.held)
    budi.hides(life.restored, rule=2)
    freeze_edition(actor=ratna.viewer, slug=life.slug, now=moment())
    budi.hides(life.held, rule=1)


def bundle(slug: str) -> Files:
    """The files of the bundle as it is made now."""
    out = BytesIO()
    write_bundle(slug, viewer=OPERATOR, now=moment(), out=out)
    with ZipFile(out) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def mended(files: Mapping[str, bytes]) -> Files:
    """The same with a manifest that fits."""
    manifest = json.loads(files["manifest.json"])
    hashes = {name: sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"}
    return {**files, "manifest.json": json.dumps({**manifest, "files": hashes}).encode()}


def zipped(files: Mapping[str, bytes] | Iterable[tuple[str, bytes]], path: Path) -> Path:
    """A zip file of them."""
    with ZipFile(path, "w", ZIP_DEFLATED) as out:
        for name, content in files.items() if isinstance(files, Mapping) else files:
            out.writestr(name, content)
    return path


def verified(path: Path, *options: str) -> tuple[int, str, str]:
    """What `verify.py` says of it, run as a stranger would: without anything but Python."""
    run = subprocess.run([sys.executable, "-I", "-S", str(VERIFIER), str(path), *options], capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr, run.stderr
    return run.returncode, run.stdout, run.stderr


def lines(content: bytes) -> list[bytes]:
    """The lines of a file, each with its end."""
    return content.splitlines(keepends=True)


Tampering = Callable[[Files], Files]
