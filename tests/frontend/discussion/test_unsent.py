"""What somebody wrote when their session had ended."""

from consult.discussion.models import Post
from tests.cast import Scene, Someone
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

    typed = client.session["unsent"]["typed"]
    assert len(typed["text"]) == 20_000
    assert "more" not in typed
