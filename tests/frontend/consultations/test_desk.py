"""The team's desk."""

from consult.access import Phase
from consult.consultations.rights import phase_of
from consult.consultations.rules import Moderation
from tests.cast import Scene, Someone, moment, staged
from tests.frontend.pages import browser, page, read


def test_the_desk_says_how_much_waits(consultation: Scene, siti: Someone, budi: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))

    assert "1 contribution waits for a decision" in read("/desk/pasar-pagi/", by=budi).words


def test_a_citizen_may_not_see_the_desk_and_a_visitor_is_asked_to_sign_in(consultation: Scene, siti: Someone) -> None:
    assert browser(siti).get("/desk/pasar-pagi/").status_code == 403
    assert browser().get("/desk/pasar-pagi/").headers["Location"] == "/sign-in/?next=%2Fdesk%2Fpasar-pagi%2F"


def test_an_official_opens_it_until_a_time_of_western_indonesia(budi: Someone, ratna: Someone) -> None:
    scene = staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    answer = browser(ratna).post("/desk/pasar-baru/opening/", {"closes_at": "2999-12-04T16:00"}, follow=True)

    row = scene.now_is()
    assert "The consultation is open" in page(answer).words
    assert phase_of(row, now=moment()) is Phase.OPEN
    assert row.closes_at is not None
    assert row.closes_at.isoformat() == "2999-12-04T09:00:00+00:00"


def test_a_closing_time_in_the_past_comes_back_beside_its_field_as_typed(budi: Someone, ratna: Someone) -> None:
    staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    answer = browser(ratna).post("/desk/pasar-baru/opening/", {"closes_at": "2001-01-01T16:00"})

    assert answer.status_code == 400
    assert page(answer).find("input", name="closes_at", value="2001-01-01T16:00", aria_invalid="true")


def test_a_closing_time_that_is_none_is_explained_by_an_example(budi: Someone, ratna: Someone) -> None:
    staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    answer = browser(ratna).post("/desk/pasar-baru/opening/", {"closes_at": "besok"})

    assert "2026-12-04 16:00" in page(answer).words


def test_an_official_closes_it(consultation: Scene, ratna: Someone) -> None:
    browser(ratna).post("/desk/pasar-pagi/closing/", read("/desk/pasar-pagi/", by=ratna).form("/closing/"))

    assert phase_of(consultation.now_is(), now=moment()) is Phase.CLOSED


def test_closing_what_is_closed_already_is_refused_with_the_stage_in_words(consultation: Scene, ratna: Someone) -> None:
    browser(ratna).post("/desk/pasar-pagi/closing/", {})

    answer = browser(ratna, language="id").post("/desk/pasar-pagi/closing/", {})

    assert answer.status_code == 409
    assert "Pada tahap ini (ditutup)" in page(answer).words


def test_a_moderator_is_offered_neither_opening_nor_closing(consultation: Scene, budi: Someone) -> None:
    desk = read("/desk/pasar-pagi/", by=budi)

    assert not [form for form in desk.forms if form.attributes["action"].endswith(("/opening/", "/closing/"))]
