"""Help, the privacy notice and the accessibility statement: complete, and true of the code."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import translation

from consult.accounts.rules import TOKEN_LIFE
from consult.consultations.rules import HOUSE_RULES
from consult.discussion.letters import unsent_letters
from consult.management.commands import tidy
from consult.platform import idempotency, limits
from frontend.static_pages import KEPT
from tests.frontend.pages import read

PAGES = ("/help/", "/privacy/", "/accessibility/")


def test_help_has_a_part_for_each_who_comes_and_each_is_linked_at_the_top(db: None) -> None:
    page = read("/help/")

    for part in ("read", "write", "after", "rules", "check", "moderators", "officials", "more"):
        assert page.find("section", id=part)
        assert page.find("a", href=f"#{part}")


@pytest.mark.parametrize("language", ["id", "en"])
def test_help_lists_the_rules_that_a_consultation_begins_with(db: None, language: str) -> None:
    words = read("/help/", language=language).words

    assert all(rule[language][0] in words for rule in HOUSE_RULES)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("two weeks", timedelta(seconds=settings.SESSION_COOKIE_AGE) == timedelta(weeks=2)),
        ("a year", timedelta(seconds=settings.CSRF_COOKIE_AGE).days // 7 == 52),
        ("about a day", timedelta(days=1) == limits.KEPT),
        ("30 days", timedelta(days=30) == idempotency.KEPT),
        ("else 90 days", timedelta(days=90) == unsent_letters.KEPT),
        ("and two weeks", timedelta(days=14) == unsent_letters.KEPT_FOR_VISITORS),
        ("180 days", timedelta(days=180) == TOKEN_LIFE),
        ("seven days", tidy.JOB_DAYS == 7),
    ],
)
def test_the_privacy_notice_names_the_spans_that_the_code_keeps(db: None, said: str, kept: bool) -> None:
    assert said in read("/privacy/").words
    assert kept


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_privacy_notice_names_a_purpose_and_an_end_for_each_thing_kept(db: None, language: str) -> None:
    words = read("/privacy/", language=language).words

    with translation.override(language):
        for row in KEPT:
            assert " ".join(str(cell) for cell in row) in words


@pytest.mark.parametrize("path", PAGES)
def test_whom_to_write_to_is_the_contact_of_the_service_or_else_of_the_consultation(
    db: None, path: str, settings: pytest.FixtureRequest
) -> None:
    assert "on the page of the consultation" in read(path).words or "stands on its page" in read(path).words

    settings.CONTACT = "tanya@arunika.example"  # type: ignore[attr-defined]
    assert read(path).find("a", href="mailto:tanya@arunika.example")

    settings.CONTACT = "Loket 3, Balai Kota"  # type: ignore[attr-defined]
    assert "Loket 3, Balai Kota" in read(path).words


def test_every_page_leads_to_the_accessibility_statement(db: None) -> None:
    assert read("/").find("a", href="/accessibility/")
