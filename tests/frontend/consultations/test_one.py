"""The page of one consultation."""

from consult.access import Phase
from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from frontend.consultations.one import stages
from tests.cast import Scene, Someone, staged
from tests.frontend.pages import browser, read


def test_it_says_what_is_asked_by_whom_until_when_and_by_which_rules(consultation: Scene) -> None:
    words = read("/k/pasar-pagi/", language="id").words

    for said in ("Apakah aturan ini adil?", "Desa Contoh", "Ringkasan.", "WITA", "WIT", "1", "Bahas ketentuannya", "Patuhi hukum"):
        assert said in words


def test_each_house_rule_has_an_address_to_be_cited_by(consultation: Scene) -> None:
    assert [rule["id"] for rule in read("/k/pasar-pagi/").find("li") if "id" in rule] == [f"rule-{number}" for number in range(1, 6)]


def test_the_team_finds_its_desk_and_others_do_not(consultation: Scene, siti: Someone, budi: Someone) -> None:
    assert read("/k/pasar-pagi/", by=budi).find("a", href="/desk/pasar-pagi/")
    assert not read("/k/pasar-pagi/", by=siti).find("a", href="/desk/pasar-pagi/")
    assert not read("/k/pasar-pagi/").find("a", href="/desk/pasar-pagi/")


def test_what_is_in_preparation_and_what_is_missing_look_the_same(budi: Someone, ratna: Someone) -> None:
    staged("pasar-rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    hidden, missing = browser().get("/k/pasar-rahasia/"), browser().get("/k/pasar-hilang--/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content.replace(b"pasar-hilang--", b"pasar-rahasia")


def test_the_line_of_stages_marks_what_is_past_and_where_it_stands() -> None:
    line = stages(Consultation(), Phase.OPEN)

    assert [(one["phase"], one["past"], one["current"]) for one in line] == [
        ("announced", True, False),
        ("open", True, True),
        ("closed", False, False),
        ("answered", False, False),
    ]
