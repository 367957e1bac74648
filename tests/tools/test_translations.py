"""A catalogue that is unfinished, or not what is compiled, is named with its line."""

from pathlib import Path

import polib  # type: ignore[import-untyped]
import pytest

from tests.tools import translations

GOOD = polib.POEntry(msgid="Hidden by %(by)s.", msgstr="Disembunyikan oleh %(by)s.", flags=["python-format"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A place with two finished catalogues."""
    for language in translations.LANGUAGES:
        write(tmp_path, language, GOOD)
    return tmp_path


def write(root: Path, language: str, *entries: polib.POEntry, compiled: bool = True) -> None:
    path = translations._path(root, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.extend(entries)
    catalogue.save(str(path))
    if compiled:
        path.with_suffix(".mo").write_bytes(catalogue.to_binary())


def problems(root: Path) -> list[str]:
    """What is said of the Indonesian catalogue, without its path."""
    return [problem.removeprefix("frontend/locale/id/LC_MESSAGES/") for problem in translations.unfinished(root)]


def test_finished_catalogues_are_not_remarked_upon(root: Path) -> None:
    assert problems(root) == []


@pytest.mark.parametrize(
    ("entry", "remark"),
    [
        (polib.POEntry(msgid="Hidden."), "not translated: 'Hidden.'"),
        (polib.POEntry(msgid="Hidden.", msgstr="Tersembunyi.", flags=["fuzzy"]), "not for sure (fuzzy): 'Hidden.'"),
        (polib.POEntry(msgid="Hidden.", msgstr="Tersembunyi.", obsolete=True), "obsolete: 'Hidden.'"),
        (
            polib.POEntry(msgid="Hidden by %(by)s.", msgstr="Disembunyikan oleh %(oleh)s.", flags=["python-format"]),
            "other placeholders than in the code: 'Hidden by %(by)s.'",
        ),
        (
            polib.POEntry(msgid="%(n)s post", msgid_plural="%(n)s posts", msgstr_plural={0: "tulisan"}, flags=["python-format"]),
            "other placeholders than in the code: '%(n)s post'",
        ),
    ],
)
def test_an_unfinished_sentence_is_named(root: Path, entry: polib.POEntry, remark: str) -> None:
    write(root, "id", entry)
    [problem] = problems(root)
    assert problem.endswith(remark)


def test_a_catalogue_changed_after_it_was_compiled_is_named(root: Path) -> None:
    write(root, "id", polib.POEntry(msgid="Hidden.", msgstr="Tersembunyi."), compiled=False)
    assert problems(root) == ["django.mo is not what django.po says; make messages compiles it."]


def test_a_missing_catalogue_is_named(root: Path) -> None:
    translations._path(root, "id").unlink()
    assert problems(root) == ["django.po is missing; make messages makes it."]
