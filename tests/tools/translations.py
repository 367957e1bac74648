"""The catalogues of both languages: `python -m tests.tools.translations make|check`.

The sentences in the code are English, so that the English catalogue fills itself. Catalogues are committed compiled: no machine needs
gettext to run Rembuk, only whoever changes a sentence does.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib  # type: ignore[import-untyped]

from deploy import debian

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "en"
LANGUAGES = ("id", SOURCE)
KEPT = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")  # dates would change the file each time
PLACE = re.compile(r"%\(\w+\)[a-z]|%[a-z]")
SOURCES = ("manage.py", "consult", "api", "frontend", "deploy")


def main(verb: str) -> int:
    """`make` brings the catalogues in step with the code, `check` says where they are not. 0: they are."""
    if verb == "make":
        _make()
    problems = [*unfinished(ROOT), *_out_of_step()]
    for problem in problems:
        debian.say(problem)
    return 1 if problems else 0


def _make() -> None:
    if not _has_gettext():
        sys.exit("This takes xgettext; please install the package gettext.")
    _extract(ROOT)
    for language in LANGUAGES:
        catalogue = _read(_path(ROOT, language))
        catalogue.header = f"Rembuk's sentences ({language}); make messages brings them in step with the code."
        catalogue.metadata_is_fuzzy = []
        catalogue.metadata = {name: catalogue.metadata[name] for name in KEPT} | {"Project-Id-Version": "Rembuk", "Language": language}
        for entry in catalogue if language == SOURCE else ():
            _say_as_in_the_code(entry)
        catalogue.save()
        _path(ROOT, language).with_suffix(".mo").write_bytes(catalogue.to_binary())


def _say_as_in_the_code(entry: polib.POEntry) -> None:
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


def unfinished(root: Path) -> Iterator[str]:
    """What is wrong with the catalogues under `root` by themselves."""
    for language in LANGUAGES:
        path = _path(root, language)
        if not path.exists():
            yield f"{path.relative_to(root)} is missing; make messages makes it."
            continue
        catalogue = _read(path)
        for entry in catalogue:
            if wrong := _is_wrong(entry):
                yield f"{path.relative_to(root)}, line {entry.linenum}: {wrong}: {entry.msgid!r}"
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
            yield f"{compiled.relative_to(root)} is not what {path.name} says; make messages compiles it."


def _is_wrong(entry: polib.POEntry) -> str | None:
    if not entry.translated():
        return "obsolete" if entry.obsolete else "not for sure (fuzzy)" if entry.fuzzy else "not translated"
    said, meant = " ".join([entry.msgstr, *entry.msgstr_plural.values()]), entry.msgid + entry.msgid_plural
    if "python-format" in entry.flags and set(PLACE.findall(said)) != set(PLACE.findall(meant)):
        return "other placeholders than in the code"
    return None


def _out_of_step() -> Iterator[str]:
    """Sentences that the code has and a catalogue has not, or the other way round, found in a copy of the code."""
    if not _has_gettext():
        remark = "There is no xgettext here: whether the catalogues hold all sentences of the code was not looked at."
        if "gettext" in os.environ.get("REMBUK_MUST_RUN", "").split(","):
            yield remark
        debian.say(remark)
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copy / name)
        _extract(copy)
        for language in LANGUAGES:
            committed, extracted = _sentences(ROOT, language), _sentences(copy, language)
            yield from (f"{language}: not in the catalogue (make messages): {sentence!r}" for sentence in sorted(extracted - committed))
            yield from (f"{language}: not in the code any more (make messages): {sentence!r}" for sentence in sorted(committed - extracted))


def _extract(root: Path) -> None:
    languages = [word for language in LANGUAGES for word in ("--locale", language)]
    ignored = [word for folder in (".venv", "build", "tests", "staticfiles") for word in ("--ignore", folder)]
    shape = ["--no-location", "--no-obsolete", "--no-wrap", "--verbosity", "0"]
    for language in LANGUAGES:
        _path(root, language).parent.mkdir(parents=True, exist_ok=True)
    if not debian.ran(sys.executable, "manage.py", "makemessages", *languages, *ignored, *shape, at=root):
        sys.exit("makemessages failed; what it printed above says why.")


def _sentences(root: Path, language: str) -> set[tuple[str, str, str]]:
    path = _path(root, language)
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in _read(path)} if path.exists() else set()


def _read(path: Path) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=0)


def _path(root: Path, language: str) -> Path:
    return root / "frontend" / "locale" / language / "LC_MESSAGES" / "django.po"


def _has_gettext() -> bool:
    return shutil.which("xgettext") is not None or (debian.install("gettext") and shutil.which("xgettext") is not None)


if __name__ == "__main__":
    if sys.argv[1:] not in (["make"], ["check"]):
        sys.exit("usage: python -m tests.tools.translations make|check")
    sys.exit(main(sys.argv[1]))
