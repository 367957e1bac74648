"""The match desk in a browser: what is shown of doubtful links, every act, what is refused, and who may do it."""

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR
from consult.documents.actions import decide_link, edit_revision
from consult.documents.editing.operations import Describe
from consult.documents.models import ClauseLink, Matching, Revision, Wording
from consult.documents.queries import open_links
from consult.matching.links import LinkStatus
from consult.record.checks.verification import verify
from frontend.documents.match_desk.match_result import LONGEST, OPENED
from tests.cast import NEXT_DRAFT, Scene, Someone, moment, revises
from tests.frontend.pages import Page, browser, page, read

AT = "/desk/pasar-ramai/match/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(lively: Scene) -> Revision:
    """The next version, of which it is doubtful what became of Pasal 4 and of Pasal 5, both moved up."""
    return doubting(revises(lively), "Pasal 3", "Pasal 4")


def doubting(revision: Revision, *labels: str) -> Revision:
    """What became these clauses of the new version is doubtful, and nothing else."""
    revision.links.update(doubtful=False)
    revision.links.filter(new__wordings__label__in=labels, new__wordings__revision=revision).update(doubtful=True)
    return revision


def clause(revision: Revision, label: str) -> UUID:
    """The clause that is called so in it."""
    return Wording.objects.get(revision=revision, label=label).clause_id


def says(official: Client, revision: Revision, act: str, *, old: UUID | None = None, new: UUID | None = None, seen: int = 0) -> Page:
    """The page after that was said of a link."""
    given = {"act": act, "old": old or "", "new": new or "", "seen": seen}
    return page(official.post(f"{AT}{revision.pk}/links/", given, follow=True))


def links(revision: Revision, **of: UUID) -> set[tuple[str, UUID | None, UUID | None]]:
    """Status and ends of the links of a clause."""
    return set(revision.links.filter(**of).values_list("status", "old", "new"))


def test_doubtful_links_stand_with_both_texts_the_difference_and_the_neighbours(revision: Revision, ratna: Someone) -> None:
    shown = read(AT, by=ratna)

    assert "2 are doubtful." in shown.words
    assert "Pasal 5 → Pasal 4" in shown.words
    assert "[taken out: sepuluh" in shown.words
    assert "[put in: sembilan" in shown.words
    assert "Before it: Pasal 4 → Pasal 3" in shown.words
    assert "Before it: Pasal 3 → gone" in shown.words
    assert "After it: Pasal 5 → new" in shown.words
    assert "The program is almost sure." in shown.words
    number = revision.links.get(new=clause(revision, "Pasal 4")).position
    assert shown.find("li", id=f"link-{number}")


def test_the_counts_are_those_of_the_clauses_that_people_cite(revision: Revision, ratna: Someone) -> None:
    shown = read(AT, by=ratna)
    assert "3 unchanged, 1 changed, 1 new, 1 removed. 2 are doubtful." in shown.words


def test_confirming_leads_to_the_next_and_at_last_to_publishing(revision: Revision, lively: Scene, ratna: Someone) -> None:
    official = browser(ratna)
    answer = official.post(f"{AT}{revision.pk}/links/", page(official.get(AT)).form("/links/") | {"act": "confirm"})
    following = open_links(revision).get()
    number = [one.pk for one in revision.links.all()].index(following.pk) + 1
    assert answer["Location"] == f"{AT}?link={number}#link-{number}"
    assert "1 clause is doubtful still" in page(official.get(answer["Location"])).words

    last = official.post(f"{AT}{revision.pk}/links/", {"act": "confirm", "old": following.old_id, "new": following.new_id, "seen": 1})

    assert last["Location"] == f"{AT}#publish"
    after = page(official.get(AT))
    assert "Nothing is doubtful any more" in after.words
    assert after.find("a", href="/desk/pasar-ramai/import/#decide")
    assert not verify().faults


def test_another_clause_is_chosen_for_the_old_side_and_for_the_new(revision: Revision, lively: Scene, ratna: Someone) -> None:
    old, new = lively.clause("Pasal 5"), clause(revision, "Pasal 5")

    says(browser(ratna), revision, "choose", old=old, new=new)

    assert {(one[1], one[2]) for one in links(revision, old=old)} == {(old, new)}
    assert revision.links.get(new=clause(revision, "Pasal 4")).status == LinkStatus.ADDED
    assert open_links(revision).filter(old=None, new=clause(revision, "Pasal 4")).exists()  # what lost its other end is asked about


def test_one_more_clause_makes_a_split_and_a_merge(revision: Revision, lively: Scene, ratna: Someone) -> None:
    official, old, new = browser(ratna), lively.clause("Pasal 5"), clause(revision, "Pasal 5")

    says(official, revision, "add", old=old, new=new)
    assert {one[0] for one in links(revision, old=old)} == {LinkStatus.SPLIT}
    says(official, revision, "add", old=lively.clause("Pasal 3"), new=clause(revision, "Pasal 3"), seen=1)

    assert {one[0] for one in links(revision, new=clause(revision, "Pasal 3"))} == {LinkStatus.MERGED}
    shown = read(AT, by=ratna)
    assert "1 split" in shown.words
    assert "1 merged" in shown.words


@pytest.mark.parametrize(("act", "status"), [("new", LinkStatus.ADDED), ("removed", LinkStatus.REMOVED)])
def test_a_clause_is_new_or_gone(revision: Revision, lively: Scene, ratna: Someone, act: str, status: LinkStatus) -> None:
    old, new = lively.clause("Pasal 5"), clause(revision, "Pasal 4")

    says(browser(ratna), revision, act, old=old, new=new)

    said = revision.links.get(old=old) if act == "removed" else revision.links.get(new=new)
    assert (said.status, said.confirmed_by) == (status, ratna.person)
    assert revision.links.filter(old=old, new=new).count() == 0


def test_a_form_of_before_changes_nothing_and_says_so(revision: Revision, lively: Scene, ratna: Someone) -> None:
    official, old, new = browser(ratna), lively.clause("Pasal 5"), clause(revision, "Pasal 4")
    stale = page(official.get(AT)).form("/links/")
    says(official, revision, "confirm", old=old, new=new)
    before = links(revision)

    answer = official.post(f"{AT}{revision.pk}/links/", {**stale, "act": "removed", "old": old, "new": new})

    assert answer.status_code == 409
    assert "Somebody has changed this meanwhile" in page(answer).words
    assert links(revision) == before
    assert Matching.objects.get().step == 1


def test_the_same_form_sent_twice_is_done_once(revision: Revision, ratna: Someone) -> None:
    official = browser(ratna)
    form = page(official.get(AT)).form("/links/") | {"act": "confirm"}

    answers = [official.post(f"{AT}{revision.pk}/links/", form).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert Matching.objects.get().step == 1


@pytest.mark.parametrize(
    ("act", "said"),
    [("choose", "This is no clause of the two versions"), ("burn", "nothing that can be said of a link"), ("", "Not done yet")],
)
def test_what_cannot_be_said_is_refused(
    revision: Revision, lively: Scene, consultation: Scene, ratna: Someone, act: str, said: str
) -> None:
    foreign = consultation.clause("Pasal 1")  # of another document
    before = links(revision)

    answer = browser(ratna).post(f"{AT}{revision.pk}/links/", {"act": act, "old": lively.clause("Pasal 5"), "new": foreign, "seen": 0})

    assert answer.status_code in {400, 422}
    assert said in page(answer).words
    assert links(revision) == before


def test_saying_again_what_is_said_already_is_refused(revision: Revision, lively: Scene, ratna: Someone) -> None:
    shown = says(browser(ratna), revision, "add", old=lively.clause("Pasal 5"), new=clause(revision, "Pasal 4"))

    assert "This is what is said of it already" in shown.words


def test_an_edited_draft_is_matched_again_and_what_was_decided_holds_on(revision: Revision, lively: Scene, ratna: Someone) -> None:
    official, old, new = browser(ratna), lively.clause("Pasal 5"), clause(revision, "Pasal 5")
    says(official, revision, "choose", old=old, new=new)
    numbered = Describe(str(clause(revision, "Pasal 2")), kind="pasal", number="6")
    edit_revision(actor=OPERATOR, slug=lively.row.slug, revision_id=revision.pk, seen=0, operation=numbered, now=moment())

    stale = page(official.get(AT))
    assert "The draft was changed since it was matched" in stale.words
    assert not [form for form in stale.forms if form.attributes["action"].endswith("/links/")]
    assert "has to be matched again" in read("/desk/pasar-ramai/import/", by=ratna).words
    refused = says(official, revision, "confirm", old=old, new=new, seen=1)
    assert "Please match it again" in refused.words
    again = page(official.post(f"{AT}{revision.pk}/again/", stale.form("/again/"), follow=True))

    assert "What was decided holds on" in again.words
    assert {(one[1], one[2]) for one in links(revision, old=old)} == {(old, new)}
    assert not verify().faults


def test_all_links_stand_in_a_line_each_and_a_certain_one_can_be_decided_otherwise(
    revision: Revision, lively: Scene, ratna: Someone
) -> None:
    official = browser(ratna)
    listed = page(official.get(f"{AT}?show=all"))
    assert len(listed.find("tr")) == revision.links.count() + 1
    sure = next(at for at, one in enumerate(revision.links.all(), start=1) if one.new_id == clause(revision, "Pasal 1"))

    shown = page(official.get(f"{AT}?link={sure}"))

    assert "Certain" in shown.words
    assert not shown.find("button", value="confirm")
    assert shown.find("option", value=str(clause(revision, "Pasal 5")))
    says(official, revision, "removed", old=lively.clause("Pasal 1"))
    assert revision.links.get(old=lively.clause("Pasal 1")).status == LinkStatus.REMOVED


def test_who_may_not_import_reads_it_without_forms(revision: Revision, lively: Scene, budi: Someone, siti: Someone) -> None:
    shown = read(AT, by=budi)
    asked = f"{AT}{revision.pk}/links/", {"act": "confirm", "old": lively.clause("Pasal 5"), "new": clause(revision, "Pasal 4"), "seen": 0}

    assert "Pasal 5 → Pasal 4" in shown.words
    assert "officials of this consultation decide" in shown.words
    assert not [form for form in shown.forms if "/match/" in form.attributes["action"]]
    assert browser(budi).post(*asked).status_code == 403
    assert browser(budi).post(f"{AT}{revision.pk}/again/").status_code == 403
    assert browser(siti).get(AT).status_code == 403
    assert browser(siti).post(*asked).status_code == 403
    assert open_links(revision).count() == 2


def test_where_nothing_waits_it_says_what_now(lively: Scene, ratna: Someone) -> None:
    shown = read(AT, by=ratna)

    assert "No new version waits to be published." in shown.words
    assert shown.find("a", href="/desk/pasar-ramai/import/")


def test_a_link_to_a_draft_that_is_gone_is_refused(revision: Revision, lively: Scene, ratna: Someone) -> None:
    official, form = browser(ratna), page(browser(ratna).get(AT)).form("/links/") | {"act": "confirm"}
    removal = page(official.get("/desk/pasar-ramai/import/")).form("/removal/")
    official.post(f"/desk/pasar-ramai/import/{revision.pk}/removal/", removal)

    answer = official.post(f"{AT}{revision.pk}/links/", form)

    assert answer.status_code == 409
    assert "thrown away or replaced" in page(answer).words


def test_the_queries_do_not_grow_with_the_links(revision: Revision, lively: Scene, ratna: Someone) -> None:
    official = browser(ratna)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as told:
            assert official.get(address).status_code == 200
        return len(told)

    asked(AT)  # what is read once a process is read
    few = [asked(AT), asked(f"{AT}?show=all")]
    revision.links.update(doubtful=True)
    many_ = [asked(AT), asked(f"{AT}?show=all")]

    assert few == many_
    assert max(few) <= 14


def test_the_doubtful_ones_come_in_pages_and_one_of_a_page_offers_all_clauses(revision: Revision, ratna: Someone) -> None:
    revision.links.update(doubtful=True)
    official = browser(ratna)

    first = page(official.get(AT))
    last = page(official.get(f"{AT}?link={revision.links.count()}"))

    opened = [had["id"] for had in first.find("li") if had.get("id", "").startswith("link-")]
    assert len(opened) == OPENED
    assert [had["id"] for had in last.find("li") if had.get("id", "").startswith("link-")][-1] == f"link-{revision.links.count()}"
    assert len(first.find("a", rel="next")) == 1


def test_what_is_too_long_is_compared_without_its_parts(lively: Scene, ratna: Someone) -> None:
    long = "".join(f"({at}) Pedagang ke-{at} memelihara lapaknya bersama tetangga dan pengurus pasar.\n" for at in range(1, 90))
    draft = NEXT_DRAFT.replace("Setiap pedagang menjaga kebersihan lapaknya.\n", long)
    assert len(long) > LONGEST
    revision = doubting(revises(lively, draft), "Pasal 3")

    shown = read(AT, by=ratna)

    assert "only its own words are compared" in shown.words
    assert open_links(revision).count() == 1


def test_the_import_page_says_what_waits_and_links_here(revision: Revision, ratna: Someone) -> None:
    shown = read("/desk/pasar-ramai/import/", by=ratna)

    assert "Of 2 clauses it is doubtful what became of them." in shown.words
    assert "Publishing waits for that." in shown.words
    assert shown.find("a", href=AT)
    assert not [form for form in shown.forms if form.attributes["action"].endswith("/publication/")]


def test_once_all_is_certain_it_is_published_from_the_import_page(revision: Revision, lively: Scene, ratna: Someone) -> None:
    official = browser(ratna)
    for seen, link in enumerate(list(open_links(revision))):
        decide_link(
            actor=ratna.viewer,
            slug=lively.row.slug,
            revision_id=revision.pk,
            seen=seen,
            act="confirm",
            old=link.old_id,
            new=link.new_id,
            now=moment(),
        )

    form = page(official.get("/desk/pasar-ramai/import/")).form("/publication/")
    official.post(f"/desk/pasar-ramai/import/{revision.pk}/publication/", form)

    revision.refresh_from_db()
    assert revision.status == "published"
    assert "No new version waits" in read(AT, by=ratna).words
    assert ClauseLink.objects.filter(revision=revision, old=lively.clause("Pasal 5"), new=lively.clause("Pasal 5")).exists()


def test_the_desk_of_the_consultation_leads_here_first(revision: Revision, ratna: Someone, budi: Someone) -> None:
    shown = read("/desk/pasar-ramai/", by=ratna)

    assert shown.find("a", class_="button", href=AT)
    assert "2 clauses are doubtful." in shown.words
    assert not read("/desk/pasar-ramai/", by=budi).find("a", class_="button", href=AT)


def test_neighbours_are_of_the_same_part(revision: Revision, ratna: Someone) -> None:
    doubting(revision, "Pasal 2 ayat (2) huruf a")

    shown = read(AT, by=ratna)

    assert "After it: Pasal 2 ayat (2) huruf b → Pasal 2 ayat (2) huruf b" in shown.words
    assert "Menimbang" not in shown.words.partition("What now")[0].partition("Doubtful ones")[2].partition("Please choose")[0]
