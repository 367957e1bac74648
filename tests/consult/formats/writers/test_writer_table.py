"""What tells one exported file from another without making it."""

import ast
from pathlib import Path

import pytest

from consult.formats.writers import writer_table
from tests.consult.formats.drafts import read
from tests.consult.formats.writers.drafts import exported
from tests.consult.formats.writers.invented import GARDEN

ROOT = Path(writer_table.__file__).parents[3]
DRAWN = {"consult/errors.py"}  # sentences of refusals, which no file holds


def imported(path: Path) -> set[Path]:
    """The modules of ours that a module asks for."""
    names = [one for one in ast.walk(ast.parse(path.read_bytes())) if isinstance(one, ast.ImportFrom) and one.module]
    asked = {f"{one.module}.{name.name}" for one in names for name in one.names} | {str(one.module) for one in names}
    return {found for name in asked if (found := ROOT / f"{name.replace('.', '/')}.py").exists()}


def test_all_code_of_ours_that_an_export_runs_is_digested() -> None:
    left, seen = {ROOT / "consult/formats/writers/writer_table.py"}, set[Path]()
    while left:
        path = left.pop()
        seen.add(path)
        left |= imported(path) - seen

    assert {str(path.relative_to(ROOT)) for path in seen - set(writer_table.sources())} <= DRAWN


@pytest.mark.parametrize("change", ["code", "library"])
def test_another_release_of_the_code_or_of_the_library_gives_another_stamp(
    change: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    draft = exported(read(GARDEN))
    before = writer_table.stamp(draft, "docx")
    other = tmp_path / "other.py"
    other.write_text("changed = True")
    if change == "code":
        monkeypatch.setattr(writer_table, "sources", lambda: [other])
    else:
        monkeypatch.setattr(writer_table, "version", lambda _: "99.0")
    writer_table.made_by.cache_clear()

    after = writer_table.stamp(draft, "docx")
    monkeypatch.undo()
    writer_table.made_by.cache_clear()

    assert before != after
    assert before == writer_table.stamp(draft, "docx")
