"""What import-linter cannot say of parts of Django: the domain knows nothing of HTTP, templates' requests, or the admin."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FORBIDDEN = ("django.http", "django.views", "django.urls", "django.shortcuts", "django.contrib.admin", "rest_framework", "channels")


def imported(path: Path) -> Iterator[str]:
    """Every name that a file imports, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", sorted((ROOT / "consult").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_of_the_domain_imports_anything_of_http(path: Path) -> None:
    assert [name for name in imported(path) if name.startswith(FORBIDDEN)] == []


@pytest.mark.parametrize(
    "path", sorted([*(ROOT / "api").rglob("*.py"), *(ROOT / "frontend").rglob("*.py")]), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_request_sends_a_mail_itself(path: Path) -> None:
    assert [name for name in imported(path) if name.startswith(("consult.platform.mail", "django.core.mail", "smtplib"))] == []


def test_only_jobs_send_letters() -> None:
    senders = {path.name for path in (ROOT / "consult").rglob("*.py") if "mail.send(" in path.read_text()}
    assert senders == {"jobs.py", "flag_mails.py", "codes.py"}
