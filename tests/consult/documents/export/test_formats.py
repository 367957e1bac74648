"""What tells one exported file from another without making it."""

import ast
from pathlib import Path

import pytest

from consult.documents.export import formats
from tests.consult.documents.export.drafts import exported
from tests.consult.documents.export.invented import GARDEN
from tests.consult.documents.parsing.drafts import read

ROOT = Path(formats.__file__).parents[3]
DRAWN = {"consult/errors.py"}  # sentences of refusals, which no file holds


def imported(path: Path) -> set[Path]:
    """The modules of ours that a module asks for."""
    names = [one for one in ast.walk(ast.parse(path.read_bytes())) if isinstance(one, ast.ImportFrom) and one.module]
    asked = {f"{one.module}.{name.name}" for one in names for name in one.names} | {str(one.module) for one in names}
    return {found for name in asked if (found := ROOT / f"{name.replace('.', '/')}.py").exists()}


def test_all_code_of_ours_that_an_export_runs_is_digested() -> None:
    left, seen = {ROOT / "consult/documents/export/formats.py"}, set[Path]()
    while left:
        path = left.pop()
        seen.add(path)
        left |= imported(path) - seen

    assert {str(path.relative_to(ROOT)) for path in seen - set(formats.sources())} <= DRAWN


@pytest.mark.parametrize("change", ["code", "library"])
def test_another_release_of_the_code_or_of_the_library_gives_another_stamp(
    change: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    draft = exported(read(GARDEN))
    before = formats.stamp(draft, "docx")
    other = tmp_path / "other.py"
    other.write_text("changed = True")
    if change == "code":
        monkeypatch.setattr(formats, "sources", lambda: [other])
    else:
        monkeypatch.setattr(formats, "version", lambda _: "99.0")
    formats.made_by.cache_clear()

    after = formats.stamp(draft, "docx")
    monkeypatch.undo()
    formats.made_by.cache_clear()

    assert before != after
    assert before == formats.stamp(draft, "docx")
