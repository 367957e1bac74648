"""The page that tells what changed between two versions."""

import re
from typing import Final

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from consult.discussion.models import PickedProposal
from consult.discussion.rules import Kind, Operation, PickedOutcome, Proposal
from consult.documents.models import Revision
from consult.documents.rules import RevisionKind
from frontend.documents.changes import changes_page
from frontend.documents.changes.change_words import kind_named, told
from tests.cast import DRAFT, NEXT_DRAFT, Scene, Someone, publishes_revision, revises, settles_and_publishes
from tests.frontend.pages import Page, browser, page, read

CHANGES: Final = "/k/pasar-ramai/changes/"
WHITE_AT_AN_EDGE: Final = re.compile(r': </span>\s|\s<span class="unseen">\]')  # of what is coloured
PROPOSED: Final = "Sampah dipilah sebelum pukul sembilan oleh setiap pedagang."


def part(seen: Page, key: str) -> str:
    """The HTML of one change."""
    return seen.html.partition(f'id="{key}"')[2].partition("</article>")[0]


def test_the_newest_version_is_told_beside_the_one_before(lively: Scene) -> None:
    publishes_revision(lively)

    seen = read(CHANGES)

    assert "1 changed, 1 new, 1 removed; 3 clauses are unchanged. 2 clauses have another number." in seen.words
    assert [had["id"] for had in seen.find("article")] == ["was-pasal-3", "clause-pasal-4", "clause-pasal-5"]


def test_the_summary_is_told_in_indonesian(lively: Scene) -> None:
    publishes_revision(lively)

    assert read(CHANGES, language="id").find("html", lang="id")


def test_words_that_differ_are_marked_and_named(lively: Scene) -> None:
    publishes_revision(lively)

    changed = part(read(CHANGES), "clause-pasal-4")

    assert '<del><span class="unseen">[taken out: </span>sepuluh' in changed
    assert '<ins><span class="unseen">[put in: </span>sembilan oleh setiap pedagang' in changed
    assert not WHITE_AT_AN_EDGE.search(changed)
    assert "Pasal 5" in changed
    assert "Changed, with another number" in changed


def test_side_by_side_is_an_address_of_its_own(lively: Scene) -> None:
    publishes_revision(lively)

    seen = read(f"{CHANGES}?from=1&to=2&view=side")

    assert len(seen.find("div", class_="sides")) == 3
    before, _, after = part(seen, "clause-pasal-4").partition("Version 2")
    assert "<ins>" not in before
    assert "<del>" not in after
    assert all("view=side" in a["href"] for a in seen.find("a") if "kind=" in a["href"])


def test_side_by_side_what_is_in_one_version_only_is_said_to_lack_in_the_other(lively: Scene) -> None:
    publishes_revision(lively)

    seen = read(f"{CHANGES}?view=side")

    assert [part(seen, key).count("Not in this version.") for key in ("was-pasal-3", "clause-pasal-4", "clause-pasal-5")] == [1, 0, 1]
    assert part(seen, "was-pasal-3").index("dialihkan") < part(seen, "was-pasal-3").index("Not in this version.")


def test_the_law_is_marked_with_its_own_language_and_what_we_say_of_it_with_ours(lively: Scene) -> None:
    publishes_revision(lively)

    changed = part(read(f"{CHANGES}?view=side"), "clause-pasal-4")

    assert 'class="sides" lang="id"' in changed
    assert '<h3 class="small muted" lang="en">Version 1</h3>' in changed


def test_a_long_list_comes_in_pages_and_leads_over_their_edge(lively: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_page, "FULL", 1_000)
    publishes_revision(lively)

    first, second = read(CHANGES), read(f"{CHANGES}?from=1&to=2&page=2")

    assert [had["id"] for had in first.find("article")] == ["was-pasal-3", "clause-pasal-4"]
    assert [had["id"] for had in second.find("article")] == ["clause-pasal-5"]
    assert f'href="{CHANGES}?from=1&amp;to=2&amp;page=2#clause-pasal-5">next' in part(first, "clause-pasal-4")
    assert f'href="{CHANGES}?from=1&amp;to=2#clause-pasal-4">previous' in part(second, "clause-pasal-5")
    assert first.find("a", rel="next", href=f"{CHANGES}?from=1&to=2&page=2#changes")
    assert "3 of 3" in part(second, "clause-pasal-5")
    assert read(f"{CHANGES}?page=99").find("article", id="clause-pasal-5")


def test_a_change_has_an_address_that_finds_it_on_whatever_page_it_is(lively: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    publishes_revision(lively)
    address = re.findall(r'href="([^"]*at=clause-pasal-5[^"]*)"', read(CHANGES).html)[0].replace("&amp;", "&")

    monkeypatch.setattr(changes_page, "FULL", 1)
    cache.clear()

    assert [had["id"] for had in read(address.partition("#")[0]).find("article")] == ["clause-pasal-5"]
    assert address.endswith("#clause-pasal-5")


@pytest.mark.parametrize(("n", "sentence"), [(1, "1 clause is unchanged."), (2, "2 clauses are unchanged."), (1_200, "1,200 clauses")])
def test_numbers_have_their_plural(n: int, sentence: str) -> None:
    summary = dict.fromkeys((*changes_page.KINDS, "renumbered"), 0) | {"unchanged": n, "changed": 17, "added": 11, "removed": 3}

    with translation.override("en"):
        said = told(summary, corrected=False)

    assert said.startswith(f"17 changed, 11 new, 3 removed; {sentence[:6]}")
    assert sentence in said


@pytest.mark.parametrize("kind", changes_page.KINDS)
def test_every_kind_is_called_something(kind: str) -> None:
    assert kind_named(kind, corrected=False)


def test_a_consultation_and_its_draft_lead_to_what_has_changed(lively: Scene) -> None:
    for path in ("/k/pasar-ramai/", "/k/pasar-ramai/draft/"):
        assert not [a for a in read(path).find("a") if CHANGES in a["href"]]

    publishes_revision(lively)

    assert read("/k/pasar-ramai/").find("a", href=f"{CHANGES}?from=1&to=2")
    assert "What has changed since version 1" in read("/k/pasar-ramai/").words
    assert read("/k/pasar-ramai/draft/").find("a", href=f"{CHANGES}?from=1&to=2")


def test_a_kind_is_picked_by_a_link_that_says_how_many_there_are(lively: Scene) -> None:
    publishes_revision(lively)

    seen = read(f"{CHANGES}?from=1&to=2&kind=added")

    assert [had["id"] for had in seen.find("article")] == ["clause-pasal-5"]
    assert [a["href"] for a in seen.find("a", aria_current="true")] == [f"{CHANGES}?from=1&to=2&kind=added#changes"]
    assert "New 1" in seen.words


def test_what_has_another_number_only_is_listed_under_both(lively: Scene) -> None:
    publishes_revision(lively)

    moved_up = part(read(f"{CHANGES}?kind=renumbered"), "clause-pasal-3")

    assert "Pasal 4" in moved_up
    assert "Pasal 3" in moved_up
    assert "The words are the same." in moved_up
    assert "menjaga kebersihan" not in moved_up


def test_a_kind_that_is_none_shows_all(lively: Scene) -> None:
    publishes_revision(lively)

    assert len(read(f"{CHANGES}?kind=xyzzy").find("article")) == 3


def test_each_change_leads_to_the_ones_around_it(lively: Scene) -> None:
    publishes_revision(lively)

    seen = read(CHANGES)

    first, last = part(seen, "was-pasal-3"), part(seen, "clause-pasal-5")
    assert 'href="#clause-pasal-4">next' in first
    assert ">previous" not in first
    assert 'href="#clause-pasal-4">previous' in last
    assert ">next" not in last


def test_each_change_leads_to_its_thread_and_says_how_much_is_there(lively: Scene, siti: Someone) -> None:
    siti.posts("Terlalu pagi.", on=lively.clause("Pasal 5"))
    siti.posts("Mengapa dihapus?", on=lively.clause("Pasal 3"))
    publishes_revision(lively)

    seen = read(CHANGES)

    assert f"/k/pasar-ramai/clauses/{lively.clause('Pasal 5')}/" in part(seen, "clause-pasal-4")
    assert "1 contribution" in part(seen, "clause-pasal-4")
    assert "1 contribution" in part(seen, "was-pasal-3")
    assert "0 contributions" in part(seen, "clause-pasal-5")


def test_a_post_is_counted_as_soon_as_it_is_there(lively: Scene, siti: Someone) -> None:
    publishes_revision(lively)
    read(CHANGES)

    siti.posts("Baru ditulis.", on=lively.clause("Pasal 5"))

    assert "1 contribution" in part(read(CHANGES), "clause-pasal-4")


def merged(scene: Scene, siti: Someone, outcome: PickedOutcome = PickedOutcome.MERGED) -> int:
    """The number of a proposal that an official has picked for the next version, which is published."""
    proposal = Proposal(Operation.REPLACE, PROPOSED)
    post = siti.posts("Lebih pagi.", on=scene.clause("Pasal 5"), kind=Kind.PROPOSAL, proposal=proposal)
    revision = revises(scene)
    PickedProposal.objects.create(revision=revision, post=post, version=post.versions.get(), outcome=outcome)
    settles_and_publishes(scene, revision)
    post.refresh_from_db()
    assert post.number is not None
    return post.number


@pytest.mark.parametrize("outcome", [PickedOutcome.MERGED, PickedOutcome.TAKEN])
def test_a_change_names_the_proposals_that_are_in_it(lively: Scene, siti: Someone, outcome: PickedOutcome) -> None:
    number = merged(lively, siti, outcome)

    changed = part(read(CHANGES), "clause-pasal-4")

    assert f'href="/k/pasar-ramai/posts/{number}/"' in changed
    assert f"Contribution {number}" in changed


def test_a_proposal_that_was_left_is_not_named(lively: Scene, siti: Someone) -> None:
    number = merged(lively, siti, PickedOutcome.LEFT)

    assert f"/posts/{number}/" not in read(CHANGES).html


def test_a_proposal_that_is_hidden_now_is_not_told(lively: Scene, siti: Someone, budi: Someone) -> None:
    number = merged(lively, siti)
    assert f"/posts/{number}/" in read(CHANGES).html

    budi.hides(PickedProposal.objects.get().post)

    assert f"/posts/{number}/" not in read(CHANGES).html


def test_a_draft_of_one_version_says_so_and_leads_on(lively: Scene) -> None:
    seen = read(CHANGES)

    assert "One version so far" in seen.words
    assert seen.find("a", class_="button", href="/k/pasar-ramai/draft/")


def test_a_version_that_is_not_published_is_not_told(lively: Scene) -> None:
    revises(lively)

    assert "One version so far" in read(CHANGES).words
    assert browser().get(f"{CHANGES}?from=1&to=2").status_code == 404


@pytest.mark.parametrize("asked", ["?from=1&to=3", "?from=7", "?to=9"])
def test_a_version_that_is_not_there_is_not_found(lively: Scene, asked: str) -> None:
    publishes_revision(lively)

    assert browser().get(CHANGES + asked).status_code == 404


@pytest.mark.parametrize("asked", ["?from=2&to=1", "?from=2&to=2", "?to=1&from=1"])
def test_versions_in_the_wrong_order_can_be_chosen_again(lively: Scene, asked: str) -> None:
    publishes_revision(lively)

    answer = browser().get(CHANGES + asked)

    assert answer.status_code == 400
    seen = page(answer)
    assert "please choose an earlier one and a later one" in seen.words
    assert seen.find("select", id="from")


def test_any_two_versions_can_be_compared(lively: Scene) -> None:
    publishes_revision(lively)
    publishes_revision(lively, NEXT_DRAFT.replace("sembilan", "delapan"))

    seen = read(f"{CHANGES}?from=1&to=3")

    assert "1 changed, 1 new, 1 removed" in seen.words
    assert "delapan" in part(seen, "clause-pasal-4")
    assert "sembilan" not in seen.html
    assert "1 changed; 4 clauses" in read(CHANGES).words


def test_a_correction_says_so(lively: Scene) -> None:
    publishes_revision(lively, DRAFT.replace("dialihkan", "dipindahkan"), kind=RevisionKind.CORRECTION)

    seen = read(CHANGES)

    assert "1 corrected; 4 clauses are unchanged." in seen.words
    assert "Version 2 is a correction" in seen.words
    assert "Corrected" in part(seen, "clause-pasal-3")
    assert "Changed" not in part(seen, "clause-pasal-3")


def test_two_versions_that_say_the_same(lively: Scene) -> None:
    publishes_revision(lively, DRAFT.replace("sepuluh", "sembilan"))
    publishes_revision(lively, DRAFT)

    seen = read(f"{CHANGES}?from=1&to=3")

    assert "No clause changed; 5 clauses are unchanged." in seen.words
    assert "There is no change of this kind." in seen.words


def test_the_page_takes_the_same_few_queries_whatever_is_written(lively: Scene, siti: Someone) -> None:
    publishes_revision(lively)
    counts = []
    for n in range(2):
        cache.clear()
        siti.posts(f"Pendapat {n}.", on=lively.clause("Pasal 5"))
        with CaptureQueriesContext(connection) as asked:
            browser().get(CHANGES)
        counts.append(len(asked))
    with CaptureQueriesContext(connection) as kept:
        browser().get(CHANGES)

    assert counts[0] == counts[1] <= 6
    assert len(kept) <= 3
    assert Revision.objects.count() == 2
