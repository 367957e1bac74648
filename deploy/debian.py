"""Debian's packages, installed where this is allowed: as root, with apt."""

from __future__ import annotations  # also read by a python3 that is too old for Rembuk, to look for a newer one

import os
import shutil
import subprocess  # nosec B404
import sys
from functools import cache
from pathlib import Path

WAITING = ("-o", "DPkg::Lock::Timeout=300")  # another run on this machine may be installing the same


def say(sentence: str) -> None:
    """Tell the person at the terminal what takes long, or what is missing."""
    print(sentence, file=sys.stderr, flush=True)


def ran(*command: object, at: Path | None = None, quiet: bool = False) -> bool:
    """Whether `command` ended well, in the folder `at`. What it prints goes to standard error, and nowhere with `quiet`."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=at, check=False)  # nosec B603
    except OSError:
        return False
    return done.returncode == 0


def may_install() -> bool:
    """Whether apt is here and we are root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install `packages`, each for itself, so that one which is not to be had does not keep the others away."""
    if not may_install():
        return False
    say(f"Installing Debian's {', '.join(packages)} …")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    _update()
    outcomes = [ran("apt-get", *WAITING, "install", "-y", "-qq", "--no-install-recommends", name, quiet=True) for name in packages]
    return all(outcomes)


@cache
def _update() -> bool:
    return ran("apt-get", *WAITING, "update", "-qq", quiet=True)
