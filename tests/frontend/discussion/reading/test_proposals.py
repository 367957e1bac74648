"""The page of the proposals on a clause, what stands of them beside it, and comparing them."""

import pytest

from consult.discussion.models import Post
from consult.discussion.rules import Kind, Operation, Proposal
from tests.cast import Scene, Someone
from tests.frontend.pages import browser, page, read

pytestmark = pytest.mark.django_db

DRAFT = "Lapak tidak dapat dialihkan kepada orang lain."


def proposes(who: Someone, scene: Scene, operation: Operation, wording: str = "", *, label: str = "Pasal 3") -> Post:
    """A proposal on a clause."""
    return who.posts("Usul saya.", on=scene.clause(label), kind=Kind.PROPOSAL, proposal=Proposal(operation, wording))


def address(scene: Scene, label: str = "Pasal 3") -> str:
    """The page of the clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


@pytest.mark.parametrize(
    ("way", "field", "wording"),
    [("replace", "wording", "Lapak dapat diwariskan."), ("insert_after", "insertion", "(2) Kecuali kepada anaknya."), ("delete", "", "")],
)
def test_each_operation_is_sent_from_the_clauses_page(way: str, field: str, wording: str, lively: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(lively)
    said = {"way": f"proposal:{way}", "stance": "oppose", "text": "Usul.", "shown_name": "withheld", **({field: wording} if field else {})}

    answer = client.post(path, {**page(client.get(path)).form(path), **said})

    assert answer.status_code == 303
    version = Post.objects.get().versions.get()
    assert (version.operation, version.wording) == (way, wording)


def test_the_form_begins_with_all_that_a_clause_says_part_by_part(lively: Scene, siti: Someone) -> None:
    path = address(lively, "Pasal 1")

    wording = page(browser(siti).get(path)).form(path)["wording"]

    assert wording.splitlines() == [
        "Dalam Peraturan Desa ini yang dimaksud dengan:",
        "1. Pasar pagi adalah tempat jual beli yang buka sebelum siang.",
        "2. Pedagang adalah orang yang berjualan di pasar pagi.",
    ]


def test_a_proposal_that_changes_nothing_comes_back_at_its_field(lively: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(lively, "Pasal 2")
    form = page(client.get(path)).form(path)

    answer = client.post(path, {**form, "way": "proposal:replace", "stance": "oppose", "text": "Usul.", "shown_name": "withheld"})

    assert (answer.status_code, Post.objects.exists()) == (400, False)
    assert "Your wording is the same as the draft's." in page(answer).words
    assert page(answer).find("textarea", name="wording", aria_invalid="true")


def test_beside_the_clause_stand_its_proposals_and_the_way_to_all(lively: Scene, siti: Someone, budi: Someone) -> None:
    proposes(siti, lively, Operation.REPLACE, "Lapak dapat diwariskan.")
    hidden = proposes(siti, lively, Operation.INSERT_AFTER, "Kata-kata kasar di sini.")
    budi.hides(hidden)

    shown = read(address(lively))

    assert "1 proposal on this clause" in shown.words
    assert shown.find("a", href=f"{address(lively)}proposals/")
    assert "kasar" not in shown.html


def test_the_page_groups_them_and_shows_what_each_changes_in_words_too(lively: Scene, siti: Someone) -> None:
    proposes(siti, lively, Operation.DELETE)
    proposes(siti, lively, Operation.REPLACE, DRAFT.replace("tidak ", ""))

    words = read(f"{address(lively)}proposals/").words

    assert words.index("Replace the wording by") < words.index("Delete this clause")
    assert "Lapak [taken out: tidak ] dapat dialihkan" in words


def test_two_proposals_are_compared_with_each_other_and_with_the_draft(lively: Scene, siti: Someone, agus: Someone) -> None:
    one = proposes(siti, lively, Operation.REPLACE, "Lapak dapat diwariskan kepada anak.")
    other = proposes(agus, lively, Operation.REPLACE, "Lapak dapat diwariskan kepada keluarga.")
    inserting = proposes(agus, lively, Operation.INSERT_AFTER, "Lapak dapat dipinjamkan sehari.")
    path = f"{address(lively)}proposals/"

    between = read(f"{path}?a={one.number}&b={other.number}").words
    added = read(f"{path}?a=0&b={inserting.number}").words
    same = read(f"{path}?a=0&b=0").words

    assert "diwariskan kepada [taken out: anak ] [put in: keluarga ] ." in between
    assert f"{DRAFT} [put in: Lapak dapat dipinjamkan sehari. ]" in added
    assert "Both would say the same." in same


@pytest.mark.parametrize("sought", ["hidden", "comment", "elsewhere", "missing"])
def test_what_is_no_public_proposal_on_this_clause_answers_alike(sought: str, lively: Scene, siti: Someone, budi: Someone) -> None:
    proposes(siti, lively, Operation.REPLACE, "Lapak dapat diwariskan.")
    hidden = proposes(siti, lively, Operation.REPLACE, "Kata-kata kasar di sini.")
    budi.hides(hidden)
    comment = siti.posts("Bukan usul.", on=lively.clause("Pasal 3"))
    elsewhere = proposes(siti, lively, Operation.DELETE, label="Pasal 4")
    number = {"hidden": hidden.number, "comment": comment.number, "elsewhere": elsewhere.number, "missing": 99}[sought]

    answer = browser().get(f"{address(lively)}proposals/?a=0&b={number}")

    assert answer.status_code == 404
    assert "One of the two is not here" in page(answer).words
    assert "kasar" not in page(answer).html


def test_a_clause_without_proposals_offers_the_way_to_the_clause(lively: Scene) -> None:
    shown = read(f"{address(lively)}proposals/")

    assert "Nobody has proposed anything on this clause." in shown.words
    assert shown.find("a", href=address(lively))
    assert not shown.find("select")


def test_comparing_begins_with_the_draft_and_the_first_proposal(lively: Scene, siti: Someone) -> None:
    proposed = proposes(siti, lively, Operation.DELETE)

    shown = read(f"{address(lively)}proposals/")

    assert shown.form("/proposals/") == {"order": "supported", "a": "0", "b": str(proposed.number)}
