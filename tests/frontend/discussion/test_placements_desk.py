"""The desk of places in a browser: what is shown of each, what is said of them, what is refused, and who may do it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.anchoring.quotes import Quote, Span
from consult.discussion.models import Placement, PlacementDecision, Post
from consult.discussion.queries.placements import AT_ONCE
from consult.documents.models import Revision
from consult.record.checks.verification import verify
from frontend.discussion.desk.placements import AROUND, passage
from tests.cast import DRAFT, NEXT_DRAFT, Scene, Someone, moment, publishes_revision
from tests.frontend.pages import Page, browser, page, read

AT = "/desk/pasar-ramai/placements/"
WORDS = "Sampah dipilah sebelum pukul sepuluh"

pytestmark = pytest.mark.django_db


def waiting(lively: Scene, who: Someone, n: int) -> list[Placement]:
    """So many posts quote words that are others in the next version, which is published; the program found something like them."""
    posts = [who.posts(f"Terlalu pagi, kata tetangga ke-{at}.", on=lively.clause("Pasal 5"), quote=Quote(WORDS)) for at in range(n)]
    revision = publishes_revision(lively)
    found = Placement.objects.filter(post__in=posts, revision=revision)
    found.update(state="fuzzy", clause=lively.clause("Pasal 5"), start=0, end=len("Sampah dipilah sebelum pukul sembilan"))
    return list(found.order_by("post__created_at", "post"))


def sends(who: Someone, verdicts: dict[Placement, str]) -> Page:
    """The page after that was said of places."""
    client = browser(who)
    given = {name: value for name, value in page(client.get(AT)).form("/placements/").items() if not name.startswith("verdict-")}
    given |= {f"verdict-{one.pk}": said for one, said in verdicts.items()}
    return page(client.post(AT, given, follow=True))


def test_each_stands_with_its_words_and_both_passages(lively: Scene, siti: Someone, ratna: Someone) -> None:
    waiting(lively, siti, 1)

    shown = read(AT, by=ratna)

    assert "1 place waits for a person." in shown.words
    assert "Terlalu pagi, kata tetangga ke-0." in shown.words
    assert f"[the passage: {WORDS}" in shown.words
    assert "[the passage: Sampah dipilah sebelum pukul sembilan ] oleh setiap pedagang." in shown.words
    assert "Pasal 4" in shown.words  # what Pasal 5 is called now
    assert "were found elsewhere" not in shown.words
    assert [had["value"] for had in shown.find("input", type="radio")] == ["passage", "clause_only", "orphaned"]


def test_what_was_found_in_a_clause_that_is_not_linked_is_said_to_be_elsewhere(lively: Scene, siti: Someone, ratna: Someone) -> None:
    waiting(lively, siti, 1)
    Placement.objects.update(elsewhere=True)

    assert "the words were found elsewhere in the draft" in read(AT, by=ratna).words


def test_several_are_decided_at_once_and_what_nothing_is_chosen_for_is_left(lively: Scene, siti: Someone, ratna: Someone) -> None:
    found = waiting(lively, siti, 4)

    after = sends(ratna, dict(zip(found, ("passage", "clause_only", "orphaned"), strict=False)))

    assert "3 places are decided." in after.words
    assert "1 place waits for a person." in after.words
    said = dict(PlacementDecision.objects.values_list("placement", "verdict"))
    assert said == {found[0].pk: "passage", found[1].pk: "clause_only", found[2].pk: "orphaned"}
    assert {one.decided_by for one in PlacementDecision.objects.all()} == {ratna.person}


def test_the_counts_say_how_all_posts_stand(lively: Scene, siti: Someone, ratna: Someone) -> None:
    siti.posts("Anak saya?", on=lively.clause("Pasal 3"))
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    found = waiting(lively, siti, 2)

    before, after = read(AT, by=ratna), sends(ratna, {found[0]: "orphaned"})

    assert "where they were 1 at words that are like theirs 2 their clause is gone 1" in before.words
    assert "where they were 1 at words that are like theirs 1 their clause is gone 2" in after.words


def test_nothing_chosen_is_refused_and_changes_nothing(lively: Scene, siti: Someone, ratna: Someone) -> None:
    waiting(lively, siti, 1)

    assert f"one place or more, and about {AT_ONCE} at most" in sends(ratna, {}).words
    assert not PlacementDecision.objects.exists()


@pytest.mark.parametrize(("name", "verdict", "said"), [("", "burn", "Please choose one of"), ("bukan-id", "passage", "cannot be read")])
def test_what_cannot_be_said_is_refused(lively: Scene, siti: Someone, ratna: Someone, name: str, verdict: str, said: str) -> None:
    found = waiting(lively, siti, 1)

    answer = browser(ratna).post(AT, {f"verdict-{name or found[0].pk}": verdict})

    assert answer.status_code in {400, 422}
    assert said in page(answer).words
    assert not PlacementDecision.objects.exists()


def test_a_second_decision_is_refused_and_what_was_chosen_beside_it_stays_chosen(lively: Scene, siti: Someone, ratna: Someone) -> None:
    found = waiting(lively, siti, 2)
    sends(ratna, {found[0]: "passage"})

    answer = browser(ratna).post(AT, {f"verdict-{found[0].pk}": "orphaned", f"verdict-{found[1].pk}": "clause_only"})

    shown = page(answer)
    assert answer.status_code == 409
    assert "Somebody has decided about this place already" in shown.words
    assert [had["value"] for had in shown.find("input", type="radio") if "checked" in had] == ["clause_only"]
    assert [one.verdict for one in PlacementDecision.objects.all()] == ["passage"]


def test_the_same_form_sent_twice_decides_once(lively: Scene, siti: Someone, ratna: Someone) -> None:
    found = waiting(lively, siti, 1)
    official = browser(ratna)
    form = page(official.get(AT)).form("/placements/") | {f"verdict-{found[0].pk}": "passage"}

    assert [official.post(AT, form).status_code for _time in range(2)] == [302, 302]
    assert PlacementDecision.objects.count() == 1


def test_a_place_of_another_consultation_is_not_found(lively: Scene, consultation: Scene, siti: Someone, ratna: Someone) -> None:
    found = waiting(lively, siti, 1)

    answer = browser(ratna).post("/desk/pasar-pagi/placements/", {f"verdict-{found[0].pk}": "passage"})

    assert answer.status_code == 404
    assert not PlacementDecision.objects.exists()


def test_who_may_not_import_reads_it_without_a_form(lively: Scene, siti: Someone, budi: Someone) -> None:
    found = waiting(lively, siti, 1)

    shown = read(AT, by=budi)

    assert "Terlalu pagi" in shown.words
    assert not shown.find("input", type="radio")
    assert browser(budi).post(AT, {f"verdict-{found[0].pk}": "passage"}).status_code == 403
    assert browser(siti).get(AT).status_code == 403
    assert browser(siti).post(AT, {f"verdict-{found[0].pk}": "passage"}).status_code == 403


def test_words_that_are_hidden_are_for_the_team_and_withdrawn_ones_for_nobody(
    lively: Scene, siti: Someone, budi: Someone, ratna: Someone
) -> None:
    found = waiting(lively, siti, 2)
    budi.hides(Post.objects.get(pk=found[0].post_id))
    siti.withdraws(Post.objects.get(pk=found[1].post_id))

    shown = read(AT, by=ratna)

    assert "tetangga ke-0" in shown.words
    assert "hidden by a moderator" in shown.words
    assert "tetangga ke-1" not in shown.words


def test_where_nothing_waits_there_is_one_next_step(lively: Scene, ratna: Someone) -> None:
    shown = read(AT, by=ratna)

    assert "No place waits for a person." in shown.words
    assert shown.find("a", class_="button", href="/desk/pasar-ramai/")


def test_the_queries_do_not_grow_with_the_places(lively: Scene, siti: Someone, agus: Someone, ratna: Someone) -> None:
    found, official, asked = waiting(lively, siti, 5), browser(ratna), []
    official.get(AT)

    for state in ("exact", "fuzzy"):
        Placement.objects.filter(pk__in=[one.pk for one in found[1:]]).update(state=state)
        with CaptureQueriesContext(connection) as told:
            assert official.get(AT).status_code == 200
        asked.append(len(told))

    assert asked[0] == asked[1] <= 16


def test_only_places_in_the_newest_version_wait(lively: Scene, siti: Someone, ratna: Someone) -> None:
    waiting(lively, siti, 1)
    publishes_revision(lively, DRAFT)

    Placement.objects.filter(revision__number=3).update(state="exact")

    assert Revision.objects.filter(status="published").count() == 3
    assert "No place waits for a person." in read(AT, by=ratna).words


@pytest.mark.parametrize("length", [0, 10, 3 * AROUND])
def test_a_passage_keeps_its_words_whatever_stands_around_it(length: int) -> None:
    text = f"{'kata ' * length}SAMPAH DIPILAH{' lagi' * length}"
    start = text.index("SAMPAH")

    found = passage("Pasal 5", text, Span(start, start + 14))

    assert found.words == "SAMPAH DIPILAH"
    assert len(found.before) <= AROUND + 2
    assert len(found.after) <= AROUND + 2
    if length * 5 <= AROUND:
        assert found.before + found.words + found.after == text
    else:
        assert (found.before[:2], found.after[-2:]) == ("… ", " …")


def test_the_record_holds_what_was_decided(lively: Scene, siti: Someone, ratna: Someone) -> None:
    siti.posts("Terlalu pagi.", on=lively.clause("Pasal 5"), quote=Quote(WORDS), now=moment())
    publishes_revision(lively, NEXT_DRAFT)
    place = Placement.objects.get()
    assert place.state == "fuzzy"

    sends(ratna, {place: "passage"})

    assert PlacementDecision.objects.get().verdict == "passage"
    assert not verify().faults


def test_the_desk_of_the_consultation_leads_here_with_the_number_that_waits(lively: Scene, siti: Someone, ratna: Someone) -> None:
    before, official = read("/desk/pasar-ramai/", by=ratna), browser(ratna)
    with CaptureQueriesContext(connection) as first:
        official.get("/desk/pasar-ramai/")
    waiting(lively, siti, 3)
    siti.withdraws(Post.objects.order_by("pk")[0])

    with CaptureQueriesContext(connection) as then:
        after = page(official.get("/desk/pasar-ramai/"))

    assert not before.find("a", href=AT)
    assert after.find("a", href=AT)
    assert "2 places wait for a person." in after.words
    assert len(then) <= len(first) + 1  # the clause that something came in on
