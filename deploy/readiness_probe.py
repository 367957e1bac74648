"""Whether the server of this container or machine is ready, asked under a name that it goes by: `python -m deploy.readiness_probe`."""

import os
import sys
from http.client import HTTPConnection, HTTPException
from typing import Final

PORT: Final = 8000
PATIENCE: Final = 5  # seconds


def healthy(port: int, host: str) -> bool:
    """Whether it answers, and its database does."""
    asked = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        asked.request("GET", "/health/ready", headers={"Host": host.lstrip(".")})
        return asked.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()


if __name__ == "__main__":
    sys.exit(not healthy(PORT, os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split()[0]))
