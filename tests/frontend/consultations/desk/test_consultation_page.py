"""The team's desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.access import Phase
from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, create_consultation
from consult.consultations.models import Consultation, Membership
from consult.consultations.rights import phase_of
from consult.consultations.rules import Moderation, TeamRole
from consult.moderation.actions.answer_consultation import answer_consultation
from consult.record.checks.verification import verify
from tests.cast import NEXT_YEAR, Scene, Someone, closes, moment, staged
from tests.frontend.pages import browser, page, read


def empty(slug: str, *, officials: list[Someone], moderators: list[Someone]) -> Consultation:
    """A consultation without a draft."""
    team = {TeamRole.OFFICIAL: [one.email for one in officials], TeamRole.MODERATOR: [one.email for one in moderators]}
    return create_consultation(actor=OPERATOR, slug=slug, texts=[Text("id", "Pasar")], details=Details(), team=team, now=moment())


def test_the_desk_says_how_much_waits(consultation: Scene, siti: Someone, budi: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))

    assert "1 contribution waits for a decision" in read("/desk/pasar-pagi/", by=budi).words


def test_a_citizen_may_not_see_the_desk_and_a_visitor_is_asked_to_sign_in(consultation: Scene, siti: Someone) -> None:
    assert browser(siti).get("/desk/pasar-pagi/").status_code == 403
    assert browser().get("/desk/pasar-pagi/").headers["Location"] == "/sign-in/?next=%2Fdesk%2Fpasar-pagi%2F"


def test_an_official_opens_it_until_a_time_of_western_indonesia(budi: Someone, ratna: Someone) -> None:
    scene = staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    official = browser(ratna)
    check = page(official.post("/desk/pasar-baru/opening/", {"closes_at": f"{NEXT_YEAR}-12-04T16:00"}))
    assert "16:00 WIB, 17:00 WITA, 18:00 WIT" in check.words
    assert phase_of(scene.now_is(), now=moment()) is Phase.DRAFT  # nothing is done before it has been looked at

    answer = official.post("/desk/pasar-baru/opening/", check.form("/opening/"), follow=True)

    row = scene.now_is()
    assert "The consultation is open" in page(answer).words
    assert phase_of(row, now=moment()) is Phase.OPEN
    assert row.closes_at is not None
    assert row.closes_at.isoformat() == f"{NEXT_YEAR}-12-04T09:00:00+00:00"


def test_a_closing_time_in_the_past_comes_back_beside_its_field_as_typed(budi: Someone, ratna: Someone) -> None:
    staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    answer = browser(ratna).post("/desk/pasar-baru/opening/", {"closes_at": "2001-01-01T16:00"})

    assert answer.status_code == 400
    assert page(answer).find("input", name="closes_at", value="2001-01-01T16:00", aria_invalid="true")


def test_a_closing_time_that_is_none_is_explained_by_an_example(budi: Someone, ratna: Someone) -> None:
    staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    answer = browser(ratna).post("/desk/pasar-baru/opening/", {"closes_at": "besok"})

    assert "2026-12-04 16:00" in page(answer).words


def test_what_was_looked_at_is_what_is_done(budi: Someone, ratna: Someone) -> None:
    scene = staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)
    official = browser(ratna)
    checked = page(official.post("/desk/pasar-baru/opening/", {"closes_at": f"{NEXT_YEAR}-12-04T16:00"})).form("/opening/")

    again = official.post("/desk/pasar-baru/opening/", {**checked, "closes_at": f"{NEXT_YEAR}-12-05T16:00"})

    assert f"5 December {NEXT_YEAR}" in page(again).words
    assert phase_of(scene.now_is(), now=moment()) is Phase.DRAFT


def test_an_official_announces_it_with_both_instants_and_it_opens_by_itself(budi: Someone, ratna: Someone) -> None:
    scene = staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)
    official, dates = browser(ratna), {"opens_at": f"{NEXT_YEAR}-12-04T08:00", "closes_at": f"{NEXT_YEAR}-12-24T16:00"}

    check = page(official.post("/desk/pasar-baru/announcement/", dates))
    assert "08:00 WIB, 09:00 WITA, 10:00 WIT" in check.words
    answer = official.post("/desk/pasar-baru/announcement/", check.form("/announcement/"), follow=True)

    row = scene.now_is()
    assert "It opens by itself" in page(answer).words
    assert row.opens_at is not None
    assert (phase_of(row, now=moment()), phase_of(row, now=row.opens_at)) == (Phase.ANNOUNCED, Phase.OPEN)
    assert page(answer).find("input", name="closes_at", value=f"{NEXT_YEAR}-12-24T16:00")  # whoever opens it early keeps the end
    assert not verify().faults


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"opens_at": "2001-01-01T08:00"}, "The opening has to lie in the future."),
        (
            {"opens_at": f"{NEXT_YEAR}-12-04T08:00", "closes_at": f"{NEXT_YEAR}-12-04T08:00"},
            "The closing date has to come after the opening date.",
        ),
        ({"opens_at": "9999-12-31T23:59"}, "This lies too far ahead: at most 10 years"),
        ({"opens_at": ""}, "Please fill this in."),
    ],
)
def test_dates_that_cannot_be_come_back_before_anything_is_asked(budi: Someone, ratna: Someone, dates: dict[str, str], said: str) -> None:
    staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    answer = browser(ratna).post("/desk/pasar-baru/announcement/", dates)

    assert answer.status_code == 400
    assert said in page(answer).words
    assert page(answer).find("input", name="opens_at", value=dates["opens_at"])


def test_opening_without_a_draft_is_asked_about_and_possible(budi: Someone, ratna: Someone) -> None:
    row = empty("pasar-baru", officials=[ratna], moderators=[budi])
    official = browser(ratna)
    check = page(official.post("/desk/pasar-baru/opening/", {"closes_at": ""}))
    assert "Without a draft people find nothing to comment on" in check.words

    official.post("/desk/pasar-baru/opening/", check.form("/opening/"))

    row.refresh_from_db()
    assert phase_of(row, now=moment()) is Phase.OPEN


def test_whatever_is_shown_at_once_the_desk_asks_for_a_moderator(ratna: Someone) -> None:
    staged("pasar-baru", moderation=Moderation.AFTER, officials=[ratna], moderators=[], open_it=False)

    assert "There is a moderator: not yet" in read("/desk/pasar-baru/", by=ratna).words


def test_the_desk_does_not_ask_for_each_step_who_looks(consultation: Scene, ratna: Someone) -> None:
    official = browser(ratna)
    with CaptureQueriesContext(connection) as queries:
        official.get("/desk/pasar-pagi/")

    assert sum(Membership._meta.db_table in query["sql"] for query in queries) <= 7  # one of them leaves the team out of the people


def test_the_desk_says_what_is_lacking_and_leads_to_it(budi: Someone, ratna: Someone) -> None:
    empty("pasar-baru", officials=[ratna], moderators=[])

    desk = read("/desk/pasar-baru/", by=ratna)

    assert "The draft is published: not yet" in desk.words
    assert "There is a moderator: not yet" in desk.words
    assert desk.find("a", href="/desk/pasar-baru/import/", class_="button")


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


def test_whoever_opens_it_sees_what_the_draft_calls_itself(ratna: Someone) -> None:
    staged("pasar", moderation=Moderation.BEFORE, officials=[ratna], moderators=[], open_it=False)

    answer = browser(ratna).post("/desk/pasar/opening/", {"closes_at": ""})

    assert "RANCANGAN PERATURAN DESA TENTANG PASAR PAGI" in page(answer).words


def test_an_official_marks_it_as_answered_and_archives_it(lively: Scene, ratna: Someone) -> None:
    closes(lively)
    official = browser(ratna)
    desk = read("/desk/pasar-ramai/", by=ratna)

    done = official.post("/desk/pasar-ramai/answering/", desk.form("/answering/"), follow=True)
    assert "The consultation is marked as answered." in page(done).words
    done = official.post("/desk/pasar-ramai/archiving/", page(done).form("/archiving/"), follow=True)

    assert "The consultation is archived." in page(done).words
    assert phase_of(lively.now_is(), now=moment()) is Phase.ARCHIVED


def test_what_keeps_it_from_the_archive_is_said_at_the_step(lively: Scene, siti: Someone, agus: Someone, ratna: Someone) -> None:
    agus.flags(siti.posts("Setuju.", on=lively.clause("Pasal 4")))
    closes(lively)
    answer_consultation(actor=ratna.viewer, slug="pasar-ramai", now=moment())
    form = read("/desk/pasar-ramai/", by=ratna).form("/archiving/")

    answer = browser(ratna).post("/desk/pasar-ramai/archiving/", form)

    assert answer.status_code == 409
    assert "something still waits. To be decided: 0; reported by readers: 1; open polls: 0." in page(answer).words
