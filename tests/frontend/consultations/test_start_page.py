"""The first page: what is open, what comes, what was, what changed lately, and the search."""

from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.access import Phase
from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.models import Consultation
from consult.consultations.queries import past_consultations, present_consultations
from consult.consultations.rights import phase_of
from consult.consultations.rules import Moderation
from tests.cast import Scene, Someone, closes, moment, staged
from tests.frontend.pages import Page, browser, read


def test_an_open_consultation_says_what_is_asked_and_how_long_is_left(consultation: Scene) -> None:
    words = read("/", language="id").words

    assert "Pasar pagi yang tertata" in words
    assert "Apakah aturan ini adil?" in words
    assert "30 hari lagi" in words
    assert "Desa Contoh" in words


def test_a_title_in_the_language_of_the_page_is_taken_and_marked_with_its_own_language(consultation: Scene) -> None:
    assert "An orderly morning market" in read("/", language="en").words
    assert read("/", language="en").find("h3", lang="en")


def test_what_is_in_preparation_is_seen_by_its_team_alone(siti: Someone, budi: Someone, ratna: Someone) -> None:
    staged("pasar-rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    assert "orderly" not in read("/").words
    assert "orderly" not in read("/", by=siti).words
    assert "orderly" in read("/", by=budi).words


def test_a_closed_consultation_stands_below_with_its_closing_time(consultation: Scene) -> None:
    closes(consultation)

    words = read("/").words
    assert "Nothing is open just now" in words
    assert "An orderly morning market" in words


def test_nothing_at_all_leaves_a_page_that_says_so_and_offers_a_next_step(db: None) -> None:
    page = read("/")

    assert "Nothing is open just now" in page.words
    assert "Read meanwhile how it works" in page.words


def test_an_open_consultation_says_how_much_there_is_to_read_and_how_much_came_in(lively: Scene, siti: Someone, budi: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    siti.posts("Lapak perlu lampu.", on=lively.clause("Pasal 4"))
    budi.hides(siti.posts("Promosi.", on=lively.clause("Pasal 4")))

    words = read("/", language="id").words

    assert "5 pasal, sekitar 1 menit membaca" in words
    assert "2 masukan sejauh ini" in words


def put(scene: Scene, **dates: datetime | None) -> None:
    """Give the consultation other dates."""
    Consultation.objects.filter(pk=scene.row.pk).update(**dates)


def test_the_last_day_counts_in_hours_and_an_open_end_says_so(consultation: Scene, lively: Scene) -> None:
    put(consultation, closes_at=moment() + timedelta(hours=5, minutes=1))
    put(lively, closes_at=None)

    words = read("/").words

    assert "5 hours left" in words
    assert "no closing date set yet" in words


def test_what_closes_first_stands_first(consultation: Scene, lively: Scene) -> None:
    put(lively, closes_at=moment() + timedelta(days=2))

    entries = [had["href"] for had in read("/").find("a") if had["href"].startswith("/k/") and had["href"].count("/") == 3]

    assert entries.index("/k/pasar-ramai/") < entries.index("/k/pasar-pagi/")


def test_an_announced_consultation_says_from_when_on(consultation: Scene) -> None:
    Consultation.objects.update(step=Phase.ANNOUNCED, opens_at=datetime(2099, 12, 1, 2, 0, tzinfo=moment().tzinfo), closes_at=None)

    assert "From 1 December 2099" in read("/").words


def news(page: Page) -> str:
    """What stands under "what changed lately"."""
    return page.words.partition("What changed lately")[2].partition("How it works")[0]


def test_what_changed_lately_tells_newest_first_what_the_public_saw_happen(lively: Scene, siti: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    closes(lively)

    said = news(read("/"))

    told = ["Closed for contributions", "1 contribution became public", "Open for contributions", "Version 1 of the draft was published"]
    assert sorted(told, key=said.index) == told


def test_nothing_in_preparation_is_news_even_for_its_team(consultation: Scene, budi: Someone, ratna: Someone) -> None:
    hidden = staged("pasar-rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)
    hidden.row.texts.update(title="Pasar rahasia")

    for who in (None, budi):
        assert "rahasia" not in news(read("/", by=who, language="id")).casefold()
    assert "rahasia" not in read("/").words
    assert "Pasar rahasia" in read("/", by=budi).words


def test_a_held_contribution_is_no_news(consultation: Scene, siti: Someone, budi: Someone) -> None:
    held = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))
    assert "became public" not in read("/").words

    budi.publishes(held)

    assert "1 contribution became public" in read("/").words


def test_the_search_finds_in_titles_of_any_language_and_keeps_what_was_typed(consultation: Scene, lively: Scene) -> None:
    lively.row.texts.update(title="Sekolah")

    page = read("/?q=PASAR", language="en")

    assert "Consultations that speak of “PASAR”" in page.words
    assert page.find("input", name="q", value="PASAR")
    assert page.find("a", href="/k/pasar-pagi/")
    assert not page.find("a", href="/k/pasar-ramai/")
    assert "What changed lately" not in page.words


def test_a_search_that_finds_nothing_says_so_and_leads_back(consultation: Scene) -> None:
    page = read("/?q=%00zzz<b>")

    assert "No consultation speaks of “zzz<b>”" in page.words
    assert page.find("a", href="/")


def test_a_search_finds_nothing_that_is_in_preparation(budi: Someone, ratna: Someone) -> None:
    staged("pasar-rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    assert "No consultation speaks of" in read("/?q=market").words
    assert "No consultation speaks of" not in read("/?q=market", by=budi).words


def many(budi: Someone, ratna: Someone, n: int, *, past: bool) -> None:
    """So many consultations, open or past."""
    for number in range(n):
        scene = staged(f"pasar-{past}-{number}".lower(), moderation=Moderation.AFTER, officials=[ratna], moderators=[budi])
        if past:
            put(scene, closes_at=moment() - timedelta(days=number), opens_at=moment() - timedelta(days=100))


def test_past_consultations_are_turned_page_by_page(budi: Someone, ratna: Someone) -> None:
    many(budi, ratna, 12, past=True)

    first, second = read("/"), read("/?page=2")

    assert first.find("a", href="/k/pasar-true-0/")
    assert not first.find("a", href="/k/pasar-true-11/report/")
    assert first.find("a", rel="next")
    assert second.find("a", href="/k/pasar-true-11/report/")
    assert "Page 2 of 2" in second.words
    assert "What changed lately" not in second.words
    assert read("/?page=nonsense").find("a", rel="next")


def asked(path: str, who: Someone | None = None) -> int:
    """How many queries a page takes."""
    client = browser(who)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def test_the_page_takes_as_many_queries_for_many_as_for_one(
    consultation: Scene, lively: Scene, siti: Someone, budi: Someone, ratna: Someone
) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    closes(consultation)
    few = asked("/"), asked("/?q=pasar"), asked("/", siti)
    many(budi, ratna, 6, past=False)
    many(budi, ratna, 12, past=True)
    siti.posts("Lapak perlu lampu.", on=lively.clause("Pasal 3"))

    assert (asked("/"), asked("/?q=pasar"), asked("/", siti)) == few
    assert few[0] <= 14


def test_present_and_past_are_all_that_is_visible_and_nothing_twice(consultation: Scene, lively: Scene, budi: Someone) -> None:
    now = moment()
    for step in Phase:
        for opens_at in (None, now - timedelta(days=2), now + timedelta(days=2)):
            for closes_at in (None, now - timedelta(days=1), now + timedelta(days=3)):
                if opens_at and closes_at and closes_at <= opens_at:
                    continue
                put(consultation, step=step, opens_at=opens_at, closes_at=closes_at)  # type: ignore[arg-type]
                row = consultation.now_is()
                past, present = (row in found(viewer=OPERATOR, now=now) for found in (past_consultations, present_consultations))
                assert past != present
                assert past == (phase_of(row, now=now) in {Phase.CLOSED, Phase.ANSWERED, Phase.ARCHIVED})
                assert (row in past_consultations(viewer=VISITOR, now=now) or row in present_consultations(viewer=VISITOR, now=now)) == (
                    step is not Phase.DRAFT
                )
