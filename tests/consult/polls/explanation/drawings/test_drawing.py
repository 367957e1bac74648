"""The drawing of an outcome: valid, harmless, small, and with what it is to show."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.polls.explanation import explain
from consult.polls.explanation.drawings.svg import WIDTH, fitting, lines, wide
from consult.tally.outcome import Outcome, Round
from tests.consult.polls.explanation.outcomes import BY_METHOD, EACH, TITLES, of_one, told_with, votes, without_winner

SVG: Final = "{http://www.w3.org/2000/svg}"
ALLOWED: Final[Mapping[str, set[str]]] = {
    "svg": {"role", "viewBox", "width", "height", "font-family", "font-size", "fill"},
    "title": set(),
    "desc": set(),
    "text": {"x", "y", "text-anchor", "font-weight"},
    "rect": {"x", "y", "width", "height", "fill", "fill-opacity", "stroke"},
    "path": {"d", "fill", "fill-opacity", "stroke", "stroke-dasharray"},
}
HOSTILE: Final = (
    "<script>alert(1)</script>",
    '"&\'></text></svg><svg onload="x">',
    "]]><!-- & -->",
    "مقهى الشعب القديم في وسط المدينة عند الجسر",
    "\u202etxet\u202c \u2067x",
    "\x00\x08\x0b\x1f\ud800\ufffe\uffff",
    "W" * 300,
    "自転車" * 100,
    "&" * 300,
    "baris\nbaru\tdan  spasi",
    "%(title)s %s {0}",
    "👨\u200d👩\u200d👧" * 60,
)


def parsed(svg: str) -> ET.Element:
    """Its tree, where nothing is but what is allowed."""
    root = ET.fromstring(svg)
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        assert set(element.attrib) <= ALLOWED[tag], element.attrib
    return root


def drawing_of(outcome: Outcome, **more: object) -> ET.Element:
    """The tree of its drawing in Indonesian."""
    return parsed(explain(outcome.plain(), **{**told_with(outcome), **more}).svg)


def words(root: ET.Element) -> list[str]:
    """What is written on it."""
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


VARIANTS: Final = [
    pytest.param(varied, id=f"{each.method}-{name}")
    for each in EACH
    for name, varied in (
        ("won", each),
        ("nobody", without_winner(each)),
        ("one", of_one(each)),
        ("no rounds", replace(each, winners=[], rounds=[])),
    )
]


@pytest.mark.parametrize("outcome", VARIANTS)
def test_a_drawing_is_valid_and_holds_only_what_a_strict_policy_allows(outcome: Outcome) -> None:
    explained = explain(outcome.plain(), **told_with(outcome))

    root = parsed(explained.svg)

    assert root.get("role") == "img"
    assert root.get("viewBox", "").startswith("0 0 360 ")
    assert root[0].tag == f"{SVG}title"
    assert root[0].text
    assert root[1].text == explained.sentences[2]


@pytest.mark.parametrize("outcome", VARIANTS)
def test_nothing_is_drawn_beyond_the_edges(outcome: Outcome) -> None:
    root = drawing_of(outcome)

    high = float(root.get("height", "0"))
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", "")) <= WIDTH
        assert 10 <= float(text.get("y", "")) <= high
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("x", "")) + float(rect.get("width", "")) <= WIDTH
        assert float(rect.get("y", "")) + float(rect.get("height", "")) <= high


@pytest.mark.parametrize("method", sorted(BY_METHOD))
def test_no_colour_but_that_of_the_text_around_is_used(method: str) -> None:
    used = {element.get(name) for element in drawing_of(BY_METHOD[method]).iter() for name in ("fill", "stroke")}

    assert used <= {None, "none", "currentColor"}


@pytest.mark.parametrize("method", sorted(BY_METHOD))
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_text_and_nothing_else(method: str, name: str) -> None:
    outcome = BY_METHOD[method]

    explained = explain(outcome.plain(), **{**told_with(outcome), "names": {**TITLES, "b": name}})

    explained.svg.encode()
    parsed(explained.svg)
    for text in (*explained.sentences, *(cell for row in explained.table.rows for cell in row)):
        assert not re.search(r"[\x00-\x1f\u202a-\u202e\u2066\u2067\ud800-\udfff\ufffe\uffff]", text)
        assert text.count("\u2068") == text.count("\u2069")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=400))
def test_any_name_gives_a_valid_drawing(name: str) -> None:
    outcome = BY_METHOD["irv"]

    parsed(explain(outcome.plain(), names={**TITLES, "b": name}).svg)


def test_a_long_name_is_cut_and_shown_to_the_pointer() -> None:
    name = "Rumah susun di tepi sungai " * 5

    root = drawing_of(BY_METHOD["plurality"], names={**TITLES, "a": name})

    text = next(text for text in root.iter(f"{SVG}text") if text.find(f"{SVG}title") is not None)
    title = text.find(f"{SVG}title")
    assert title is not None
    assert title.text == name.strip()
    assert str(title.tail).startswith("Rumah susun")
    assert str(title.tail).endswith("…")


def many(size: int) -> list[Outcome]:
    """Outcomes of each shape with so many options, and as many rounds."""
    options = tuple(f"o{n}" for n in range(size))
    tallies = [{option: f"{10**6 - at * 37 - turn}.12345" for at, option in enumerate(options[: size - turn])} for turn in range(size - 1)]
    rounds = [Round(each, eliminated=[options[size - 1 - turn]]) for turn, each in enumerate(tallies)]
    pairs = {f"{one}>{other}": 12 for one in options for other in options if one != other}
    scores = {option: str(10**9 - at) for at, option in enumerate(options)}
    figures = {option: {"agree": "11111", "disagree": "22222", "pass": "33333"} for option in options}
    parts: dict[str, Any] = {"options": options, "winners": list(options[:30]), "scores": scores}
    return [
        replace(BY_METHOD["stv_scottish"], **parts | {"rounds": rounds, "scores": {}}),
        replace(BY_METHOD["irv"], **parts | {"rounds": rounds, "scores": {}, "winners": ["o0"]}),
        replace(BY_METHOD["schulze"], **parts | {"pairwise": pairs, "winners": ["o0"]}),
        replace(BY_METHOD["plurality"], **parts | {"rounds": [Round(scores)]}),
        replace(BY_METHOD["budget_greedy"], **parts),
        replace(BY_METHOD["statements"], **parts | {"figures": figures}),
    ]


@pytest.mark.parametrize("outcome", many(100), ids=lambda outcome: str(outcome.method))
def test_a_hundred_options_in_a_hundred_rounds_make_a_small_drawing_that_says_what_it_leaves_out(outcome: Outcome) -> None:
    names = dict.fromkeys(outcome.options, "&自転車" * 75)
    costs = dict.fromkeys(outcome.options, "1000000000") if outcome.method == "budget_greedy" else None

    explained = explain(outcome.plain(), names=names, seats=30, costs=costs, budget="40000000000" if costs else "")

    said = " ".join(words(parsed(explained.svg)))
    assert len(explained.svg.encode()) < 30_000
    assert "88 lainnya" in said or "proyek lainnya: 18" in said
    assert len(explained.table.rows) == 100


def test_the_same_outcome_gives_the_same_drawing() -> None:
    assert [explain(outcome.plain(), **told_with(outcome)) for outcome in EACH] == [
        explain(outcome.plain(), **told_with(outcome)) for outcome in EACH
    ]


def lengths(root: ET.Element) -> list[float]:
    """How long its bars are."""
    return [float(rect.get("width", "")) for rect in root.iter(f"{SVG}rect")]


def test_bars_are_as_long_as_what_they_stand_for() -> None:
    most, middle, least = lengths(drawing_of(BY_METHOD["plurality"]))

    assert (middle + 1) / (most + 1) == pytest.approx(380 / 500, abs=0.01)
    assert (least + 1) / (most + 1) == pytest.approx(300 / 500, abs=0.01)


def star_of_three() -> ET.Element:
    """STAR where the winner has fewer points than the other finalist, and one in between is listed first."""
    titles = {"a": "Taman", "b": "Jalur", "c": "Buku"}
    rounds = [Round({"a": "10", "b": "20", "c": "30"}), Round({"b": "7", "c": "5"}, elected=["b"])]
    return drawing_of(replace(BY_METHOD["star"], rounds=rounds), names=titles)


def test_points_of_star_stand_from_the_most_to_the_fewest_whoever_wins() -> None:
    sums, runoff = lengths(star_of_three())[:3], lengths(star_of_three())[3:]

    assert sums == sorted(sums, reverse=True)
    assert len(set(sums)) == 3
    assert len(runoff) == 2


def test_both_finalists_of_star_are_marked_and_the_winner_is_ticked() -> None:
    said = words(star_of_three())

    assert said[: said.index("Putaran akhir")] == [
        "Jumlah nilai setiap pilihan",
        *("Buku", "▸ finalis", "30"),
        *("✓ Jalur", "▸ finalis", "20"),
        *("Taman", "10"),
    ]
    assert said.count("▸ finalis") == 2


def test_without_a_runoff_nobody_of_star_is_called_a_finalist() -> None:
    alone = replace(BY_METHOD["star"], rounds=[Round(votes(0, 12, 0), elected=["b"])])

    assert "▸ finalis" not in words(drawing_of(alone))


def test_an_option_that_nobody_rated_has_no_bar_and_no_number() -> None:
    root = drawing_of(BY_METHOD["rating"])

    assert words(root)[-3:] == ["Perpustakaan keliling", "–", "✓ terpilih"]
    assert len(lengths(root)) == 2


def test_a_statement_that_nobody_answered_is_drawn_with_no_numbers() -> None:
    nobody = dict.fromkeys(BY_METHOD["statements"].figures["a"], "0")
    unanswered = replace(BY_METHOD["statements"], winners=["b"], figures={**BY_METHOD["statements"].figures, "a": nobody})

    said = words(drawing_of(unanswered))

    assert said[said.index("Taman bermain anak") + 1] == "–"


@pytest.mark.parametrize("method", sorted(BY_METHOD))
def test_a_page_can_scale_a_drawing_without_turning_its_sides(method: str) -> None:
    root = drawing_of(BY_METHOD[method])

    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    assert root.get("width") == str(WIDTH)
    assert root.get("preserveAspectRatio") is None


def test_answers_fill_the_whole_width_in_their_shares() -> None:
    agree, passed, disagree = lengths(drawing_of(BY_METHOD["statements"]))[:3]

    assert agree + passed + disagree + 3 == pytest.approx(WIDTH, abs=0.5)
    assert (agree + 1) / WIDTH == pytest.approx(900 / 1200, abs=0.01)


def test_only_winners_bear_the_mark_and_stand_in_bold() -> None:
    short = {"a": "Taman", "b": "Jalur", "c": "Buku"}

    texts = list(drawing_of(BY_METHOD["stv_scottish"], names=short).iter(f"{SVG}text"))

    bold = [text.text for text in texts if text.get("font-weight")]
    assert bold == ["Perolehan setiap pilihan di setiap putaran", "✓ Jalur", "✓ Taman"]
    assert [text.text for text in texts if "✓" in str(text.text)] == ["✓ Jalur", "✓ Taman", "✓ terpilih"]


def test_each_option_is_told_what_became_of_it() -> None:
    said = words(drawing_of(BY_METHOD["stv_scottish"]))

    assert {"terpilih di putaran 1", "terpilih di putaran 3", "gugur di putaran 2"} <= set(said)


def test_the_quota_is_a_dashed_line_at_its_height() -> None:
    root = drawing_of(BY_METHOD["stv_scottish"])

    columns, line = list(root.iter(f"{SVG}path"))[:2]
    foot = float(str(columns.get("d")).split("v")[0].split()[1])
    heights = [float(high) for high in re.findall(r"v-([\d.]+)", str(columns.get("d")))]
    quota = foot - float(re.findall(r"M0 ([\d.]+)", str(line.get("d")))[0])
    assert line.get("stroke-dasharray")
    assert heights[0] > quota
    assert heights[1] == pytest.approx(quota, abs=0.2)


def test_only_won_duels_are_filled() -> None:
    filled, hollow = drawing_of(BY_METHOD["schulze"]).iter(f"{SVG}path")

    assert (str(filled.get("d")).count("M"), filled.get("fill")) == (3, "currentColor")
    assert (str(hollow.get("d")).count("M"), hollow.get("fill")) == (3, "none")


def test_each_project_begins_where_the_one_before_ended() -> None:
    first, second, left = list(drawing_of(BY_METHOD["budget_greedy"]).iter(f"{SVG}rect"))

    ends = [float(each.get("x", "")) + float(each.get("width", "")) for each in (first, second)]
    begins = [float(each.get("x", "")) for each in (second, left)]
    assert begins == pytest.approx([end + 1 for end in ends], abs=0.2)


@given(st.text(min_size=1, max_size=80), st.integers(min_value=30, max_value=400))
def test_what_is_cut_fits_and_what_fits_is_not_cut(text: str, room: int) -> None:
    shown = fitting(text, room)

    assert wide(shown) <= max(room, 28)
    assert (shown == text) or wide(text) > room


def test_words_break_at_spaces_and_none_is_lost() -> None:
    text = "Banyaknya pemilih yang menempatkan pilihan di baris di atas pilihan di kolom"

    found = lines(text, 200)

    assert " ".join(found) == text
    assert len(found) > 2
    assert all(wide(line) <= 200 for line in found)
