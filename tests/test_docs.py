"""What newcomers read names what is there: every table has its term, every file and class that is named exists."""

import re
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps

import consult

ROOT: Final = Path(__file__).resolve().parents[1]
GLOSSARY: Final = (ROOT / "docs" / "glossary.md").read_text()
QUESTIONS: Final = (ROOT / "docs" / "first-day-questions.md").read_text()
NAMED: Final = sorted(set(re.findall(r"`([a-z_/.]+(?:[.][A-Za-z_]+)*)`", GLOSSARY)))
FILES: Final = [name for name in NAMED if name.endswith((".py", "/"))]
PLACES: Final = [name for name in NAMED if "." in name and "/" not in name and not name.endswith(".py")]
ANSWERS: Final = re.findall(r"\| `([^`]+)` \|$", QUESTIONS, re.MULTILINE)


def test_every_table_has_its_term_and_no_term_a_table_that_is_not_there() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("consult").get_models()}
    assert set(re.findall(r"\bconsult_\w+", GLOSSARY)) == tables


@pytest.mark.parametrize("named", FILES)
def test_every_file_that_the_glossary_names_is_there(named: str) -> None:
    assert list((ROOT / "consult").glob(named if "/" in named else f"**/{named}"))


@pytest.mark.parametrize("named", PLACES)
def test_every_place_in_the_code_that_the_glossary_names_is_there(named: str) -> None:
    found: object = consult
    for name in named.split("."):
        if not hasattr(found, name):
            import_module(f"{getattr(found, '__name__', '')}.{name}")
        found = getattr(found, name)


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_to_a_question_of_the_first_day_is_a_file(path: str) -> None:
    assert (ROOT / path).is_file()


def test_there_are_forty_questions_each_with_an_answer() -> None:
    assert len(ANSWERS) == QUESTIONS.count("\n| ") - 1 >= 40
