"""What stands in each file, read back: every figure and word that was planted, in the language that was asked for, and nothing else."""

import csv
from collections import Counter
from io import StringIO

import pytest
from django.utils import translation

from consult.consultations.models import Consultation
from consult.discussion.models import Post
from consult.discussion.rules import Kind, Operation, Proposal, ShownName, Stance
from consult.reports.render import AT_ONCE, FORMATS, TYPES
from consult.reports.render.file_sizes import about
from consult.reports.render.template_filters import number, share, width
from consult.reports.summary import STATUSES
from tests.cast import Scene, Someone, closes
from tests.consult.discussion.letters import said, sends
from tests.consult.reports.crowd import Expected, crowd
from tests.consult.reports.reading import Page, as_json, as_rows, made, words_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def expected(consultation: Scene, budi: Someone) -> Expected:
    """What was planted into `consultation`."""
    return crowd(consultation, budi)


def test_the_planted_numbers_are_read_back_from_json(consultation: Scene, expected: Expected) -> None:
    found = as_json(consultation)

    for unit in ("posts", "submissions"):
        tallies = dict(found["totals"][unit])
        every = tallies.pop("all")
        assert {name: {status: row[status] for status in STATUSES} for name, row in tallies.items()} == expected.posts
        assert all(row["received"] == sum(row[status] for status in STATUSES) for row in [*tallies.values(), every])
        assert every["received"] == Post.objects.count()
        assert every["shown"] == len(expected.texts)
    assert found["totals"]["people"] == expected.people
    assert [post["number"] for post in found["posts"]] == sorted(post["number"] for post in found["posts"])
    assert Counter(post["text"] for post in found["posts"]) == Counter(expected.texts)
    assert sum(found["hidden_by_rule"].values()) == sum(row["hidden"] for row in expected.posts.values())


def test_the_planted_numbers_are_read_back_from_csv(consultation: Scene, expected: Expected) -> None:
    rows = as_rows(consultation)

    assert list(rows[0]) == ["section", "clause", "number", "kind", "stance", "name", "value", "base", "text"]
    for unit in ("posts", "submissions"):
        found = {(row["kind"], row["name"]): int(row["value"]) for row in rows if row["section"] == unit}
        for channel, by_status in expected.posts.items():
            assert {status: found[channel, status] for status in by_status} == by_status
            assert found[channel, "received"] == sum(by_status.values())
        assert found["all", "shown"] == len(expected.texts)
    assert Counter(row["text"] for row in rows if row["section"] == "post") == Counter(expected.texts)
    assert all(int(row["base"]) >= int(row["value"]) for row in rows if row["base"])


def test_no_cell_of_the_csv_begins_like_a_formula(consultation: Scene, expected: Expected) -> None:
    text = FORMATS["csv"](made(consultation)).decode("utf-8-sig")

    cells = [cell for row in csv.reader(StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_the_planted_numbers_and_texts_are_read_back_from_html(consultation: Scene, expected: Expected) -> None:
    page = Page(FORMATS["html"](made(consultation)).decode())

    shown, held, hidden, withdrawn = (sum(row[status] for row in expected.posts.values()) for status in STATUSES[:4])
    everything = [str(n) for n in (shown + held + hidden + withdrawn, shown, held, hidden, withdrawn, 0)]
    assert [row[1:] for row in page.cells].count(everything) == 2  # in posts, and in submissions
    for by_status in expected.posts.values():
        assert [str(n) for n in (sum(by_status.values()), *by_status.values())] in [row[1:] for row in page.cells]
    assert Counter(paragraphs[1] for paragraphs in page.posts.values()) == Counter(expected.texts)


def test_hostile_text_is_text_in_html_and_nothing_else(consultation: Scene, expected: Expected) -> None:
    page = Page(FORMATS["html"](made(consultation)).decode())

    assert page.tags["article"] == len(expected.texts)
    assert not set(page.tags) & {"script", "b", "img", "iframe", "link", "form"}


def test_what_is_not_shown_is_in_no_format(consultation: Scene, siti: Someone, budi: Someone) -> None:
    clause = consultation.clause("Pasal 4")
    siti.posts("Rahasia yang tertahan.", on=clause, shown_name=ShownName.REAL)
    hidden, withdrawn = siti.posts("Rahasia yang disembunyikan.", on=clause), siti.posts("Rahasia yang ditarik.", on=clause)
    budi.hides(hidden, reason="Rahasia alasan moderator.")
    siti.withdraws(withdrawn)

    for form, render in FORMATS.items():
        found = words_in(render(made(consultation)), form)
        assert "Rahasia" not in found
        assert "Siti" not in found


def test_a_proposal_is_printed_with_what_it_does_and_its_wording(lively: Scene, siti: Someone) -> None:
    proposal = Proposal(Operation.INSERT_AFTER, "(2) Lapak diundi.\nSetiap tahun.")
    siti.posts("Usul.", on=lively.clause("Pasal 4"), kind=Kind.PROPOSAL, proposal=proposal)

    [row] = [row for row in as_rows(lively) if row["section"] == "proposal"]
    assert (row["value"], row["text"], row["number"]) == ("insert_after", proposal.wording, "1")
    assert as_json(lively)["posts"][0]["wording"] == proposal.wording
    assert "Setiap tahun." in FORMATS["html"](made(lively)).decode()


def test_every_file_names_the_organisation_that_a_post_was_sent_for(lively: Scene, siti: Someone) -> None:
    named = said("Lapak perlu atap.", on=lively.clause("Pasal 3"), shown_name=ShownName.REAL)
    sends(siti, lively, named, on_behalf_of="Paguyuban Pasar")
    sends(siti, lively, said("Juga lampu.", on=lively.clause("Pasal 4")), on_behalf_of="Paguyuban Pasar")
    siti.posts("Untuk saya sendiri.", on=lively.clause("Pasal 4"), shown_name=ShownName.REAL)

    printed = FORMATS["html"](made(lively)).decode()

    assert "Siti mewakili Paguyuban Pasar" in printed
    assert "nama tidak ditampilkan, mewakili Paguyuban Pasar" in printed
    whose = ["Siti mewakili Paguyuban Pasar", "mewakili Paguyuban Pasar", "Siti"]
    assert [row["name"] for row in as_rows(lively) if row["section"] == "post"] == whose
    assert [post["on_behalf_of"] for post in as_json(lively)["posts"]] == ["Paguyuban Pasar", "Paguyuban Pasar", ""]


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("id", ["Desa Contoh, balasan resmi", "Moderator, balasan tim"]),
        ("en", ["Desa Contoh, official reply", "A moderator, reply of the team"]),
    ],
)
def test_every_file_says_by_which_office_the_team_replied(
    lively: Scene, siti: Someone, ratna: Someone, budi: Someone, language: str, named: list[str]
) -> None:
    question = siti.posts("Siapa yang membayar?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION)
    ratna.replies("Pemerintah desa.", to=question)
    budi.replies("Mohon tetap santun.", to=question)

    heads = [paragraphs[0] for paragraphs in Page(FORMATS["html"](made(lively, language)).decode()).posts.values()]

    assert [head.rsplit(" · ", 1)[1] for head in heads[1:]] == named
    assert [row["name"] for row in as_rows(lively, language) if row["section"] == "post"] == ["", *named]
    assert [(post["office"], post["name"]) for post in as_json(lively)["posts"]] == [("", ""), ("official", ""), ("moderator", "")]


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_an_empty_consultation_has_its_summary_in_every_format(lively: Scene, format_: str) -> None:
    report = words_in(FORMATS[format_](made(lively)), format_)

    assert lively.row.slug in report or "Pasar pagi" in report
    assert Consultation.objects.get(slug=lively.row.slug).chain.head in report.replace(" ", "").replace("\u200b", "")
    assert set(FORMATS) == set(TYPES)


def test_the_report_speaks_the_language_that_was_asked_for(lively: Scene, siti: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    in_english, in_indonesian = (FORMATS["html"](made(lively, language)).decode() for language in ("en", "id"))

    assert '<html lang="en">' in in_english
    assert '<html lang="id">' in in_indonesian
    assert "An orderly morning market" in in_english
    assert "Pasar pagi yang tertata" in in_indonesian
    assert "Consultation summary" in in_english
    assert "Consultation summary" not in in_indonesian
    assert in_english.count("Setuju.") == in_indonesian.count("Setuju.") == 2  # quoted on its clause, and in the list


def test_the_report_says_what_was_asked_when_and_where_the_record_ends(lively: Scene) -> None:
    closes(lively)
    found, row = as_json(lively), lively.now_is()
    assert row.opens_at is not None
    assert row.closes_at is not None

    assert found["consultation"]["question"] == "Apakah aturan ini adil?"
    assert found["consultation"]["phase"] == "closed"
    assert found["consultation"]["opens_at"].endswith("Z")
    assert found["record"] == {"length": row.chain.length, "head": row.chain.head}
    assert found["revision"]["number"] == 1


def test_the_file_is_a_whole_document_that_fetches_nothing(lively: Scene, siti: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)
    report = FORMATS["html"](made(lively)).decode()

    assert report.startswith("<!doctype html>")
    assert "@media print" in report
    for fetched in ("http:", "https:", "url(", "src=", "@import"):
        assert fetched not in report
    assert report.count("href=") == report.count('href="#h-')
    assert 'lang="id">Setuju.</p>' in report


@pytest.mark.parametrize("format_", AT_ONCE)
def test_a_file_is_about_as_large_as_is_told(
    consultation: Scene, lively: Scene, budi: Someone, siti: Someone, ratna: Someone, format_: str
) -> None:
    crowd(consultation, budi)
    for n in range(20):
        clause = lively.clause(("Pasal 3", "Pasal 4")[n % 2])
        post = siti.posts(f"Pendapat {n}. " + "kata " * 30, on=clause, stance=list(Stance)[n % 4])
        (ratna if n % 4 else budi).replies(f"Terima kasih atas pendapat {n}.", to=post)

    for scene in (consultation, lively):
        told, true = about(made(scene), format_), len(FORMATS[format_](made(scene)))
        assert told == pytest.approx(true, rel=0.2)


def test_large_counts_are_written_as_people_write_them() -> None:
    with translation.override("id"):
        assert [number(1234567), share(1, 3), width(1, 3), share(0, 0), share(2, 3), share(1, 16)] == [
            "1.234.567",
            "33,3% dari 3",
            "33.3",
            "–",
            "66,7% dari 3",
            "6,3% dari 16",
        ]
    with translation.override("en"):
        assert [number(1234567), share(1, 3)] == ["1,234,567", "33.3% of 3"]
