"""What is kept of a page, and that it is never somebody's, of another phase, or of another revision."""

from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from django.core.cache import cache
from django.template import engines

from consult.documents.models import Revision, Wording
from consult.documents.rules import RevisionStatus
from frontend import page_cache
from frontend.documents.reading import cached_draft
from tests.cast import Scene, Someone, closes, moment
from tests.frontend.documents import drafts
from tests.frontend.documents.conftest import Counting, Opening
from tests.frontend.pages import browser, read

DRAFT = "/k/pasar-ramai/draft/"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Everything that is put into the cache, under its key, as it comes."""
    put: list[object] = []
    keep = cache.set

    def record(key: str, value: object, timeout: int) -> None:
        put.append((key, value))
        keep(key, value, timeout)

    monkeypatch.setattr(cache, "set", record)
    return put


def test_the_next_reader_costs_two_queries_and_what_is_new_two_more(
    lively: Scene, siti: Someone, django_assert_num_queries: Counting
) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 3"))
    with django_assert_num_queries(5):
        browser().get(DRAFT)
    with django_assert_num_queries(2):
        browser().get(DRAFT)
    siti.posts("Tetapi lapak perlu atap.", on=lively.clause("Pasal 4"))
    with django_assert_num_queries(4):
        browser().get(DRAFT)


def test_what_a_moderator_hides_is_gone_for_the_next_reader(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Rahasia besar.", on=lively.clause("Pasal 3"))
    assert "Rahasia besar." in read(DRAFT).words
    budi.hides(post)
    assert "Rahasia besar." not in read(DRAFT).words

    budi.restores(post)
    assert "Rahasia besar." in read(DRAFT).words


def test_counts_are_those_of_now_however_long_the_page_is_kept(lively: Scene, siti: Someone) -> None:
    assert "1 contribution" not in read(DRAFT).words
    siti.posts("Setuju.", on=lively.clause("Pasal 3"))

    assert "1 contribution" in read(DRAFT).words


def test_nothing_of_a_reader_is_kept(lively: Scene, siti: Someone, kept: list[object]) -> None:
    answer = browser(siti).get(DRAFT)
    stored = repr(kept)

    assert "Lapak tidak dapat dialihkan" in stored
    assert "Siti" in answer.content.decode()
    for own in ("Siti", siti.email, str(siti.person.pk), answer.cookies["csrftoken"].value if "csrftoken" in answer.cookies else "csrf"):
        assert own not in stored


def test_the_phase_that_ended_is_not_shown_again(lively: Scene) -> None:
    assert "Comment on Pasal 3" in read(DRAFT).words
    closes(lively)

    words = read(DRAFT).words
    assert "Comment on Pasal 3" not in words
    assert "Open on Pasal 3" in words


def test_each_language_has_its_own(lively: Scene) -> None:
    assert "Beri masukan tentang Pasal 3" in read(DRAFT, language="id").words
    assert "Comment on Pasal 3" in read(DRAFT, language="en").words


def test_a_new_revision_takes_the_place_of_the_old_one(lively: Scene) -> None:
    assert "Lapak tidak dapat dialihkan" in read(DRAFT).words
    first = Wording.objects.get(clause=lively.clause("Pasal 3"))
    given = {"document": first.revision.document, "language": "id", "format": "text/plain", "profile": "id", "created_at": moment()}
    second = Revision.objects.create(number=2, **given)
    where = {"position": 1, "depth": 0, "part": "body", "kind": "pasal", "key": "pasal-3", "number": "3", "label": "Pasal 3"}
    Wording.objects.create(revision=second, clause=first.clause, text="Lapak boleh diwariskan.", **where)
    assert "Lapak boleh diwariskan" not in read(DRAFT).words

    second.status, second.published_at = RevisionStatus.PUBLISHED, moment()
    second.save()
    words = read(DRAFT).words
    assert "Lapak boleh diwariskan" in words
    assert "Lapak tidak dapat dialihkan" not in words


def test_another_release_finds_nothing_of_the_one_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> dict[str, cached_draft.Standing]:
        made.append("anew")
        return {}

    for home in (page_cache.HOME, page_cache.HOME, tmp_path):
        page_cache.made_from.cache_clear()
        with monkeypatch.context() as patch:
            patch.setattr(page_cache, "HOME", home)
            page_cache.once_a_key(("a",), make)
    page_cache.made_from.cache_clear()
    assert len(made) == 2


@pytest.mark.parametrize(
    "source",
    [
        "frontend/templates/parts/tally.html",
        "frontend/templates/documents/clauses.html",
        "frontend/templatetags/reading.py",
        "frontend/code_words.py",
        "frontend/locale/id/LC_MESSAGES/django.mo",
        "consult/platform/times.py",
        "consult/documents/explanations.py",
        "consult/reports/render/template_filters.py",
        "deploy/settings/base.py",
    ],
)
def test_whatever_makes_what_is_kept_makes_another_release(tmp_path: Path, source: str) -> None:
    for folder in page_cache.SOURCES:
        copytree(page_cache.HOME / folder, tmp_path / folder, ignore=ignore_patterns("__pycache__"))
    assert page_cache.digest_of(tmp_path) == page_cache.digest_of(page_cache.HOME)

    with (tmp_path / source).open("ab") as file:
        file.write(b" ")
    assert page_cache.digest_of(tmp_path) != page_cache.digest_of(page_cache.HOME)


def test_the_words_of_a_draft_are_words_and_nothing_else(opening: Opening, siti: Someone) -> None:
    scene = opening(drafts.HOSTILE)
    siti.posts("Halo </article><script>x</script>", on=scene.clause("Pasal 1"))
    for _ in ("made", "kept"):
        page = read("/k/naskah/draft/")
        assert '<script>alert(1)</script> & "kutipan" </article><h1>Bukan judul</h1>' in page.words
        assert '{{ 7|add:7 }} {% now "Y" %}' in page.words
        assert len(page.find("h1")) == 1
        assert not page.find("img")
        assert "alert(1)</script>" not in page.html
        assert "<script>x" not in page.html


def test_the_mark_of_gaps_is_another_in_each_rendering() -> None:
    marks = {cached_draft.rendered("documents/clauses.html", {}).mark for _ in range(20)}
    assert len(marks) == 20
    assert all(len(mark) == 32 for mark in marks)


def test_a_gap_comes_out_of_the_page_as_it_went_in_and_its_words_are_escaped() -> None:
    one = Wording(label="Pasal <1>")
    template = engines["django"].from_string("{% load reading %}a{% gap 'tally' one '/x/' %}b{% gap 'quote' one %}c")
    html = template.render({"mark": "#", "one": one})
    found: list[cached_draft.Gap] = []

    def fill(gap: cached_draft.Gap) -> str:
        found.append(gap)
        return f"[{gap.place}]"

    assert cached_draft.Standing("#", html).joined(fill) == "a[tally]b[quote]c"
    assert found[0] == cached_draft.Gap("tally", str(one.clause_id), "/x/", "Pasal &lt;1&gt;")
