"""What docs/deployment.md names is there: settings, files, commands."""

import re
from typing import Final

import pytest
from django.core.management import get_commands

from deploy.settings.parts import ROOT
from tests.deploy.test_settings import PRODUCTION

pytestmark = pytest.mark.sqlite  # no database is asked

PAGE: Final = (ROOT / "docs" / "deployment.md").read_text()
SETTINGS: Final = set(re.findall(r"`([A-Z][A-Z_]+)(?:=[^`]*)?`", PAGE))
NOT_OURS: Final = {"INFO", "WARNING", "DJANGO_SETTINGS_MODULE"}  # values of one, and what Django reads


def test_every_setting_on_the_page_is_read_somewhere() -> None:
    files = [*(ROOT / "deploy" / "settings").glob("*.py"), *(ROOT / "deploy").glob("compose*.yaml"), *(ROOT / "deploy").glob("*.py")]
    read = "".join(file.read_text() for file in files)

    assert not {name for name in SETTINGS - NOT_OURS if not re.search(rf"[\"{{]{name}\b", read)}


def test_every_setting_that_the_product_reads_is_on_the_page() -> None:
    sources = "".join((ROOT / "deploy" / "settings" / f"{name}.py").read_text() for name in ("base", "production"))

    assert {*re.findall(r"""named\("([A-Z_]+)\"""", sources), *PRODUCTION} <= SETTINGS


def test_every_file_and_command_on_the_page_is_there() -> None:
    files = re.findall(r"(?:deploy|decisions)/[\w.-]+\.(?:sh|yaml|env|md|conf)", PAGE)
    missing = {name for name in files if not ((ROOT / name).exists() or (ROOT / "docs" / name).exists())} - {"deploy/rembuk.env"}
    commands = re.findall(r"manage\.py (\w+)|`(verify_record|erase_person)", PAGE)

    assert not missing
    assert {one or other for one, other in commands} <= get_commands().keys()
    assert "serve-scaled:" in (ROOT / "Makefile").read_text()
