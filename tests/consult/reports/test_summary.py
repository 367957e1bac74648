"""The rule that figures reconcile, and the figures themselves, read back from every format."""

import csv
import json
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO
from typing import Any, Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.actions import Details, Text, create_consultation
from consult.consultations.models import Consultation
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Kind, Operation, Proposal, ShownName, Stance
from consult.errors import NotFound
from consult.reports.cells import read_cell
from consult.reports.queries import DoesNotReconcile, summary
from consult.reports.render import FORMATS, TYPES
from consult.reports.render.reporting import number, share, width
from consult.reports.render.sizes import about
from consult.reports.summary import STATUSES, ClauseFigures, ShownPost, Summary, Tally, faults
from tests.cast import Scene, Someone, closes, moment
from tests.consult.discussion.letters import said, sends
from tests.consult.reports.crowd import Expected, crowd

pytestmark = pytest.mark.django_db


@pytest.fixture
def expected(consultation: Scene, budi: Someone) -> Expected:
    """What was planted into `consultation`."""
    return crowd(consultation, budi)


def made(scene: Scene, language: str = "id") -> Summary:
    """The summary as the operator sees it."""
    return summary(scene.row.slug, viewer=OPERATOR, now=moment(), language=language)


def as_json(scene: Scene) -> dict[str, Any]:
    """Read back."""
    value: dict[str, Any] = json.loads(FORMATS["json"](made(scene)))
    return value


def as_rows(scene: Scene, language: str = "id") -> list[dict[str, str]]:
    """The CSV read back, each cell as `cells.read_cell` reads it."""
    text = FORMATS["csv"](made(scene, language)).decode("utf-8-sig")
    return [{column: read_cell(cell) for column, cell in row.items()} for row in csv.DictReader(StringIO(text, newline=""))]


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


class Page(HTMLParser):
    """What a reader of the report sees: the text of each post, the cells of each table; and which tags there are."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.cells: list[list[str]] = []
        self.posts: dict[str, list[str]] = {}
        self.inside: list[str] | None = None
        self.post = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        assert not [name for name, _value in attrs if name.startswith("on")]
        if tag == "article":
            self.post = str(dict(attrs)["id"])
            self.posts[self.post] = []
        elif tag == "tr":
            self.cells.append([])
        elif tag in {"th", "td"}:
            self.cells[-1].append("")
            self.inside = self.cells[-1]
        elif tag == "p" and self.post:
            self.posts[self.post].append("")
            self.inside = self.posts[self.post]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td", "p"}:
            self.inside = None
        if tag == "article":
            self.post = ""

    def handle_data(self, data: str) -> None:
        if self.inside is not None:
            self.inside[-1] += data


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
    assert not set(page.tags) & {"script", "b", "img", "iframe", "a", "link", "form"}


def test_what_is_not_shown_is_in_no_format(consultation: Scene, siti: Someone, budi: Someone) -> None:
    clause = consultation.clause("Pasal 4")
    siti.posts("Rahasia yang tertahan.", on=clause, shown_name=ShownName.REAL)
    hidden, withdrawn = siti.posts("Rahasia yang disembunyikan.", on=clause), siti.posts("Rahasia yang ditarik.", on=clause)
    budi.hides(hidden, reason="Rahasia alasan moderator.")
    siti.withdraws(withdrawn)

    for render in FORMATS.values():
        assert b"Rahasia" not in render(made(consultation))
        assert b"Siti" not in render(made(consultation))


def test_a_proposal_is_printed_with_what_it_does_and_its_wording(lively: Scene, siti: Someone) -> None:
    proposal = Proposal(Operation.INSERT_AFTER, "(2) Lapak diundi.\nSetiap tahun.")
    siti.posts("Usul.", on=lively.clause("Pasal 4"), kind=Kind.PROPOSAL, proposal=proposal)

    [row] = [row for row in as_rows(lively) if row["section"] == "proposal"]
    assert (row["value"], row["text"], row["number"]) == ("insert_after", proposal.wording, "1")
    assert as_json(lively)["posts"][0]["wording"] == proposal.wording
    assert "Setiap tahun." in FORMATS["html"](made(lively)).decode()


def test_figures_of_a_clause_count_stances_and_replies_apart(lively: Scene, siti: Someone, agus: Someone) -> None:
    clause = lively.clause("Pasal 4")
    post = siti.posts("Setuju.", on=clause, stance=Stance.SUPPORT)
    agus.posts("Tidak.", on=clause, stance=Stance.OPPOSE)
    agus.replies("Mengapa?", to=post)
    siti.posts("Begitulah.", on=lively.clause("Pasal 5"), stance=Stance.MIXED)

    four, five = made(lively).clauses
    assert (four.label, four.stances["support"], four.stances["oppose"], four.replies, four.shown) == ("Pasal 4", 1, 1, 1, 3)
    assert (four.numbers, five.numbers) == ((1, 2, 3), (4,))
    assert made(lively).stances == {"support": 1, "oppose": 1, "mixed": 1, "neutral": 0}


def test_every_file_names_the_organisation_that_a_post_was_sent_for(lively: Scene, siti: Someone) -> None:
    named = said("Lapak perlu atap.", on=lively.clause("Pasal 3"), shown_name=ShownName.REAL)
    sends(siti, lively, named, said("Juga lampu.", on=lively.clause("Pasal 4")), on_behalf_of="Paguyuban Pasar")
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


def test_an_edited_post_counts_once_with_what_it_says_now(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)
    siti.edits(post, text="Tidak setuju.", stance=Stance.OPPOSE)

    found = made(lively)
    assert (found.received, found.shown_count) == (1, 1)
    assert (found.shown[0].text, found.stances["support"], found.stances["oppose"]) == ("Tidak setuju.", 0, 1)


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_an_empty_consultation_has_its_summary_in_every_format(lively: Scene, format_: str) -> None:
    report = FORMATS[format_](made(lively)).decode()

    assert lively.row.slug in report or "Pasar pagi" in report
    assert Consultation.objects.get(slug=lively.row.slug).chain.head in report
    assert set(FORMATS) == set(TYPES)


def test_a_consultation_without_a_draft_has_its_summary_for_who_may_see_it(db: None) -> None:
    create_consultation(actor=OPERATOR, slug="kosong", texts=[Text("id", "Kosong")], details=Details(), team={}, now=moment())

    found = summary("kosong", viewer=OPERATOR, now=moment(), language="id")
    assert (found.revision, found.clauses, found.received, found.phase) == (None, (), 0, "draft")
    assert all(render(found) for render in FORMATS.values())
    with pytest.raises(NotFound):
        summary("kosong", viewer=VISITOR, now=moment(), language="id")


def test_the_report_speaks_the_language_that_was_asked_for(lively: Scene, siti: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    in_english, in_indonesian = (FORMATS["html"](made(lively, language)).decode() for language in ("en", "id"))

    assert '<html lang="en">' in in_english
    assert '<html lang="id">' in in_indonesian
    assert "An orderly morning market" in in_english
    assert "Pasar pagi yang tertata" in in_indonesian
    assert "Consultation summary" in in_english
    assert "Consultation summary" not in in_indonesian
    assert in_english.count("Setuju.") == in_indonesian.count("Setuju.") == 1


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


def test_a_summary_takes_the_same_queries_whatever_it_counts(consultation: Scene, budi: Someone) -> None:
    with CaptureQueriesContext(connection) as empty:
        made(consultation)
    crowd(consultation, budi)
    with CaptureQueriesContext(connection) as full:
        made(consultation)

    assert len(full) == len(empty) <= 16


def test_figures_that_do_not_add_up_never_leave_the_house(consultation: Scene, expected: Expected) -> None:
    one = PostVersion.objects.filter(status="shown")[:1].get()
    PostVersion.objects.filter(pk=one.pk).update(status="superseded")

    with pytest.raises(DoesNotReconcile, match="the list of shown posts"):
        made(consultation)


def test_the_most_contested_clause_is_the_one_on_which_the_smaller_side_is_largest(lively: Scene, siti: Someone, agus: Someone) -> None:
    for label, support, oppose in (("Pasal 3", 1, 1), ("Pasal 4", 5, 0), ("Pasal 5", 2, 3)):
        for stance, n in ((Stance.OPPOSE, oppose), (Stance.SUPPORT, support)):
            for nth in range(n):
                agus.posts(f"{stance} {nth} tentang {label}.", on=lively.clause(label), stance=stance)

    found = made(lively)

    assert [one.figures.label for one in found.most_contested] == ["Pasal 5", "Pasal 3"]
    assert [(one.support.text, one.oppose.text) for one in found.most_contested[:1]] == [
        ("support 0 tentang Pasal 5.", "oppose 0 tentang Pasal 5.")
    ]
    assert [(clause.label, clause.shown) for clause in found.most_discussed] == [("Pasal 4", 5), ("Pasal 5", 5), ("Pasal 3", 2)]


def test_a_reply_is_quoted_for_no_side(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)
    agus.replies("Mengapa?", to=post)

    assert made(lively).most_contested == []


def test_the_file_is_a_whole_document_that_fetches_nothing(lively: Scene, siti: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)
    report = FORMATS["html"](made(lively)).decode()

    assert report.startswith("<!doctype html>")
    assert "@media print" in report
    for fetched in ("http:", "https:", "url(", "src=", "href=", "@import"):
        assert fetched not in report
    assert 'lang="id">Setuju.</p>' in report


@pytest.mark.parametrize("format_", sorted(FORMATS))
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
        assert [number(1234567), share(1, 3), width(1, 3), share(0, 0)] == ["1.234.567", "33,3%", "33.3", "0,0%"]
    with translation.override("en"):
        assert [number(1234567), share(1, 3)] == ["1,234,567", "33.3%"]


COUNTS: Final = {"shown": 2, "held": 1, "hidden": 1, "withdrawn": 0, "erased": 0}
TALLIES: Final = (Tally("web", 4, COUNTS), Tally("all", 4, COUNTS))
POST: Final = ShownPost(1, "Pasal 4", "comment", "support", "", "Teks.", "", "")
FIGURES: Final = ClauseFigures("Pasal 4", "", 0, {"support": 1, "oppose": 0, "mixed": 0, "neutral": 0}, 1, 2, (1, 2))


def sound(**changes: Any) -> Summary:
    """A summary that adds up, but for the changes."""
    texts = dict.fromkeys(
        ("slug", "language", "title", "institution", "question", "summary", "legal_basis", "announcement", "document"), ""
    )
    rest = {
        "phase": "open",
        "moderation": "after",
        "practice": False,
        "opens_at": None,
        "closes_at": None,
        "made_at": moment(),
        "revision": 1,
        "revision_sha256": "",
        "people": 1,
        "posts": TALLIES,
        "submissions": TALLIES,
        "hidden_by_rule": {2: 1},
        "clauses": (FIGURES,),
        "shown": (POST, POST),
        "record_length": 1,
        "record_head": "",
    }
    return Summary(**{**texts, **rest, **changes})


MISMATCHES: Final[tuple[tuple[dict[str, Any], str], ...]] = (
    ({"posts": (Tally("web", 5, COUNTS), Tally("all", 4, COUNTS))}, "posts by web"),
    ({"posts": (Tally("web", 4, COUNTS), Tally("all", 5, COUNTS))}, "posts by all"),
    ({"submissions": (Tally("web", 3, COUNTS), Tally("all", 4, COUNTS))}, "submissions by web"),
    ({"submissions": (*TALLIES[:1], Tally("api", 4, COUNTS), TALLIES[1])}, "submissions of all channels"),
    ({"posts": (Tally("web", 4, {**COUNTS, "shown": 1, "held": 2}), TALLIES[1])}, "posts of all channels"),
    ({"clauses": ()}, "shown posts by clause"),
    ({"clauses": (replace(FIGURES, shown=3, replies=2),)}, "shown posts by clause"),
    ({"clauses": (replace(FIGURES, replies=0),)}, "stances and replies of a clause"),
    ({"hidden_by_rule": {}}, "hidden posts by rule"),
    ({"hidden_by_rule": {1: 1, 2: 1}}, "hidden posts by rule"),
    ({"shown": (POST,)}, "the list of shown posts"),
)


def test_a_sound_summary_has_no_fault() -> None:
    assert faults(sound()) == []


@pytest.mark.parametrize(("changes", "fault"), MISMATCHES)
def test_each_kind_of_mismatch_is_named(changes: dict[str, Any], fault: str) -> None:
    assert fault in faults(sound(**changes))
