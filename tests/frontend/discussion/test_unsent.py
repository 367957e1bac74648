"""What somebody wrote when their session had ended."""

from uuid import uuid4

from consult import limits
from consult.discussion.models import Draft, Point, Post
from tests.cast import Scene, Someone, moment
from tests.frontend.discussion.test_clause import WRITTEN, address
from tests.frontend.pages import browser, page


def test_what_was_written_without_a_session_stands_in_the_form_after_signing_in(consultation: Scene, siti: Someone) -> None:
    client, path = browser(), address(consultation)

    answer = client.post(path, {**WRITTEN, "wording": "Kata lain.", "way": "proposal:replace"})
    assert answer.headers["Location"].startswith("/sign-in/?next=")
    client.force_login(siti.account)

    again = page(client.get(path))
    form = again.form(path)
    assert "We kept what you had written" in again.words
    assert (form["text"], form["wording"], form["way"]) == ("Lapak perlu atap.\nDan lampu.", "Kata lain.", "proposal:replace")
    assert again.find("input", name="stance", value="oppose", checked="")


def test_it_is_forgotten_once_it_was_sent(consultation: Scene, siti: Someone) -> None:
    client, path = browser(), address(consultation)
    client.post(path, WRITTEN)
    client.force_login(siti.account)
    client.post(path, {**page(client.get(path)).form(path), "stance": "oppose", "shown_name": "withheld"})

    assert Post.objects.count() == 1
    assert "We kept" not in page(client.get(path)).words


def test_it_stands_on_the_clause_it_was_written_for_and_on_no_other(consultation: Scene, siti: Someone) -> None:
    client = browser()
    client.post(address(consultation), WRITTEN)
    client.force_login(siti.account)

    other = address(consultation, "Pasal 4")
    assert page(client.get(other)).form(other)["text"] == ""


def test_a_flood_is_cut_before_it_is_kept(consultation: Scene) -> None:
    client = browser()
    client.post(address(consultation), {**WRITTEN, "text": "a" * 50_000, "more": "b" * 50_000})

    assert len(Point.objects.get().said["text"]) == 20_000


def test_what_is_kept_is_a_draft_of_nobody_and_only_the_latest_of_a_place(consultation: Scene) -> None:
    client, path = browser(), address(consultation)
    client.post(path, {**WRITTEN, "text": "Pertama."})
    client.post(path, {**WRITTEN, "text": "Kedua."})
    client.post(address(consultation, "Pasal 4"), {**WRITTEN, "text": "Di tempat lain."})

    assert {point.said["text"] for point in Point.objects.all()} == {"Kedua.", "Di tempat lain."}
    assert not Draft.objects.exclude(person=None).exists()
    assert page(client.get(path)).form(path)["text"] == "Kedua."


def test_another_browser_finds_nothing_of_it(consultation: Scene, siti: Someone) -> None:
    browser().post(address(consultation), WRITTEN)

    for other in (browser(), browser(siti)):
        assert page(other.get(address(consultation))).form(address(consultation))["text"] == ""


def test_what_cannot_be_sent_is_kept_as_well(consultation: Scene, siti: Someone) -> None:
    client, path = browser(), address(consultation)
    odd = {"text": "Tanpa sikap.\x00", "way": "tarian", "stance": "marah", "revision": "99", "reply_to_post": str(uuid4())}

    assert client.post(path, odd).status_code == 303
    client.force_login(siti.account)
    assert client.get(path).status_code == 200
    assert Point.objects.count() == 1
    odder = {**odd, "revision": "x" * 5_000, "quoting": '["\\u0000", "b", "c"]', "text": "Lain."}
    assert client.post(path, odder).status_code in {303, 400}


def test_too_much_from_one_address_is_not_kept(consultation: Scene) -> None:
    limit = limits.LIMITS["unsent"]
    now = moment()
    limits.spend("unsent", account=None, address="127.0.0.1", now=now, times=limit.address)
    limits.spend("unsent", account=None, address="127.0.0.1", now=now + limit.every, times=limit.address)

    assert browser().post(address(consultation), WRITTEN).status_code == 429
    assert not Draft.objects.exists()
