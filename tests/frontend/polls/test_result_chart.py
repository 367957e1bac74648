"""The picture of a result: no label is cut where there is room, and none runs into a bar."""

import pytest

from consult.polls.queries import result_of
from frontend.polls.result_chart import NARROW_LABEL, WIDE_LABEL, bars, label
from tests.cast import Scene, Someone
from tests.consult.polls.voting import asked, closes_poll
from tests.frontend.pages import read

LONG = "Pukul 18.00, kecuali malam minggu dan hari besar, seperti dalam rancangan"
TITLES = ["Setiap hari", LONG, "Akhir pekan"]


def test_a_long_label_takes_lines_and_the_rows_below_make_room(ratna: Someone, lively: Scene) -> None:
    drawn = bars(result_of(closes_poll(ratna, asked(ratna, lively, titles=TITLES))))

    first, long, last = drawn.rows
    assert [words for _y, words in first.wide.label] == ["Setiap hari"]
    assert " ".join(words for _y, words in long.wide.label) == LONG
    assert " ".join(words for _y, words in long.narrow.label) == LONG
    assert long.wide.y + long.wide.label[-1][0] < last.wide.y
    assert long.narrow.label[-1][0] < long.narrow.bar < last.narrow.y - long.narrow.y
    assert last.wide.y + last.wide.label[-1][0] < drawn.height
    assert last.narrow.y + last.narrow.bar < drawn.narrow_height


def test_the_page_says_all_of_it_in_both_pictures(ratna: Someone, lively: Scene) -> None:
    poll = closes_poll(ratna, asked(ratna, lively, titles=TITLES))

    shown = read(f"/k/{lively.row.slug}/polls/{poll.pk}/")

    assert "…" not in "".join(part.partition("</svg>")[0] for part in shown.html.split("<svg")[1:])


@pytest.mark.parametrize("room", [WIDE_LABEL, NARROW_LABEL])
def test_a_word_that_is_longer_than_the_room_is_cut_and_says_so(room: int) -> None:
    [(_y, words)] = label("x" * 90, room)

    assert words.endswith("…")
