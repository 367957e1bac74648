"""nginx before two servers of this machine, from `nginx.conf`, which the image of its container is made of, too."""

import grp
import os
import pwd
import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Final

from deploy import machine
from deploy.machine import Missing
from deploy.services import Server

HERE: Final = Path(__file__).parent
NOBODY: Final = "192.0.2.1"  # an address of documentation (RFC 5737): no balancer stands before it
NOTHING: Final = "/nonexistent/*.conf"  # to be included: TLS does not end here


class Nginx(Server):
    """Listens on this machine alone, and serves the files of a folder."""

    kind, package = "nginx", "nginx"

    def __init__(
        self, folder: Path, *, port: int, servers: tuple[str, str], static: Path, log: Path, balancer: str = NOBODY, tls: str = NOTHING
    ) -> None:
        found = machine.nginx()
        if found is None:
            raise Missing(f"there is no nginx{machine.why_missing()}")
        super().__init__(folder)
        self.port, self.program = port, found
        for_all(HERE / "pages", folder / "pages")
        (folder / "nginx.conf").write_text(
            filled(
                {
                    "FOLDER": str(folder),
                    "LOG": str(log),
                    "LISTEN": f"127.0.0.1:{port}",
                    "TLS": tls,
                    "BALANCER": balancer,
                    "SERVER_1": servers[0],
                    "SERVER_2": servers[1],
                    "STATIC": str(static),
                    "PAGES": str(folder / "pages"),
                }
            )
        )

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def _command(self) -> list[str]:
        return [self.program, "-e", "stderr", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), "-g", f"daemon off; {_user()}"]

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


def for_all(source: Path, target: Path) -> None:
    """A copy that everybody can read: those who speak with the world may not enter the folder in which Rembuk lies."""
    target.parent.chmod(0o755)
    target.mkdir()
    target.chmod(0o755)
    for page in source.iterdir():
        shutil.copyfile(page, target / page.name)
        (target / page.name).chmod(0o644)


def filled(values: Mapping[str, str]) -> str:
    """The configuration with these values; what nginx itself fills in stays."""
    return Template((HERE / "nginx.conf").read_text()).safe_substitute(values)


def _user() -> str:
    """Whom those run as who speak with the world, when we are root."""
    if os.geteuid() != 0:
        return ""
    nobody = pwd.getpwnam("nobody")
    return f"user nobody {grp.getgrgid(nobody.pw_gid).gr_name};"
