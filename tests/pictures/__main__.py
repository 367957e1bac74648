"""`python -m tests.pictures [NAME…]`: all sights, or those whose name begins so, into build/pictures/."""

import shutil
import subprocess
import sys
import time
from typing import Final

from tests.pictures.house import ROOT, free_port, opened

FOLDER: Final = ROOT / "build" / "pictures"


def main(names: list[str]) -> int:
    """Open the house and take the pictures. 0: they are there."""
    began = time.monotonic()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with opened(free_port()) as address:
        status = subprocess.run([sys.executable, "-m", "tests.pictures.session", address, str(FOLDER), *names], cwd=ROOT).returncode
    print(f"{time.monotonic() - began:.0f} s: {FOLDER.relative_to(ROOT)}/index.html")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
