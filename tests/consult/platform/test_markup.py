"""What people type is stored as typed, shown as typed, and is never markup."""

import json
import re
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from time import process_time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.platform import markup
from consult.platform.markup import clean_text, one_line, paragraphs
from consult.text.normal_form import composed

HOSTILE: Final = Path(__file__).resolve().parents[3] / "../shared/data/hostile"
needs_payloads = pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile payloads are not beside the project")
any_text = (
    st.text(st.characters())
    | st.text(st.sampled_from("\n\r\t <>&;#'\"().ahtps:/x1\u202e\u0301\u1100\u1161"))
    | st.from_regex(markup.ADDRESS)
)


class Page(HTMLParser):
    """What a reader gets: the words with their breaks, the elements, the addresses of links."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.elements: set[tuple[str, tuple[str, ...]]] = set()
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, tuple(name for name, _ in attrs)))
        self.words += {"br": ["\n"], "p": ["\n\n"]}.get(tag, [])
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.add(("comment", ()))

    def handle_decl(self, decl: str) -> None:
        self.elements.add(("declaration", ()))

    @property
    def text(self) -> str:
        return "".join(self.words).strip("\n")

    @property
    def is_ours(self) -> bool:
        """Nothing but our three elements and the two attributes of a link."""
        return all(tag in {"p", "br", "a"} and set(names) <= ({"href", "rel"} if tag == "a" else set()) for tag, names in self.elements)

    @property
    def is_harmless(self) -> bool:
        return self.is_ours and all(re.match(r"https?://[^/]", link, re.IGNORECASE) for link in self.links)


def as_read(text: str) -> str:
    """`text` with its blank lines as a page shows them: one between paragraphs, none at the ends."""
    lines = [line if line.strip() else "" for line in clean_text(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def links(text: str) -> list[str]:
    return Page(paragraphs(text)).links


def payloads() -> list[str]:
    return [row["payload"] for row in json.loads((HOSTILE / "xss.json").read_text("utf-8"))]


def addresses(kind: str) -> list[str]:
    return list(json.loads((HOSTILE / "urls.json").read_text("utf-8"))[kind])


def without(patch: pytest.MonkeyPatch, *steps: str) -> None:
    """Takes steps out of `paragraphs`."""
    for step in steps:
        patch.setattr(markup, step, lambda text, **_: text)


# What is stored


def test_line_ends_become_line_feeds_and_nothing_is_trimmed() -> None:
    assert clean_text("  satu\r\ndua\rtiga\n\n ") == "  satu\ndua\ntiga\n\n "


def test_letters_with_marks_are_stored_composed_even_across_a_removed_character() -> None:
    assert clean_text("e\u0301") == clean_text("e\x00\u0301") == "\u00e9"


@pytest.mark.parametrize(
    "removed", [*"\x00\x07\x0b\x1b\x7f\x85", *"\u202a\u202e\u2066\u2069", *"\ufdd0\ufffe\U0010ffff", *"\ud800\udbff\udc00"]
)
def test_controls_reordering_marks_and_what_is_no_character_are_removed(removed: str) -> None:
    assert clean_text(f"Pasal{removed} 1") == "Pasal 1"


@pytest.mark.parametrize("kept", ["\t", "\n", "👩\u200d🌾", "क\u094d\u200cष", "\u200e", "q\u0323\u0307", "\ue000", "ꦲꦏ꧀ꦱꦫ"])
def test_tabs_joiners_marks_and_letters_of_every_script_are_kept(kept: str) -> None:
    assert clean_text(kept) == kept


@settings(deadline=None)
@given(any_text)
def test_cleaning_what_is_clean_changes_nothing_and_leaves_nfc(raw: str) -> None:
    once = clean_text(raw)

    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)


@settings(deadline=None)
@given(any_text)
def test_our_composing_gives_what_unicode_calls_nfc(raw: str) -> None:
    assert composed(raw) == unicodedata.normalize("NFC", raw)


def test_a_name_is_one_line_without_spaces_at_its_ends() -> None:
    assert one_line("  Siti\r\n\tRahma\u2028wati\u3000 \u202e") == "Siti Rahma wati"


@settings(deadline=None)
@given(any_text)
def test_a_name_that_is_one_line_stays_as_it_is(raw: str) -> None:
    assert one_line(one_line(raw)) == one_line(raw) == " ".join(clean_text(raw).split())


@needs_payloads
def test_hostile_names_keep_no_line_break_and_no_reordering() -> None:
    for name in map(one_line, addresses("names")):
        assert len(name.splitlines()) <= 1
        assert not set(name) & set("\x00\u202e")
        assert Page(paragraphs(name)).text == name


# What is shown


def test_words_that_look_like_markup_stay_readable() -> None:
    assert paragraphs("Pasal 1 <ayat 2> & &amp; 'x'") == "<p>Pasal 1 &lt;ayat 2&gt; &amp; &amp;amp; 'x'</p>"


def test_a_blank_line_makes_a_paragraph_and_line_breaks_stay() -> None:
    assert paragraphs("\n\nSatu\ndua\n \t\n\ntiga \n") == "<p>Satu<br>dua</p><p>tiga </p>"


@pytest.mark.parametrize("empty", ["", " ", "\n", "\r\n \t", "\u3000", "\x00"])
def test_a_text_without_words_has_no_paragraph(empty: str) -> None:
    assert paragraphs(empty) == ""


@settings(deadline=None)
@given(any_text)
def test_a_reader_sees_exactly_what_was_typed_and_no_other_markup(raw: str) -> None:
    page = Page(paragraphs(raw))

    assert page.text == as_read(raw)
    assert page.is_harmless


@needs_payloads
def test_every_known_payload_is_shown_as_typed_and_does_nothing() -> None:
    for payload in payloads():
        page = Page(paragraphs(payload))
        assert page.is_harmless, payload
        assert page.text == as_read(payload), payload


# Links


def test_a_link_says_that_we_do_not_vouch_for_it() -> None:
    assert paragraphs("https://a.id/?b=1&c=2") == (
        '<p><a href="https://a.id/?b=1&amp;c=2" rel="nofollow ugc noopener">https://a.id/?b=1&amp;c=2</a></p>'
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("lihat https://a.id/x, lalu", "https://a.id/x"),
        ("Lihat https://a.id.", "https://a.id"),
        ("(https://a.id/x)", "https://a.id/x"),
        ("(lihat https://a.id/x).", "https://a.id/x"),
        ("https://a.id/Pasal_(hukum)", "https://a.id/Pasal_(hukum)"),
        ("<https://a.id/x>", "https://a.id/x"),
        ("“https://a.id/x”", "https://a.id/x"),
        ("[teks](https://a.id/x)", "https://a.id/x"),
        ("[https://a.id/x]", "https://a.id/x"),
        ("https://a.id/x?!…", "https://a.id/x"),
        ("Sumber data:https://a.id/x", "https://a.id/x"),
        ("https://a.id/?tujuan=https://b.id/&lt=3", "https://a.id/?tujuan=https://b.id/&lt=3"),
        ("https://a.id/?a=1&amp;b=2", "https://a.id/?a=1&amp;b=2"),
        ("HTTP://A.ID:8080/x#y", "HTTP://A.ID:8080/x#y"),
        ("https://contoh.id/é/हिन्दी", "https://contoh.id/é/हिन्दी"),
        ("http://localhost/x\u202e", "http://localhost/x"),
    ],
)
def test_an_address_is_linked_without_the_punctuation_around_it(typed: str, address: str) -> None:
    assert links(typed) == [address]


@pytest.mark.parametrize(
    "typed", ["www.a.id", "a.id/x", "budi@a.id", "mailto:budi@a.id", "ftp://a.id/", "//a.id/", "https:a.id", "https:/a.id"]
)
def test_what_does_not_begin_with_http_or_https_is_not_linked(typed: str) -> None:
    assert links(typed) == []


@pytest.mark.parametrize(
    "typed", ["http://", "http://.", "http:///a.id", "xhttps://a.id", "http://[::1]/", "http://a..id/", "http://a:99999/", "http://a%00.id"]
)
def test_an_address_without_a_sound_host_is_not_linked(typed: str) -> None:
    assert links(typed) == []


@pytest.mark.parametrize("typed", ["https://bank.id@jahat.id/", "https://bank.id:80@jahat.id/", "http://@jahat.id/"])
def test_an_address_that_reads_like_another_host_is_not_linked(typed: str) -> None:
    assert links(typed) == []


@needs_payloads
@pytest.mark.parametrize("place", ["{}", "<a href='{}'>x</a>", "lihat {} ini", "[x]({})", "https://a.id {}"])
def test_no_address_that_runs_or_wraps_becomes_a_link(place: str) -> None:
    for address in addresses("javascript_href"):
        assert links(place.format(address)) == ["https://a.id"] * ("a.id" in place)


@settings(deadline=None)
@given(st.from_regex(markup.ADDRESS) | any_text.map("https://a.id/{}".format))
def test_a_link_leads_where_its_words_say(raw: str) -> None:
    for address, words in re.findall(r'<a href="(.*?)" rel="nofollow ugc noopener">(.*?)</a>', paragraphs(raw)):
        assert address == words


# Each wall alone


def hostile_markup() -> list[str]:
    return payloads() + [f'<a href="{address}">x</a>' for address in addresses("javascript_href")]


@needs_payloads
def test_escaping_stops_every_payload_when_both_walls_are_away(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "first_wall", "second_wall")

    assert [payload for payload in hostile_markup() if not Page(paragraphs(payload)).is_harmless] == []


@needs_payloads
def test_nh3_stops_every_payload_when_all_else_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "escape", "linked", "first_wall")

    assert [payload for payload in hostile_markup() if not Page(paragraphs(payload)).is_harmless] == []


@needs_payloads
def test_bleach_stops_all_but_scripts_of_digits_when_all_else_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "escape", "linked", "second_wall")

    pages = [Page(paragraphs(payload)) for payload in hostile_markup()]

    assert all(page.is_ours for page in pages)
    assert {link for page in pages for link in page.links if runs(link)} == {"javascript:123", "javascript:ℓ1", "javascript:ℓ`1`"}


def runs(link: str) -> bool:
    """Whether a browser takes `link` for more than an address: it skips white space and controls in the scheme."""
    return re.match(r"(?:javascript|vbscript|data|blob|filesystem):", re.sub(r"[\x00-\x20]", "", link), re.IGNORECASE) is not None


def test_an_address_of_digits_that_bleach_lets_through_stops_at_nh3() -> None:
    gap = '<a href="javascript:123">x</a>'

    assert "javascript" in markup.first_wall(gap)
    assert "javascript" not in markup.second_wall(gap)


@pytest.mark.parametrize("wall", [markup.first_wall, markup.second_wall])
def test_both_walls_leave_our_own_markup_as_it_is(wall: Callable[[str], str]) -> None:
    html = paragraphs("Satu &lt; <b>\ndua https://a.id/?x=1&copy=2\n\ntiga")

    assert wall(html) == html


# Time and threads


@pytest.mark.parametrize("unit", ["<", "&", "a\n", "a\n\n", "http://a.id ", "http://a.id/(", "&a", ").", "http://["])
def test_time_grows_no_faster_than_the_length_of_hostile_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = "http://a.id/" + unit * (length // len(unit))
        return min(timed(paragraphs, text) for _ in range(2))

    assert seconds(8_000) < 12 * seconds(2_000) + 0.02  # four times as long; a square would take sixteen times as long


def test_a_hundred_thousand_marks_are_composed_within_a_second() -> None:
    assert timed(clean_text, "a" + "\u0301" * 50_000 + "\u0f73" * 25_000 + "\u0316" * 25_000) < 1


def timed(function: Callable[[str], str], text: str) -> float:
    start = process_time()
    function(text)
    return process_time() - start


def test_threads_that_make_pages_at_once_do_not_mix_them() -> None:
    texts = [f"Pasal {number} <x> https://a.id/{number}\n\n{'&' * number}" for number in range(50)]
    alone = [paragraphs(text) for text in texts]

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(paragraphs, texts * 5)) == alone * 5
