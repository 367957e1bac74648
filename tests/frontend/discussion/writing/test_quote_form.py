"""Quoting words of the clause in the form: chosen, marked, or typed; kept whatever happens to the form."""

import json

import pytest

from consult.anchoring.quotes import Quote
from consult.discussion.models import PostVersion
from tests.cast import Scene, Someone
from tests.frontend.pages import Page, browser, page, read

TEXT = "Setuju dengan ini."


def address(scene: Scene, label: str = "Pasal 2") -> str:
    """The page of a clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


def send(scene: Scene, who: Someone, label: str = "Pasal 2", **fields: str) -> Page:
    """What comes back when the form is filled in and sent."""
    return page(browser(who).post(address(scene, label), {"text": TEXT, "stance": "support", **fields}, follow=True))


def stored() -> dict[str, object]:
    """The quote of the only post."""
    found: dict[str, object] | None = PostVersion.objects.get().quote
    assert found is not None
    return found


def test_each_sentence_of_the_clause_and_its_parts_can_be_chosen(lively: Scene, siti: Someone) -> None:
    offered = [one["value"] for one in read(address(lively), by=siti).find("input", name="quoting")]

    assert [json.loads(value)[1] for value in offered[1:-1]] == [
        "Setiap pedagang memperoleh satu lapak.",
        "Lapak diberikan menurut:",
        "urutan pendaftaran; dan",
        "jenis dagangan.",
    ]
    assert (offered[0], offered[-1]) == ("", "typed")


def test_a_chosen_sentence_is_quoted_at_its_place(lively: Scene, siti: Someone) -> None:
    send(lively, siti, quoting=json.dumps(["", "Lapak diberikan menurut:", ""]))

    assert (stored()["exact"], stored()["start"]) == ("Lapak diberikan menurut:", 39)


def test_typed_words_are_quoted_where_they_are_chosen_to_be(lively: Scene, siti: Someone) -> None:
    send(lively, siti, quoting="typed", quoted="satu lapak")

    assert stored()["exact"] == "satu lapak"


def test_words_left_in_the_field_are_not_quoted_where_nothing_is_to_be(lively: Scene, siti: Someone) -> None:
    send(lively, siti, quoting="", quoted="satu lapak")

    assert PostVersion.objects.get().quote is None


def test_marked_words_are_told_apart_by_what_was_around_them(lively: Scene, siti: Someone) -> None:
    around = json.dumps(["satu ", "lapak", ". Lapak"])

    send(lively, siti, quoting="typed", quoted="lapak", quoted_around=around)

    assert (stored()["start"], stored()["prefix"]) == (32, "satu ")


def test_what_was_around_marked_words_counts_no_more_once_they_are_changed(lively: Scene, siti: Someone) -> None:
    around = json.dumps(["satu ", "lapak", ". Lapak"])

    send(lively, siti, quoting="typed", quoted="jenis dagangan", quoted_around=around)

    assert (stored()["exact"], stored()["prefix"]) == ("jenis dagangan", "")


@pytest.mark.parametrize(("quoted", "says"), [("lapak besar", "not in this clause"), ("a", "more than once"), (" ", "not in this clause")])
def test_words_that_do_not_fit_are_refused_at_their_field_and_everything_is_kept(
    lively: Scene, siti: Someone, quoted: str, says: str
) -> None:
    came = send(lively, siti, quoting="typed", quoted=quoted)

    assert says in came.words
    assert came.find("textarea", id="id_quoted", aria_invalid="true")
    fields = came.form(address(lively))
    assert (fields["text"], fields["quoting"]) == (TEXT, "typed")
    assert not PostVersion.objects.exists()


@pytest.mark.parametrize("value", ["x", "[]", '["a"]', "[1, 2, 3]", "{}", "[" * 5_000])
def test_a_choice_that_is_none_is_refused_and_nothing_is_lost(lively: Scene, siti: Someone, value: str) -> None:
    came = send(lively, siti, quoting=value)

    assert "not in this clause" in came.words
    assert came.form(address(lively))["text"] == TEXT
    assert not PostVersion.objects.exists()


def test_the_preview_shows_the_quote_and_the_form_keeps_it(lively: Scene, siti: Someone) -> None:
    came = send(lively, siti, quoting=json.dumps(["", "Lapak diberikan menurut:", ""]), preview="1")

    assert '<blockquote lang="id">Lapak diberikan menurut:</blockquote>' in came.html
    assert json.loads(came.form(address(lively))["quoting"])[1] == "Lapak diberikan menurut:"


def test_a_reply_may_quote_the_clause_too(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 2"))

    browser(agus).post(address(lively), {"text": "Ya.", "reply_to_post": str(post.pk), "quoting": "typed", "quoted": "satu lapak"})

    reply = PostVersion.objects.get(text="Ya.")
    assert reply.quote
    assert reply.quote["exact"] == "satu lapak"


def test_editing_keeps_the_quote_and_may_change_it_or_take_it_out(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 2"), quote=Quote("lapak", prefix="satu "))
    address = f"/me/posts/{post.pk}/edit/"
    fields = read(address, by=siti).form("/edit/")
    assert (fields["quoting"], fields["quoted"]) == ("typed", "lapak")

    browser(siti).post(address, fields)
    assert PostVersion.objects.count() == 1  # nothing was changed

    browser(siti).post(address, {**fields, "text": "Lain.", "key": "1"})
    browser(siti).post(address, {**fields, "text": "Lain.", "quoted": "jenis dagangan", "key": "2"})
    browser(siti).post(address, {**fields, "text": "Lain.", "quoting": "", "key": "3"})

    quotes = [version.quote for version in PostVersion.objects.order_by("number")]
    assert [quote and (quote["prefix"], quote["exact"]) for quote in quotes] == [
        ("satu ", "lapak"),
        ("satu ", "lapak"),
        ("", "jenis dagangan"),
        None,
    ]


def test_what_a_visitor_quoted_is_there_after_signing_in(lively: Scene, siti: Someone) -> None:
    client = browser()
    client.post(address(lively), {"text": TEXT, "quoting": "typed", "quoted": "satu lapak"})

    fields = page(client.get(address(lively))).form(address(lively))

    assert (fields["quoting"], fields["quoted"]) == ("typed", "satu lapak")
