"""Beginning a consultation in a browser, and correcting it."""

import pytest

from consult.accounts.models import Account
from consult.consultations.actions import open_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import roles_of
from consult.consultations.rules import Moderation
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment, staged
from tests.frontend.pages import Page, browser, page, read

GIVEN = {
    "title_id": "Pasar Malam di Alun-Alun",
    "question_id": "Adilkah aturan ini?",
    "summary_id": "Tentang pasar malam.",
    "title_en": "A night market",
    "institution": "Desa Contoh",
    "contact": "Balai desa",
    "legal_basis": "Pasal 69 Undang-Undang Desa.",
    "announcement": "12/2026",
    "moderation": "after",
    "practice": "on",
    "moderators": "budi@example.org\nBaru@Example.org",
    "officials": "",
}


def begun(ratna: Someone, **given: str) -> Page:
    """The page after the form was sent."""
    official = browser(ratna)
    form = page(official.get("/desk/new/")).form("/desk/new/")
    return page(official.post("/desk/new/", {**form, **GIVEN, **given}, follow=True))


def test_an_official_begins_a_consultation_with_everything_in_one_form(consultation: Scene, ratna: Someone, budi: Someone) -> None:
    shown = begun(ratna)

    assert "Only its team sees it so far" in shown.words
    row = Consultation.objects.get(slug="pasar-malam-di-alun-alun")
    assert (row.institution, row.contact, row.announcement, row.moderation, row.practice) == (
        "Desa Contoh",
        "Balai desa",
        "12/2026",
        "after",
        True,
    )
    assert {text.language: text.title for text in row.texts.all()} == {"id": GIVEN["title_id"], "en": GIVEN["title_en"]}
    assert {role.value for role in roles_of(ratna.viewer, row)} == {"official"}
    assert {role.value for role in roles_of(budi.viewer, row)} == {"moderator"}
    assert Account.objects.filter(email="baru@example.org").exists()
    assert not verify().faults


def test_sent_twice_makes_one(consultation: Scene, ratna: Someone) -> None:
    official = browser(ratna)
    form = {**page(official.get("/desk/new/")).form("/desk/new/"), **GIVEN}

    answers = [official.post("/desk/new/", form).headers["Location"] for _ in range(2)]

    assert answers == ["/desk/pasar-malam-di-alun-alun/"] * 2
    assert Consultation.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"title_id": ""}, "title_id", "Please fill this in."),
        ({"title_id": "x" * 301}, "title_id", "300"),
        ({"title_en": "", "summary_en": "In English."}, "title_en", "Please give the title in English too"),
        ({"slug": "Pasar Malam"}, "slug", "The short name may hold"),
        ({"slug": "new"}, "slug", "The short name may hold"),
        ({"slug": "pasar-pagi"}, "slug", "There is a consultation with this short name already."),
        ({"title_id": "Pasar pagi"}, "slug", "There is a consultation with this short name already."),
        ({"title_id": "!"}, "slug", "The short name may hold"),
        ({"moderators": "budi@example.org\nbukan alamat"}, "moderators", "bukan"),
        ({"officials": "\n".join(f"a{n}@example.org" for n in range(51))}, "officials", "At most 50"),
        ({"moderation": "never"}, "moderation", "never"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    consultation: Scene, ratna: Someone, given: dict[str, str], field: str, said: str
) -> None:
    shown = begun(ratna, **given)

    assert said in shown.words
    assert shown.find("span", id=f"id_{field}_error")
    kept = shown.form("/desk/new/")
    assert (kept["question_id"], kept["contact"]) == (GIVEN["question_id"], GIVEN["contact"])
    assert "practice" in kept
    assert Consultation.objects.count() == 1
    assert not Account.objects.filter(email="baru@example.org").exists()


def test_markup_in_any_field_is_words(consultation: Scene, ratna: Someone) -> None:
    shown = begun(ratna, title_id="<img>", title_en="<img src=x onerror=alert(1)>", institution="<b>Desa</b>", slug="aneh")

    assert not shown.find("img")
    assert "<img src=x onerror=alert(1)>" in shown.words
    assert "<b>Desa</b>" in shown.words


def test_a_moderator_begins_none(consultation: Scene, budi: Someone, siti: Someone) -> None:
    for somebody in (budi, siti):
        assert browser(somebody).get("/desk/new/").status_code == 403
        assert browser(somebody).post("/desk/new/", GIVEN).status_code == 403
    assert Consultation.objects.count() == 1


def test_details_are_corrected_until_it_is_open(ratna: Someone, budi: Someone) -> None:
    scene = staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)
    official = browser(ratna)
    form = page(official.get("/desk/pasar-baru/details/")).form("/details/")
    assert (form["title_id"], form["title_en"], form["institution"]) == (
        "Pasar pagi yang tertata",
        "An orderly morning market",
        "Desa Contoh",
    )

    answer = official.post(
        "/desk/pasar-baru/details/",
        {**form, "title_id": "Pasar sore", "title_en": "", "moderation": "after", "moderators": "baru@example.org"},
        follow=True,
    )

    assert "The details are changed." in page(answer).words
    row = scene.now_is()
    assert [text.title for text in row.texts.all()] == ["Pasar sore"]
    assert row.moderation == "after"
    assert "baru@example.org, moderator" in page(answer).words
    assert not verify().faults
    open_consultation(actor=ratna.viewer, slug="pasar-baru", closes_at=None, now=moment())
    assert official.post("/desk/pasar-baru/details/", {**form, "title_id": "Pasar malam"}).status_code == 409
    assert not read("/desk/pasar-baru/", by=ratna).find("a", href="/desk/pasar-baru/details/")
