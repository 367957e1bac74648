"""Write docs/measures.md from build/bench.jsonl: `python -m tests.bench.measures`.

The latest line of each figure counts; a figure that was not measured again keeps its row, with the commit that it was measured at.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
LINES: Final = ROOT / "build" / "bench.jsonl"
PAGE: Final = ROOT / "docs" / "measures.md"
MIRROR: Final = ROOT.parent / "shared" / "starters" / "measure.py"  # not everybody has it; then its line is left out

HEAD: Final = "| figure | on | measured | ratio judged | bar | holds | commit |"
RULE: Final = "|---|---|---|---|---|---|---|"
SEEN_IN_MIRROR: Final = (
    "function_lines",
    "functions_over_15",
    "functions_over_50",
    "file_lines",
    "public_docstrings",
    "file_docstrings",
    "annotated",
    "package_cycles_with_late_imports",
    "test_to_code",
    "words_in_test_name",
)


def main() -> None:
    """Write the page anew."""
    rows = {**_rows_so_far(), **_rows_measured()}
    table = "\n".join(rows[name] for name in sorted(rows))
    page = f"""# Measures

Written by `make bench` and `make trials`; the figures' lines are in `build/bench.jsonl`, each with the ratio it is judged by.

Last run: {_machine()}.

{HEAD}
{RULE}
{table}
{_mirror()}"""
    PAGE.write_text(page)


def _rows_so_far() -> dict[str, str]:
    lines = PAGE.read_text().splitlines() if PAGE.exists() else []
    return {_name(line): line for line in lines if line.startswith("| ") and line != HEAD}


def _rows_measured() -> dict[str, str]:
    lines = [json.loads(line) for line in LINES.read_text().splitlines()] if LINES.exists() else []
    return {_name(row): row for row in map(_row, lines)}


def _row(line: dict[str, Any]) -> str:
    measured = f"{line['value']:,.6g} {line['unit']}"
    holds = "yes" if line["holds"] else "**no**"
    cells = (line["name"], line["database"], measured, f"{line['ratio']:.3g}", line["bar"], holds, line["commit"])
    return f"| {' | '.join(cells)} |"


def _name(row: str) -> str:
    """A figure goes by its name and its database."""
    return " | ".join(row.split(" | ")[:2])


def _machine() -> str:
    load = ", ".join(f"{figure:.2f}" for figure in os.getloadavg())
    return f"{_processor()}, {os.cpu_count()} cores, load {load} at its end, Python {platform.python_version()}"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _mirror() -> str:
    if not MIRROR.exists():
        return ""
    seen = subprocess.run([sys.executable, str(MIRROR), str(ROOT)], capture_output=True, text=True, check=True)
    return "".join(_mirror_lines(json.loads(seen.stdout)))


def _mirror_lines(figures: dict[str, object]) -> Iterator[str]:
    yield "\n## The mirror of the code\n\n"
    yield "What `../shared/starters/measure.py` sees; what is aimed at stands in docs/decisions.\n\n"
    yield "```json\n"
    yield json.dumps({name: figures[name] for name in SEEN_IN_MIRROR})
    yield "\n```\n"


if __name__ == "__main__":
    main()
