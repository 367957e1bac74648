"""The team's page: what an official and a moderator see on it, and do."""

from consult.accounts.actions import rename_person
from consult.consultations.models import Membership
from tests.cast import Scene, Someone, moment
from tests.frontend.pages import browser, page, read

TEAM = "/desk/pasar-pagi/team/"


def test_the_desk_names_members_by_the_address_that_was_given_and_never_by_their_name(
    consultation: Scene, budi: Someone, ratna: Someone
) -> None:
    rename_person(actor=budi.viewer, name="Budi Rahasia", chosen_name="Garuda", language="id", now=moment())

    for path in (TEAM, "/desk/pasar-pagi/"):
        words = read(path, by=ratna).words
        assert budi.email in words
        assert "Rahasia" not in words
        assert "Garuda" not in words
        assert ratna.email not in read(path, by=budi).words


def test_a_member_leaves_from_the_page_that_their_own_page_leads_to(consultation: Scene, budi: Someone) -> None:
    assert read("/me/", by=budi).find("a", href=f"{TEAM}#leave")
    shown = read(TEAM, by=budi)

    client = browser(budi)
    answers = [client.post(f"{TEAM}leaving/", shown.form("/leaving/")) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == ["/me/"] * 2
    assert client.get(TEAM).status_code == 403


def test_an_official_adds_and_takes_out_while_it_is_open(consultation: Scene, siti: Someone, ratna: Someone) -> None:
    official = browser(ratna)
    form = page(official.get(TEAM)).form("/team/")
    shown = page(official.post(TEAM, {**form, "moderators": siti.email}, follow=True))
    assert "told by mail" in shown.words
    assert siti.email in shown.words

    path = f"{TEAM}{Membership.objects.get(person=siti.person).pk}/removal/"
    shown = page(official.post(path, shown.form(path), follow=True))

    assert siti.email not in shown.words


def test_the_last_official_reads_why_they_cannot_leave(consultation: Scene, ratna: Someone) -> None:
    answer = browser(ratna).post(f"{TEAM}leaving/", {"role": "official"})

    assert answer.status_code == 409
    assert "Please add another official first." in page(answer).words


def test_too_many_addresses_are_refused_at_their_field(consultation: Scene, ratna: Someone) -> None:
    official = browser(ratna)
    official.post(TEAM, {"moderators": "\n".join(f"a{n}@example.org" for n in range(50))})

    answer = official.post(TEAM, {"moderators": "", "officials": "lagi@example.org"})

    assert answer.status_code == 400
    assert page(answer).find("span", id="id_officials_error")
    assert "at most 50 addresses" in page(answer).words
