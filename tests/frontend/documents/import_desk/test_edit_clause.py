"""The import desk in a browser: what can be done about each doubtful place and each clause, and what is said about it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, create_consultation
from consult.consultations.rules import TeamRole
from consult.documents.actions import edit_revision, import_draft
from consult.documents.editing.edited_revision import edited
from consult.documents.editing.operations import OPERATIONS, Settle
from consult.documents.models import Edit, Revision, Wording
from consult.documents.queries import wordings_of
from consult.formats.outline import doubts as parsing
from consult.record.checks.verification import verify
from frontend.documents.import_desk.doubt_remedies import WAYS, cut_of, ways
from frontend.documents.import_desk.edit_forms import places
from frontend.documents.import_desk.edit_sentences import SENTENCES
from tests.cast import Someone, moment
from tests.frontend.pages import Page, browser, page, read

DRAFT = """RANCANGAN PERATURAN DESA TENTANG KEBUN BERSAMA
BAB I UMUM
Pasal 1
(1) Warga menjaga kebun sebagaimana dimaksud pada
(3) dan seterusnya.
(2) Kebun dibuka setiap pagi. Kebun ditutup setiap malam; kuncinya di balai desa.
Pasal 3
Kebun ditutup pada malam hari.
Pasal 4
(1) Air dibagi rata. (2) Air dijaga.
"""
AT = "/desk/kebun/import/"
THIRD = {"second_kind": "ayat", "second_number": "3"}


@pytest.fixture
def kebun(ratna: Someone, wati: Someone, budi: Someone) -> Revision:
    """A draft with doubtful places, which waits."""
    team = {TeamRole.OFFICIAL: [ratna.email, wati.email], TeamRole.MODERATOR: [budi.email]}
    create_consultation(actor=OPERATOR, slug="kebun", texts=[Text("id", "Kebun")], details=Details(), team=team, now=moment())
    return imported(DRAFT)


def imported(text: str) -> Revision:
    """By the operator."""
    return import_draft(actor=OPERATOR, slug="kebun", data=text.encode(), name="k.txt", title="", profile="auto", now=moment())


def clause(label: str) -> Wording:
    """What is called so now."""
    return Wording.objects.get(label=label)


def labels() -> list[str]:
    """What all clauses are called now."""
    return list(Wording.objects.order_by("position").values_list("label", flat=True))


def doubt(code: str) -> int:
    """The number of the first doubt with this code."""
    revision = Revision.objects.get()
    return next(number for number, warning in edited(revision, wordings_of(revision)).warnings.items() if warning["code"] == code)


def address(label: str, *, query: str = "") -> str:
    """Where the clause is changed."""
    one = clause(label)
    return f"{AT}{one.revision_id}/clauses/{one.clause_id}/{query}"


def acts(client: Client, at: str, **given: str) -> Page:
    """The page after the button of the desk with that address is pressed."""
    shown = page(client.get(AT))
    answer = client.post(f"{AT}{Revision.objects.get().pk}/{at}", {**shown.form("/undo/"), **given}, follow=True)
    assert answer.status_code == 200, page(answer).words
    return page(answer)


def fills(client: Client, clause: str, form: str, *, query: str = "", **given: str) -> Page:
    """The page after one of the forms of a clause is sent."""
    at = address(clause, query=query)
    shown = page(client.get(at))
    fields = next(one.fields for one in shown.forms if one.fields.get("form") == form)
    return page(client.post(at, {**fields, **given}, follow=True))


def test_each_open_doubt_has_buttons_that_fit_it_and_a_link_onward(kebun: Revision, ratna: Someone) -> None:
    shown = read(AT, by=ratna)
    split, missing = doubt("mark.in_sentence"), doubt("number.missing")
    at = f"{AT}{kebun.pk}/doubts/"

    assert {button["value"] for button in shown.find("button", formaction=f"{at}{split}/")} == {"right", "split"}
    assert {button["value"] for button in shown.find("button", formaction=f"{at}{missing}/")} == {"right", "join"}
    assert shown.find("a", data_key="e", href=f"{address('Pasal 3')}?doubt={missing}&field=number")
    assert shown.words.count("Next doubtful place") == len(kebun.warnings) - 1
    assert shown.words.count("That was the last: what now") == 1


def test_what_is_right_is_said_so_and_the_next_place_waits(kebun: Revision, ratna: Someone) -> None:
    official = browser(ratna)

    shown = page(official.get(AT))
    answer = official.post(f"{AT}{kebun.pk}/doubts/1/", {**shown.form("/undo/"), "do": "right"})

    assert answer["Location"] == f"{AT}?doubt=2#w-2"
    after = page(official.get(answer["Location"]))
    assert f"Done: line {kebun.warnings[0]['line']} is right as it is. {len(kebun.warnings) - 1} doubtful places are left." in after.words
    assert f"Right as it is, {ratna.person.name}" in after.words
    assert not after.find("div", id="w-1")
    assert after.find("p", id="w-1")
    assert "Undo: line" in after.words


def test_a_settled_place_is_opened_again(kebun: Revision, ratna: Someone) -> None:
    official = browser(ratna)
    acts(official, "doubts/1/", do="right")

    shown = acts(official, "doubts/1/", do="open")

    assert shown.find("div", id="w-1")
    assert [edit.name for edit in Edit.objects.all()] == ["settle", "reopen"]


def test_a_false_beginning_is_joined_and_a_hidden_one_split_by_one_button_each(kebun: Revision, ratna: Someone) -> None:
    official = browser(ratna)

    acts(official, f"doubts/{doubt('mark.in_sentence')}/", do="split")
    assert "Pasal 1 ayat (3)" in labels()
    acts(official, f"doubts/{doubt('mark.glued')}/", do="join")

    assert "Pasal 4 ayat (2)" not in labels()
    assert clause("Pasal 4 ayat (1)").text == "Air dibagi rata. (2) Air dijaga."
    assert not verify().faults


def test_undoing_and_redoing_say_what_they_would_do_and_lead_to_the_clause(kebun: Revision, ratna: Someone) -> None:
    official = browser(ratna)
    acts(official, f"doubts/{doubt('mark.glued')}/", do="join")
    shown = page(official.get(AT))
    assert "Undo: Pasal 4 ayat (2) joined with Pasal 4 ayat (1)" in shown.words
    assert "Do again:" not in shown.words

    undone = acts(official, "undo/")
    assert "Undone: Pasal 4 ayat (2) joined with Pasal 4 ayat (1)." in undone.words
    assert "Do again: Pasal 4 ayat (2) joined" in undone.words
    assert "Pasal 4 ayat (2)" in labels()
    redone = acts(official, "redo/")

    assert "Done again: Pasal 4 ayat (2) joined" in redone.words
    assert "Pasal 4 ayat (2)" not in labels()


def test_what_a_clause_is_can_be_changed_and_the_doubt_for_which_it_is_done_is_settled(kebun: Revision, ratna: Someone) -> None:
    number = doubt("number.missing")

    shown = fills(browser(ratna), "Pasal 3", "what", query=f"?doubt={number}", number="2")

    assert "Done: Pasal 3 is now Pasal 2." in shown.words
    assert "Pasal 2" in labels()
    assert Edit.objects.get().settles == [number]


@pytest.mark.parametrize(
    ("label", "form", "given", "expected"),
    [
        ("Pasal 1 ayat (2)", "step", {"step": "join"}, "Pasal 1 ayat (1)"),
        ("Pasal 4", "step", {"step": "up"}, "Pasal 4"),
        ("Pasal 3", "step", {"step": "down"}, "Pasal 3"),
        ("Pasal 1 ayat (2)", "step", {"step": "in"}, "Pasal 1 ayat (1) ayat (2)"),
        ("Pasal 1 ayat (2)", "step", {"step": "out"}, "BAB I ayat (2)"),
        ("Pasal 4", "where", {"way": "before", "other": "pasal  3"}, "Pasal 4"),
        ("Pasal 4", "where", {"way": "after", "other": "Pasal 1"}, "Pasal 4"),
        ("Pasal 4", "where", {"way": "under", "other": ""}, "Pasal 4"),
        ("Pasal 4 ayat (2)", "where", {"way": "under", "other": "Pasal 3"}, "Pasal 3 ayat (2)"),
        (
            "Pasal 1 ayat (2)",
            "split",
            {"place": "typed", "words": "Kebun ditutup", "second_kind": "ayat", "second_number": "3"},
            "Pasal 1 ayat (3)",
        ),
        ("Pasal 3", "what", {"heading": "Kebun ditutup"}, "Pasal 3"),
        ("Pasal 3", "what", {"label": "Penutupan"}, "Penutupan"),
        ("Pasal 3", "what", {"kind": "clause", "number": ""}, "BAB I 1"),
    ],
)
def test_every_form_of_a_clause_does_what_it_says(
    kebun: Revision, ratna: Someone, label: str, form: str, given: dict[str, str], expected: str
) -> None:
    shown = fills(browser(ratna), label, form, **given)

    assert "Done: " in shown.words
    assert expected in labels()
    assert Edit.objects.count() == 1
    assert not verify().faults


@pytest.mark.parametrize(
    ("form", "given", "field", "said"),
    [
        ("what", {"number": ""}, "number", "Please fill this in."),
        ("what", {"heading": "Kata lain"}, "heading", "A heading is made of the first words of the clause"),
        ("what", {}, "", "This changes nothing"),
        ("split", {"place": "typed", "words": "tidak ada"}, "words", "These words are not in the text of the clause."),
        ("split", {"place": "typed", "words": ""}, "words", "Please fill this in."),
        ("split", {"place": "typed", "words": "malam"}, "second_kind", "The text does not say what begins there."),
        ("split", {"place": "typed", "words": "a"}, "words", "These words stand in the clause more than once."),
        (
            "split",
            {"place": "typed", "words": "itutup", "second_kind": "ayat", "second_number": "1"},
            "place",
            "A clause can begin at a word",
        ),
        ("where", {"way": "under", "other": "Pasal 99"}, "other", "This clause is not in the draft any more."),
        ("where", {"way": "before", "other": "Pasal 3"}, "other", "A clause cannot stand in or beside a part of itself."),
        ("where", {"way": "before", "other": ""}, "other", "This clause is not in the draft any more."),
        ("step", {"step": "sideways"}, "", "This is nothing that can be done with a clause."),
    ],
)
def test_what_cannot_be_done_is_said_beside_its_field_with_what_was_typed(
    kebun: Revision, ratna: Someone, form: str, given: dict[str, str], field: str, said: str
) -> None:
    shown = fills(browser(ratna), "Pasal 3", form, **given)

    assert said in shown.words
    if field:
        wrong = [had for name, had in shown.elements if had.get("name") == field and had.get("aria-invalid") == "true"]
        assert wrong or shown.find("span", id=f"id_{field}_error")
    fields = next(one.fields for one in shown.forms if one.fields.get("form") == form)
    assert given.items() <= {**fields, "step": given.get("step", "")}.items()
    assert not Edit.objects.exists()


@pytest.mark.parametrize("place", ["0", "typed", "99999", "x"])
def test_who_only_wants_another_language_is_told_of_nothing_wrong(kebun: Revision, ratna: Someone, place: str) -> None:
    shown = fills(browser(ratna), "Pasal 3", "split", place=place, words="tidak ada", second_number="9" * 99, in_language="id")

    assert shown.find("html", lang="id")
    assert not [had for _name, had in shown.elements if had.get("aria-invalid") == "true"]
    assert not Edit.objects.exists()


def test_whoever_was_second_is_told_who_was_first_and_keeps_what_was_typed(kebun: Revision, ratna: Someone, wati: Someone) -> None:
    second, at = browser(wati), address("Pasal 3")
    fields = next(one.fields for one in page(second.get(at)).forms if one.fields.get("form") == "what")
    bar = page(second.get(AT)).form("/undo/")
    fills(browser(ratna), "Pasal 4", "what", number="5")

    answer = second.post(at, {**fields, "number": "2"})
    button = second.post(f"{AT}{kebun.pk}/doubts/1/", {**bar, "do": "right"})

    assert (answer.status_code, button.status_code) == (409, 409)
    shown = page(answer)
    assert f"Somebody was first: {ratna.person.name} changed this draft" in shown.words
    again = next(one.fields for one in shown.forms if one.fields.get("form") == "what")
    assert (again["number"], again["seen"]) == ("2", "1")
    assert f"Somebody was first: {ratna.person.name}" in page(button).words
    assert second.post(at, {**again, "number": "2"}).status_code == 302
    assert {"Pasal 2", "Pasal 5"} <= set(labels())


def test_a_clause_that_somebody_has_joined_meanwhile_is_said_to_be_gone(kebun: Revision, ratna: Someone, wati: Someone) -> None:
    second, at = browser(wati), address("Pasal 4 ayat (2)")
    fields = next(one.fields for one in page(second.get(at)).forms if one.fields.get("form") == "what")
    acts(browser(ratna), f"doubts/{doubt('mark.glued')}/", do="join")

    answer = second.post(at, {**fields, "number": "3"})

    assert answer.status_code == 409
    assert "This clause is not in the draft any more." in page(answer).words
    assert second.get(at).status_code == 404


def test_sent_twice_is_done_once(kebun: Revision, ratna: Someone) -> None:
    official, at = browser(ratna), address("Pasal 4 ayat (2)")
    fields = next(one.fields for one in page(official.get(at)).forms if one.fields.get("form") == "step")
    bar = page(official.get(AT)).form("/undo/")

    assert [official.post(at, {**fields, "step": "join"}).status_code for _ in range(2)] == [302, 302]
    bar["seen"] = "1"
    assert [official.post(f"{AT}{kebun.pk}/doubts/1/", {**bar, "do": "right"}).status_code for _ in range(2)] == [302, 302]
    assert Edit.objects.count() == 2


@pytest.mark.parametrize(
    ("at", "given"),
    [
        ("doubts/1/", {"do": "burn"}),
        ("doubts/1/", {}),
        ("doubts/99/", {"do": "right"}),
        ("doubts/99/", {"do": "join"}),
        ("doubts/1/", {"do": "open"}),
        ("doubts/1/", {"do": "right", "seen": "x"}),
        ("undo/", {}),
        ("redo/", {"seen": "-1"}),
    ],
)
def test_what_no_button_sends_is_refused_and_changes_nothing(kebun: Revision, ratna: Someone, at: str, given: dict[str, str]) -> None:
    official = browser(ratna)
    bar = page(official.get(AT)).form("/undo/")

    answer = official.post(f"{AT}{kebun.pk}/{at}", {**bar, **given})

    assert answer.status_code in {400, 409}
    assert not Edit.objects.exists()
    assert labels() == [one.label for one in wordings_of(kebun)]


def test_neither_strangers_nor_moderators_change_anything_nor_see_that_they_could(kebun: Revision, siti: Someone, budi: Someone) -> None:
    at = address("Pasal 3")
    for who, status in ((None, 404), (siti, 404), (budi, 403)):
        client = browser(who)
        assert client.get(at).status_code == status
        for path in (at, f"{AT}{kebun.pk}/doubts/1/", f"{AT}{kebun.pk}/undo/", f"{AT}{kebun.pk}/redo/"):
            assert client.post(path, {"seen": "0", "do": "right", "form": "what"}).status_code == status
    shown = read(AT, by=budi)

    assert not shown.find("form", id="act")
    assert not shown.find("button", name="do")
    assert not [had for _, had in shown.elements if "/clauses/" in had.get("href", "")]
    assert not Edit.objects.exists()


def test_a_revision_or_clause_of_another_consultation_is_not_found_through_ones_own(kebun: Revision, ratna: Someone) -> None:
    create_consultation(
        actor=OPERATOR, slug="lain", texts=[Text("id", "Lain")], details=Details(), team={TeamRole.OFFICIAL: [ratna.email]}, now=moment()
    )
    official, at = browser(ratna), address("Pasal 3")

    assert official.get(at.replace("/kebun/", "/lain/")).status_code == 409
    assert official.get(at.replace(str(clause("Pasal 3").clause_id), str(uuid4()))).status_code == 404


def test_a_part_of_the_page_is_given_where_it_is_asked_for(kebun: Revision, ratna: Someone) -> None:
    answer = browser(ratna).get(address("Pasal 3", query="?doubt=2&field=number"), headers={"HX-Request": "true"})

    part = page(answer)
    assert not part.find("html")
    assert [form.fields["form"] for form in part.forms] == ["step", "what", "split", "where"]
    assert part.find("input", name="number")[0].keys() >= {"autofocus"}
    assert {form.fields["answers"] for form in part.forms} == {"2"}
    assert answer["Cache-Control"] == "private, no-store"


def test_a_draft_with_doubtful_places_is_published_only_by_who_ticks_that(kebun: Revision, ratna: Someone) -> None:
    official = browser(ratna)
    acts(official, "doubts/1/", do="right")
    form = page(official.get(AT)).form("/publication/")
    left = len(kebun.warnings) - 1
    assert [box["value"] for box in page(official.get(AT)).find("input", name="unsettled")] == [str(left)]
    at = f"{AT}{kebun.pk}/publication/"

    without = official.post(at, form)

    assert without.status_code == 409
    assert f"Doubtful places that nobody has settled: {left}." in page(without).words
    assert official.post(at, {**form, "unsettled": str(left)}).status_code == 302
    assert Revision.objects.get().status == "published"
    after = page(official.get(AT))
    assert not after.find("button", name="do")


def test_nothing_need_be_ticked_where_everything_is_settled(kebun: Revision, ratna: Someone) -> None:
    official = browser(ratna)
    for number in range(1, len(kebun.warnings) + 1):
        acts(official, f"doubts/{number}/", do="right")
    shown = page(official.get(AT))

    assert "every doubtful place is settled" in shown.words
    assert not shown.find("input", name="unsettled")
    assert official.post(f"{AT}{kebun.pk}/publication/", shown.form("/publication/")).status_code == 302


@pytest.mark.parametrize("code", parsing.SENTENCES)
def test_of_every_doubt_of_the_reader_it_is_known_what_can_be_done(code: str) -> None:
    assert code in WAYS
    warning = {"line": 1, "code": code, "facts": {"start": "(3) dan"}}
    wording = Wording(text="Satu kalimat (3) dan lagi.", mark="(1)")

    found = ways(warning, wording, first=False, profile="id")

    assert found[0].name == "right"
    assert all(way.called for way in found)
    assert not [way for way in ways(warning, wording, first=True, profile="id") if way.name == "join"]


def test_of_a_doubt_that_is_new_here_everything_is_offered() -> None:
    offered = ways({"line": 1, "code": "of.another.release"}, Wording(text="Satu."), first=False, profile="id")

    assert [way.name for way in offered] == ["right", "join", "number", "place"]
    assert [way.name for way in ways({"line": 1}, None, first=False, profile="id")] == ["right"]


@pytest.mark.parametrize(
    ("text", "start", "at"),
    [("Satu (3) dua", "(3) dua", 5), ("Satu", "(3)", None), ("(3) a (3) a", "(3) a", None), ("(3) a", "(3) a", None)],
)
def test_a_place_to_split_is_known_where_its_words_stand_once_behind_others(text: str, start: str, at: int | None) -> None:
    found = cut_of({"facts": {"start": start}}, Wording(text=text), "id")

    assert (found.at if found else None) == at
    assert found is None or (found.kind, found.number) == ("ayat", "3")


def test_places_are_offered_where_something_looks_like_a_beginning_and_behind_sentences() -> None:
    text = "Kebun dijaga. Air dibagi; a. rata. (2) Sisanya\nuntuk warga."

    found = [text[at:].split()[0] for at in places(Wording(text=text), "id")]

    assert found[:2] == ["a.", "(2)"]
    assert set(found) == {"a.", "(2)", "Air", "untuk", "rata."}


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_step_has_its_words(name: str) -> None:
    assert name in SENTENCES


def replace(ratna: Someone, text: str) -> None:
    """Another draft in the place of the one that is there."""
    official = browser(ratna)
    official.post(f"{AT}{Revision.objects.get().pk}/removal/", page(official.get(AT)).form("/removal/"))
    imported(text)


def test_the_page_that_holds_a_clause_or_a_doubt_is_the_one_that_is_shown(kebun: Revision, ratna: Someone) -> None:
    replace(ratna, "".join(f"Pasal {n}\nIsi {n}.\n" for n in (*range(1, 900), 950)))
    far = clause("Pasal 950")

    assert read(f"{AT}?clause={far.clause_id}", by=ratna).find("li", id="clause-pasal-950")
    assert read(f"{AT}?doubt=1", by=ratna).find("div", id="w-1")
    assert not read(AT, by=ratna).find("div", id="w-1")
    for odd in ("?clause=x", f"?clause={uuid4()}", "?doubt=99999999999999", "?doubt=-1&clause=&page=x"):
        assert read(f"{AT}{odd}", by=ratna).find("li", id="clause-pasal-1")


def test_a_page_of_many_clauses_with_many_steps_asks_as_much_as_one_of_few(kebun: Revision, ratna: Someone) -> None:
    official, asked = browser(ratna), []
    for text, steps in ((DRAFT, 1), ("".join(f"Pasal {n}\n(1) Isi {n}. (2) Isi.\n" for n in range(1, 300)), 12)):
        replace(ratna, text)
        revision = Revision.objects.get()
        for number in range(steps):
            edit_revision(
                actor=ratna.viewer, slug="kebun", revision_id=revision.pk, seen=number, operation=Settle(number + 1), now=moment()
            )
        for at in (AT, address("Pasal 1")):
            with CaptureQueriesContext(connection) as queries:
                assert official.get(at).status_code == 200
            asked.append(len(queries))

    assert asked[:2] == asked[2:]
    assert max(asked) <= 15


def test_no_words_of_a_draft_are_markup_on_the_pages_of_the_desk(kebun: Revision, ratna: Someone) -> None:
    replace(ratna, 'Pasal 1\n(1) <b id="x">Isi</b> "dua". (2) {{ 7|add:7 }} </li>.\n')
    official = browser(ratna)
    pages = [page(official.get(AT)), page(official.get(address("Pasal 1 ayat (2)")))]
    fills(official, "Pasal 1", "what", label='<i id="x">Satu</i>')
    pages += [page(official.get(AT)), page(official.get(address('<i id="x">Satu</i>')))]

    assert not any(had.get("id") == "x" for one in pages for _, had in one.elements)
    assert "{{ 7|add:7 }} </li>." in pages[1].words


def test_joining_the_first_of_all_is_not_offered(kebun: Revision, ratna: Someone) -> None:
    first, second = (address(one.label) for one in wordings_of(kebun)[:2])

    assert not read(first, by=ratna).find("button", name="step", value="join")
    assert read(second, by=ratna).find("button", name="step", value="join")
