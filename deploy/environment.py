"""Make `.venv/` from the locked, hashed requirements: `python3 -m deploy.environment runtime|development`.

Needs nothing but a python3. A stamp in the environment keeps the digest of what was installed, so that a second call only compares.
"""

from __future__ import annotations  # also read by a python3 that is too old for Rembuk, to look for a newer one

import fcntl
import hashlib
import os
import shutil
import subprocess  # nosec B404
import sys
from functools import cache
from pathlib import Path

from deploy.debian import install, ran, say

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
HOLDS = {"runtime": ("runtime",), "development": ("development", "runtime")}  # the second list contains the first
CANDIDATES = (getattr(sys, "_base_executable", sys.executable), "python3.13", "python3.12", "python3.11")
IS_NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 11))"


def main(group: str) -> int:
    """Bring the environment in step with `requirements/{group}.txt`. 0: it is."""
    with (ROOT / "requirements" / "runtime.txt").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two calls at the same time the second waits here, and then finds all done
        if PYTHON.exists() and _stamp(group).exists() and _stamp(group).read_text() == _digest(group):
            return 0
        requirements = _requirements(group)
        say(f"Installing the locked requirements ({group}) into .venv; with pip this takes about a minute …")
        if not (_installed_with_uv(requirements) or _installed_with_pip(requirements)):
            say("The requirements could not be installed; what uv or pip printed above says why.")
            return 1
        for held in HOLDS[group]:
            _stamp(held).write_text(_digest(held))
    return 0


def _installed_with_uv(requirements: Path) -> bool:
    uv = shutil.which("uv")
    if uv is None or not ran(uv, "--version", quiet=True):
        return False
    os.environ["UV_PYTHON_DOWNLOADS"] = "never"
    if not _is_usable(PYTHON):
        _clear()
        if not ran(uv, "venv", "--quiet", "--python", _interpreter(), ENVIRONMENT):
            return False
    return ran(uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "--no-deps", "-r", requirements)


def _installed_with_pip(requirements: Path) -> bool:
    if not ran(PYTHON, "-m", "pip", "--version", quiet=True) or not _is_usable(PYTHON):
        _clear()
        if not _can_make_environments() or not ran(_interpreter(), "-m", "venv", ENVIRONMENT):
            return False
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    return ran(*pip, "--require-hashes", "--no-deps", "-r", requirements)


def _can_make_environments() -> bool:
    """Debian keeps a part of Python's venv in a package of its own."""
    python = _interpreter()
    has_pip = (python, "-c", "import ensurepip, venv")
    if ran(*has_pip, quiet=True):
        return True
    version = "import sys; print('python%d.%d-venv' % sys.version_info[:2])"
    printed = subprocess.run([python, "-c", version], capture_output=True, text=True, check=True)  # nosec B603
    package = printed.stdout.strip()
    if install(package) and ran(*has_pip, quiet=True):
        return True
    say(f"Python's venv is not complete on this machine. Please install Debian's package {package} (or uv), and try again.")
    return False


@cache
def _interpreter() -> str:
    """The python3 of this machine where it is new enough, else the newest beside it."""
    for candidate in CANDIDATES:
        if _is_usable(candidate):
            return candidate
    sys.exit("Rembuk needs Python 3.11 or newer; none was found as python3, python3.13, python3.12 or python3.11.")


def _is_usable(python: str | Path) -> bool:
    return ran(python, "-c", IS_NEW_ENOUGH, quiet=True)


def _clear() -> None:
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)


def _requirements(group: str) -> Path:
    return ROOT / "requirements" / f"{group}.txt"


def _digest(group: str) -> str:
    return hashlib.sha256(_requirements(group).read_bytes()).hexdigest()


def _stamp(group: str) -> Path:
    return ENVIRONMENT / f"installed-{group}.sha256"


if __name__ == "__main__":
    if sys.argv[1:] not in (["runtime"], ["development"]):
        sys.exit("usage: python3 -m deploy.environment runtime|development")
    sys.exit(main(sys.argv[1]))
