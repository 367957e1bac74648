"""The desk of all: what waits in which consultation, and what comes next."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, announce_consultation, create_consultation
from consult.consultations.models import Membership
from consult.consultations.rules import Moderation, TeamRole
from consult.discussion.rules import Kind
from consult.documents.actions import import_draft
from tests.cast import Scene, Someone, closes, moment, staged
from tests.frontend.pages import browser, read


def begun(slug: str, *officials: Someone) -> None:
    """A consultation without a draft."""
    team = {TeamRole.OFFICIAL: [one.email for one in officials]}
    create_consultation(actor=OPERATOR, slug=slug, texts=[Text("id", f"Tentang {slug}")], details=Details(), team=team, now=moment())


def test_each_consultation_says_what_waits_and_leads_to_the_next_step(consultation: Scene, ratna: Someone, siti: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))
    begun("pasar-baru", ratna)
    begun("pasar-sore", ratna)
    import_draft(actor=ratna.viewer, slug="pasar-sore", data=b"Pasal 1\nIsi.", name="", title="", profile="auto", now=moment())
    staged("pasar-lama", moderation=Moderation.BEFORE, officials=[ratna], moderators=[], open_it=False)
    now = moment()
    announce_consultation(actor=ratna.viewer, slug="pasar-lama", opens_at=now + timedelta(days=2), closes_at=None, now=now)

    desk = read("/desk/", by=ratna)

    for said in (
        "1 contribution waits for a decision",
        "no draft yet",
        "a draft is imported, not published",
        "closes in 30 days",
        "opens in 2 days",
    ):
        assert said in desk.words
    steps = [link["href"] for link in desk.find("a", class_="button button-line button-small")]
    assert steps == ["/desk/pasar-pagi/queue/", "/k/pasar-lama/", "/desk/pasar-sore/import/", "/desk/pasar-baru/import/"]


def test_what_is_over_leads_to_its_summary(consultation: Scene, ratna: Someone) -> None:
    closes(consultation)

    assert read("/desk/", by=ratna).find("a", href="/k/pasar-pagi/report/", class_="button button-line button-small")


def test_only_the_team_has_a_desk_and_finds_it_in_the_head_of_every_page(
    consultation: Scene, ratna: Someone, siti: Someone, agus: Someone
) -> None:
    Membership.objects.create(consultation=consultation.row, person=agus.person, role=TeamRole.DELEGATE)

    assert read("/help/", by=ratna).find("a", href="/desk/")
    for outsider in (siti, agus):
        assert not read("/help/", by=outsider).find("a", href="/desk/")
        assert browser(outsider).get("/desk/").status_code == 403
    assert not read("/help/").find("a", href="/desk/")
    assert browser().get("/desk/").headers["Location"] == "/sign-in/?next=%2Fdesk%2F"


def test_somebody_sees_their_own_consultations_alone(consultation: Scene, budi: Someone, ratna: Someone, wati: Someone) -> None:
    begun("rahasia", ratna)

    assert "Tentang rahasia" in read("/desk/", by=ratna).words
    assert "Tentang rahasia" not in read("/desk/", by=wati).words


def test_a_moderator_decides_where_an_official_only_looks(consultation: Scene, budi: Someone, ratna: Someone, siti: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))

    assert "Decide about what waits" in read("/desk/", by=budi).words
    assert "Look at what waits" in read("/desk/", by=ratna).words
    assert not read("/desk/", by=budi).find("a", href="/desk/new/")


def test_the_desk_asks_the_same_number_of_questions_however_many_consultations(ratna: Someone) -> None:
    asked = []
    for many in (range(1), range(1, 9)):
        for n in many:
            begun(f"pasar-{n}", ratna)
        official = browser(ratna)
        official.get("/help/")
        with CaptureQueriesContext(connection) as queries:
            official.get("/desk/")
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 9


def test_reports_and_questions_are_told_apart_from_what_waits_for_a_decision(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    clause = lively.clause("Pasal 3")
    siti.posts("Hubungi 0812-3456-7890.", on=clause)
    agus.flags(siti.posts("Lapak perlu atap.", on=clause))
    siti.posts("Siapa yang membayar?", on=clause, kind=Kind.QUESTION)

    for path in ("/desk/", f"/desk/{lively.row.slug}/"):
        for said in ("1 contribution waits for a decision", "1 contribution is reported by readers", "1 question waits for an answer"):
            assert said in read(path, by=budi).words
        assert "Answer the questions" in read(path, by=ratna).words
