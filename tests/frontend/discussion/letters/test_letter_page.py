"""The letter's page: what was collected, put in order, edited, sent once; and what is wrong, at its point."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.discussion.actions.letters.draft_letter import move_point
from consult.discussion.letters.unsent_letters import points_of
from consult.discussion.models import Draft, Point, Post, Submission
from consult.discussion.queries.posts import general_thread
from consult.discussion.rules import Operation, Proposal, Stance
from consult.sentences import SENTENCES
from frontend.discussion.letters.letter_points import pages_of
from tests.cast import Scene, Someone, closes, moment
from tests.consult.discussion.letters import adds, said
from tests.frontend.discussion.reading.test_clause_page import address
from tests.frontend.pages import browser, page, read

OWN = {"stance": "oppose", "way": "comment", "letter": "1", "shown_name": "withheld"}


def letter(scene: Scene) -> str:
    """The letter's page."""
    return f"/k/{scene.row.slug}/letter/"


def collects(client: Client, scene: Scene, text: str, label: str = "Pasal 3", **given: str) -> Any:
    """Fill in the clause's form and put it into the letter."""
    path = address(scene, label)
    return client.post(path, {**page(client.get(path)).form(path), **OWN, "text": text, **given})


def texts() -> list[str]:
    """What the points say, in their order."""
    return [point.said["text"] for point in points_of(Draft.objects.get())]


def sends(client: Client, scene: Scene, **given: str) -> Any:
    """Press the button that sends it."""
    form = page(client.get(letter(scene))).form("/letter/")
    return client.post(letter(scene), {**form, "send": "1", **given})


def test_points_are_collected_from_clauses_and_sent_with_one_receipt(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    answer = collects(client, lively, "Perlu atap.")
    assert answer.headers["Location"] == f"{letter(lively)}#point-{Point.objects.get().pk}"
    collects(client, lively, "Usul.", "Pasal 4", way="proposal:replace", wording="Setiap pedagang menyapu lapaknya.")

    shown = page(client.get(letter(lively)))
    assert "2 points, not sent yet" in shown.words
    assert shown.find("ins")
    assert not Post.objects.exists()
    sent = sends(client, lively, on_behalf_of="Paguyuban Pasar", shown_name="real")

    receipt = page(client.get(sent.headers["Location"]))
    assert "We have received your letter" in receipt.words
    assert receipt.words.index("Pasal 3:") < receipt.words.index("Pasal 4:")
    assert (Submission.objects.get().posts.count(), Submission.objects.get().on_behalf_of) == (2, "Paguyuban Pasar")
    thread = read(address(lively)).words
    assert "Siti for Paguyuban Pasar" in thread
    assert "No point yet" in page(client.get(letter(lively))).words


def test_the_same_form_sent_twice_leads_to_the_same_receipt(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    collects(client, lively, "Perlu atap.")
    form = {**page(client.get(letter(lively))).form("/letter/"), "send": "1"}

    first, again = (client.post(letter(lively), form) for _ in range(2))

    assert first.headers["Location"] == again.headers["Location"]
    assert Post.objects.count() == 1


def test_another_window_that_sends_it_once_more_is_told_that_it_was_sent(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    collects(client, lively, "Perlu atap.")
    form = {**page(client.get(letter(lively))).form("/letter/"), "send": "1", "key": "jendela-lain"}
    sends(client, lively)

    answer = client.post(letter(lively), form)

    assert answer.status_code == 409
    assert "This draft is not here any more" in page(answer).words
    assert Post.objects.count() == 1


def test_what_is_wrong_is_said_at_its_point_and_everything_is_kept(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    collects(client, lively, "Perlu atap.")
    collects(client, lively, "Tanpa sikap.", stance="")
    collects(client, lively, "Usul.", "Pasal 4", way="proposal:insert_after", insertion="")

    answer = sends(client, lively, on_behalf_of="Paguyuban")

    assert answer.status_code == 400
    words = page(answer).words
    assert words.index("Perlu atap.") < words.index("Please choose where you stand") < words.index("Tanpa sikap.")
    assert words.index("Tanpa sikap.") < words.index("Please say what you propose") < words.index("Usul.")
    assert page(answer).form("/letter/")["on_behalf_of"] == "Paguyuban"
    assert texts() == ["Perlu atap.", "Tanpa sikap.", "Usul."]
    assert not Post.objects.exists()


def test_a_point_is_edited_where_it_stands_and_keeps_the_version_it_is_on(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    collects(client, lively, "Perlu atap.", way="proposal:insert_after", insertion="Lapak beratap.")
    point = Point.objects.get()
    path = f"{letter(lively)}points/{point.pk}/"
    form = page(client.get(path)).form(path)
    assert (form["text"], form["insertion"], form["way"]) == ("Perlu atap.", "Lapak beratap.", "proposal:insert_after")

    answer = client.post(path, {**form, "stance": "mixed", "text": "Perlu atap dan lampu."})

    assert answer.headers["Location"] == f"{letter(lively)}#point-{point.pk}"
    point.refresh_from_db()
    assert (point.said["text"], point.said["stance"], point.revision) == ("Perlu atap dan lampu.", "mixed", 1)


def test_points_go_up_and_down_and_out(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    for text in ("Satu.", "Dua.", "Tiga."):
        collects(client, lively, text)
    ids = {point.said["text"]: str(point.pk) for point in Point.objects.all()}

    def press(button: str, text: str) -> None:
        client.post(f"{letter(lively)}order/", {button: ids[text]})

    press("up", "Tiga.")
    assert texts() == ["Satu.", "Tiga.", "Dua."]
    press("down", "Satu.")
    assert texts() == ["Tiga.", "Satu.", "Dua."]
    press("remove", "Satu.")
    press("remove", "Satu.")
    client.post(f"{letter(lively)}order/", {"up": "bukan-id"})
    client.post(f"{letter(lively)}order/", {})
    assert texts() == ["Tiga.", "Dua."]


def test_personal_data_are_pointed_out_before_sending(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    collects(client, lively, "Hubungi 0812-3456-7890.")

    assert "It seems to hold personal data: a telephone number" in page(client.get(letter(lively))).words


def test_names_are_kept_without_sending(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    collects(client, lively, "Satu.")
    form = page(client.get(letter(lively))).form("/letter/")

    client.post(letter(lively), {**form, "keep": "1", "on_behalf_of": "Paguyuban", "shown_name": "real"})

    assert page(client.get(letter(lively))).form("/letter/")["on_behalf_of"] == "Paguyuban"
    assert Draft.objects.get().shown_name == "real"
    refused = client.post(letter(lively), {**form, "keep": "1", "on_behalf_of": "a" * 300})
    assert (refused.status_code, "300 characters" in page(refused).words) == (400, True)


def test_it_is_thrown_away_wholly(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    collects(client, lively, "Satu.")

    client.post(f"{letter(lively)}removal/")
    client.post(f"{letter(lively)}removal/")

    assert not Draft.objects.exists()
    assert not Post.objects.exists()


def test_nothing_is_put_into_a_letter_where_nothing_was_written(lively: Scene, siti: Someone) -> None:
    answer = collects(browser(siti), lively, "")

    assert answer.status_code == 400
    assert not Draft.objects.exists()


def test_each_person_sees_their_own_letter_alone(lively: Scene, siti: Someone, agus: Someone) -> None:
    point = adds(siti, said("Rahasia Siti.", on=lively.clause("Pasal 3")))

    for other in (agus, None):
        client = browser(other)
        assert "Rahasia" not in page(client.get(letter(lively))).words
        assert client.get(f"{letter(lively)}points/{point.pk}/").status_code == 404
        client.post(f"{letter(lively)}order/", {"remove": str(point.pk)})
        client.post(f"{letter(lively)}removal/")
        answer = client.post(letter(lively), {"draft": str(point.draft_id), "send": "1", "on_behalf_of": "Lain"})
        assert answer.status_code in {303, 409}
    assert texts() == ["Rahasia Siti."]


def test_a_letter_of_a_closed_consultation_is_kept_and_says_so(lively: Scene, siti: Someone) -> None:
    adds(siti, said("Terlambat.", on=lively.clause("Pasal 3")))
    closes(lively)

    shown = read(letter(lively), by=siti)

    assert "Your letter is kept as it is" in shown.words
    assert not shown.find("button", name="send")


def test_ones_own_page_lists_the_letters_that_are_not_sent(lively: Scene, consultation: Scene, siti: Someone) -> None:
    for scene in (lively, consultation):
        point = adds(siti, said("Satu.", on=scene.clause("Pasal 3")))
    move_point(actor=siti.viewer, draft_id=point.draft_id, point_id=point.pk, to=1, now=moment())

    mine = read("/me/", by=siti)

    assert mine.find("a", href=letter(lively))
    assert mine.find("a", href=letter(consultation))
    assert "1 point" in mine.words


def test_a_reply_is_collected_and_edited_as_a_reply(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 3"))
    client = browser(agus)
    client.post(address(lively), {"text": "Saya juga.", "reply_to_post": str(post.pk), "letter": "1"})
    point = Point.objects.get()
    path = f"{letter(lively)}points/{point.pk}/"

    client.post(path, {**page(client.get(path)).form(path), "text": "Saya juga sependapat."})
    sends(client, lively)

    assert Post.objects.get(kind="reply").reply_to == post
    assert "Saya juga sependapat." in read(address(lively)).words


def filled(who: Someone, scene: Scene, n: int, **given: Any) -> None:
    """A letter of so many points: on clauses, some rewording them, and in the thread on the draft as a whole."""
    thread = general_thread(scene.row)
    assert thread is not None
    for k in range(n):
        place: dict[str, Any] = {"thread": thread.pk} if k % 4 == 3 else {"on": scene.clause(("Pasal 3", "Pasal 4", "Pasal 5")[k % 3])}
        proposal = Proposal(Operation.REPLACE, "Lapak dibersihkan bersama.") if k % 4 == 1 else None
        adds(who, said(f"Titik {k}.", proposal=proposal, **place, **given))


@pytest.mark.parametrize("way", ["shown", "refused"])
def test_the_page_takes_as_many_queries_for_a_hundred_points_as_for_a_few(lively: Scene, siti: Someone, way: str) -> None:
    def queries(n: int) -> int:
        Draft.objects.all().delete()
        filled(siti, lively, n, **({"stance": None} if way == "refused" else {}))
        client = browser(siti)
        shown = client.get(letter(lively))
        with CaptureQueriesContext(connection) as asked:
            if way == "refused":
                client.post(letter(lively), {**page(shown).form("/letter/"), "send": "1"})
            else:
                client.get(letter(lively))
        return len(asked)

    few, many = queries(4), queries(100)
    assert many == few
    assert many <= (12 if way == "shown" else 34)


def test_a_hundred_points_can_be_put_into_a_letter_one_after_the_other(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    path = address(lively)
    form = {**page(client.get(path)).form(path), **OWN}
    for n in range(100):
        answer = client.post(path, {**form, "key": f"kunci-{n}", "text": f"Titik {n}."})
        assert answer.status_code == 303, n
    assert Point.objects.count() == 100


def test_a_change_that_names_an_unknown_version_is_refused_and_the_letter_goes_on(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    collects(client, lively, "Perlu atap.")
    path = f"{letter(lively)}points/{Point.objects.get().pk}/"

    answer = client.post(path, {**page(client.get(path)).form(path), "text": "Lain.", "revision": "9999"})

    assert answer.status_code == 400
    assert "Perlu atap." in page(client.get(letter(lively))).words


def test_a_point_that_cannot_be_read_is_shown_as_such_and_taken_out(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    collects(client, lively, "Perlu atap.")
    collects(client, lively, "Usul lain.", "Pasal 4")
    lost = Point.objects.get(position=1)
    Point.objects.filter(pk=lost.pk).update(revision=9999)

    shown = page(client.get(letter(lively)))

    assert "1. A point that cannot be sent" in shown.words
    assert "Perlu atap." in shown.words
    assert "Usul lain." in shown.words
    assert sends(client, lively).status_code == 400
    client.post(f"{letter(lively)}order/", {"remove": str(lost.pk)})
    assert sends(client, lively).status_code == 303


@pytest.mark.parametrize("button", ["send", "keep"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_visitors_letter_is_neither_named_nor_sent_by_whoever_knows_its_id(
    lively: Scene, siti: Someone, button: str, signed_in: bool
) -> None:
    collects(browser(), lively, "Perlu atap.")
    draft, client = Draft.objects.get(), browser(siti) if signed_in else browser()
    collects(client, lively, "Perlu lampu.")
    form = page(client.get(letter(lively))).form("/letter/")

    client.post(letter(lively), {**form, "draft": str(draft.pk), "on_behalf_of": "Orang lain", button: "1"})

    draft.refresh_from_db()
    assert (draft.on_behalf_of, draft.person, Submission.objects.count()) == ("", None, 0)


def test_a_long_letter_is_shown_in_pages_and_a_fault_on_a_later_one_is_shown_there(lively: Scene, siti: Someone) -> None:
    for n in range(45):
        add = adds(siti, said(f"Butir ke-{n + 1}.", on=lively.clause("Pasal 3"), stance=None if n in {22, 24, 41} else Stance.OPPOSE))
    client = browser(siti)

    first, second = (page(client.get(letter(lively) + query)).words for query in ("", "?page=2"))

    assert "Butir ke-20." in first
    assert "Butir ke-21." not in first
    assert "Butir ke-21." in second
    assert "25. Pasal 3" in second
    refused = page(sends(client, lively))
    assert "Please look at: point 23 , point 25 , point 42" in refused.words
    places = list(Point.objects.order_by("position").values_list("pk", flat=True))
    for at, page_of_it in ((22, ""), (24, ""), (41, f"{letter(lively)}?page=3")):
        assert f'href="{page_of_it}#point-{places[at]}"' in refused.html
        assert (f'id="point-{places[at]}"' in refused.html) is (page_of_it == "")
    moved = client.post(f"{letter(lively)}order/", {"up": str(add.pk)})
    assert moved.headers["Location"] == f"{letter(lively)}?page=3#point-{add.pk}"


def test_long_points_make_shorter_pages() -> None:
    points = [Point(said={"text": "x" * 10_000, "proposal": None}) for _ in range(14)]

    assert list(map(len, pages_of(points))) == [6, 6, 2]


@pytest.mark.parametrize("button", ["up", "down", "remove", "edit"])
def test_what_is_typed_below_the_points_is_kept_by_the_buttons_beside_them(lively: Scene, siti: Someone, button: str) -> None:
    client = browser(siti)
    collects(client, lively, "Satu.")
    collects(client, lively, "Dua.")
    form, point = page(client.get(letter(lively))).form("/letter/"), Point.objects.get(position=1)

    client.post(f"{letter(lively)}order/", {**form, "on_behalf_of": "Paguyuban", "shown_name": "real", button: str(point.pk)})

    assert (Draft.objects.get().on_behalf_of, Draft.objects.get().shown_name) == ("Paguyuban", "real")


def test_a_visitor_collects_without_an_address_and_types_one_once(lively: Scene) -> None:
    client = browser()
    form = page(client.get(address(lively)))
    assert any(tag == "button" and had.get("name") == "letter" and "formnovalidate" in had for tag, had in form.elements)
    collects(client, lively, "Satu.", email="tamu@example.org")

    assert page(client.get(address(lively, "Pasal 4"))).form(f"{address(lively, 'Pasal 4')}")["email"] == "tamu@example.org"
    assert page(client.get(letter(lively))).form("/letter/")["email"] == "tamu@example.org"


@pytest.mark.parametrize("signed_in", [True, False])
def test_the_letter_is_found_again_from_every_page_on_the_way(lively: Scene, siti: Someone, signed_in: bool) -> None:
    client = browser(siti) if signed_in else browser()
    ways = (f"/k/{lively.row.slug}/", f"/k/{lively.row.slug}/draft/", address(lively))
    assert all("My letter" not in page(client.get(way)).words for way in ways)
    collects(client, lively, "Satu.")
    collects(client, lively, "Dua.")

    assert all("My letter (2 points)" in page(client.get(way)).words for way in ways)


def test_what_was_looked_at_can_be_put_into_the_letter(lively: Scene, siti: Someone) -> None:
    client = browser(siti)

    shown = looked(client, lively)

    assert [had.get("name") for tag, had in shown.elements if tag == "button"].count("letter") == 1


def looked(client: Client, scene: Scene) -> Any:
    """The form with a preview."""
    path = address(scene)
    given = {name: value for name, value in OWN.items() if name != "letter"}
    return page(client.post(path, {**page(client.get(path)).form(path), **given, "text": "Satu.", "preview": "1"}))


def test_a_proposal_that_changes_nothing_is_pointed_out_before_the_letter_is_sent(lively: Scene, siti: Someone) -> None:
    client = browser(siti)
    path = address(lively, "Pasal 4")
    same = page(client.get(path)).form(path)["wording"]

    collects(client, lively, "Usul.", "Pasal 4", way="proposal:replace", wording=f"{same} Lalu tambahan.")
    assert str(SENTENCES["post.proposal_same"]) not in page(client.get(letter(lively))).words
    collects(client, lively, "Usul lagi.", "Pasal 4", way="proposal:replace", wording=same)
    assert str(SENTENCES["post.proposal_same"]) in page(client.get(letter(lively))).words
