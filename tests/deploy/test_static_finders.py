"""Static files as production serves them: collected once, under names that change with what they hold, packed beforehand."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import override_settings

from deploy.settings import base
from deploy.settings.parts import ROOT, storages
from deploy.static_finders import Collected


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files, collected as production does."""
    target = tmp_path_factory.mktemp("collected")
    config, name = apps.get_app_config("staticfiles"), f"{Collected.__module__}.{Collected.__name__}"
    assert name in base.INSTALLED_APPS
    with pytest.MonkeyPatch.context() as patch, override_settings(STATIC_ROOT=str(target), STORAGES=storages(packed=True, files="")):
        patch.setattr(config, "ignore_patterns", Collected.ignore_patterns)  # the suite's own settings have Django's
        call_command("collectstatic", interactive=False, verbosity=0)
    return target


def test_the_collected_style_sheet_names_collected_fonts_and_is_packed(folder: Path) -> None:
    (sheet,) = folder.glob("naskah.????????????.css")
    fonts = re.findall(r'url\("(fonts/[^"]+)"\)', sheet.read_text())

    assert len(fonts) == 2
    assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", font) and (folder / font).exists() for font in fonts)
    assert sheet.with_name(f"{sheet.name}.br").exists()
    assert sheet.with_name(f"{sheet.name}.gz").exists()


def test_every_file_that_a_template_names_is_collected(folder: Path) -> None:
    pages = [page.read_text() for part in ("frontend", "api") for page in (ROOT / part / "templates").rglob("*.html")]
    named = {name for page in pages for name in re.findall(r"{% static '([^']+)' %}", page)}

    assert named
    assert not {name for name in named if not (folder / name).exists()}
    assert list((folder / "django_htmx").glob("htmx-2.min.????????????.js"))


def test_what_packages_bring_along_for_pages_of_their_own_is_not_collected(folder: Path) -> None:
    assert {each.name for each in folder.iterdir() if each.is_dir()} == {"api", "django_htmx", "fonts", "modules"}
    assert sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) < 1_000_000
