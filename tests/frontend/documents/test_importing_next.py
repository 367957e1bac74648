"""Importing a further version in a browser: the form for it, what is refused, and where what was read before is found."""

import pytest

from consult.documents.models import ClauseLink, Revision
from tests.cast import DRAFT, NEXT_DRAFT, Scene, Someone, closes, publishes_revision, revises
from tests.frontend.documents.import_desk.test_import_page import sent
from tests.frontend.pages import browser, read

AT = "/desk/pasar-ramai/import/"
OTHER = "RANCANGAN PERATURAN DESA TENTANG SUMUR\nPasal 1\nAir diambil bergiliran.\nPasal 2\nPompa dirawat juru air.\n"

pytestmark = pytest.mark.django_db


def test_where_a_version_is_published_the_next_can_be_imported(lively: Scene, ratna: Someone) -> None:
    shown = read(AT, by=ratna)

    assert "Import the next version" in shown.words
    assert [had["value"] for had in shown.find("input", name="kind")] == ["regular", "correction"]
    assert not shown.find("input", name="is_another_text")
    assert shown.find("a", href=f"{AT}read/")

    after = sent(browser(ratna), NEXT_DRAFT, at=AT, kind="regular")

    assert Revision.objects.get(number=2).kind == "regular"
    assert "Beside the version before" in after.words


def test_of_the_first_version_nothing_of_the_kind_is_asked(lively: Scene, ratna: Someone) -> None:
    Revision.objects.update(status="draft", published_at=None)

    shown = read(AT, by=ratna)

    assert "Beside the version before" not in shown.words
    assert shown.form("/publication/")


def test_a_correction_of_slips_is_imported(lively: Scene, ratna: Someone) -> None:
    sent(browser(ratna), DRAFT.replace("dipilah sebelum", "dipilih sebelum"), at=AT, kind="correction")

    assert Revision.objects.get(number=2).kind == "correction"


def test_a_correction_that_changes_more_is_refused_beside_the_text(lively: Scene, ratna: Someone) -> None:
    shown = sent(browser(ratna), NEXT_DRAFT, at=AT, kind="correction")

    assert "A correction mends slips alone" in shown.words
    assert NEXT_DRAFT.splitlines()[3] in shown.form("/import/")["text"]
    assert [had.get("checked") for had in shown.find("input", name="kind", value="correction")] == [""]
    assert not Revision.objects.filter(number=2).exists()


def test_another_text_is_taken_once_somebody_says_that_it_is_meant(lively: Scene, ratna: Someone) -> None:
    official = browser(ratna)

    refused = sent(official, OTHER, at=AT, kind="regular")
    assert "Nothing in this file is like the version that is published" in refused.words
    assert refused.find("input", name="is_another_text")
    assert not Revision.objects.filter(number=2).exists()

    official.post(AT, {**refused.form("/import/"), "kind": "regular", "is_another_text": "on"})

    assert Revision.objects.get(number=2).status == "draft"
    assert ClauseLink.objects.filter(revision__number=2, status="added").exists()


def test_what_was_read_of_the_published_version_stays_there_while_the_next_waits(lively: Scene, ratna: Someone, budi: Someone) -> None:
    revises(lively)

    for somebody in (ratna, budi):
        shown = read(f"{AT}read/", by=somebody)
        assert "Version 1, published on" in shown.words
        assert "Lapak tidak dapat dialihkan kepada orang lain." in shown.words


def test_who_is_not_of_the_team_reads_nothing_of_it(lively: Scene, siti: Someone, wati: Someone) -> None:
    assert browser(siti).get(f"{AT}read/").status_code == 403
    assert browser().get(f"{AT}read/").status_code == 303


def test_a_moderator_is_shown_what_was_read_and_no_form(lively: Scene, budi: Someone) -> None:
    shown = read(AT, by=budi)

    assert "Version 1, published on" in shown.words
    assert not [form for form in shown.forms if form.attributes.get("action", "").endswith("/import/")]


def test_after_closing_officials_still_import_the_next(lively: Scene, ratna: Someone) -> None:
    closes(lively)

    sent(browser(ratna), NEXT_DRAFT, at=AT, kind="regular")

    assert Revision.objects.filter(number=2).exists()


def test_the_third_follows_the_second(lively: Scene, ratna: Someone) -> None:
    publishes_revision(lively)

    shown = read(AT, by=ratna)

    assert "What was read of version 2" in shown.words
