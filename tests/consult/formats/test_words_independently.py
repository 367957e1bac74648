"""No word of a file is lost without a doubt: compared with its bytes, not with what a reader of ours finds in them."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from consult.formats.outline.clauses import ParsedDraft
from consult.formats.outline.doubts import Doubt
from consult.formats.parse_draft import PARAGRAPHS, parse_draft

_UNREAD: Final = {"script", "style", "head"}
_WORD: Final = re.compile(r"kata\d+")  # each stands in a file once
_PAGE: Final = (
    *("<p>{} <b>{}</b> {}</p>", "<div>{}<p>{}</div>{}", "<ol><li>{}<li>{}</ol>", "<dl><dt>{}<dd>{}</dl>", "<pre>{}\n{}</pre>"),
    *("<button>{}</button>", "<textarea>{} {}</textarea>", "<noscript>{}</noscript>", "<noscript><p>{}</p></noscript>"),
    *("<select><option>{}<option>{}</select>", "<template><p>{}</template>", "<datalist><option>{}</datalist>", "<option>{}</option>"),
    *("<p>{} <del>{}</del>", "<nav><a href=x>{}</a></nav>", "<p hidden>{}</p>", "<span style='display:none'>{}</span>"),
    *("<table><caption>{}</caption><tr><th>{}<td>{}</table>", "<fieldset><legend>{}</legend><label>{}</label></fieldset>"),
    *("<svg><text>{}</text></svg>", "<object>{}</object>", "<map name=x>{}</map>", "<center><font>{}</font></center>"),
    *("<style>{}</style>", "<script>{}</script>", "<!-- {} -->", "<blink>{}</blink>", "<kebun>{}</kebun>", "<h2>{}</h2>"),
)
_SIGNS: Final = (
    *("{} {}", "# {}", "{}\n===", "{}\n---", "> {}", "* {}\n  {}", "1. {}", "| {} | {} |\n|---|---|\n| {} | {} |", "***\n{}\n***"),
    *(
        "```{}``` {}",
        "```{}`` {}",
        "``` {} {}",
        "```\n{}\n```",
        "```text\n{}\n``` {}\n```",
        "~~~ {}",
        "~~~ {} ~~~ {}",
        "~~~text {}\n{}\n~~~",
    ),
    *("---\n{}\n---", "{}: {}\n---", "<p>{}</p>", "<div>\n{}\n</div>", "<kebun {}> {}", "[{}](#x) {}", "**{}** _{}_", ":   {}", "    {}"),
    *("<button>{}</button>", "[^1]: {}", "- [x] {}", "{} \\", "&lt;{}&gt;", "![{}](x)", "[{}]: {}"),
)
_FRONTS: Final = ("", "---\n{}\n---", "---\n{}: {}\n---", "---\ntitle: {}\n{}\n---", "---\nPasal 1\n{}\n---", "---\n\n{}\n---")


class _Texts(HTMLParser):
    """The text nodes that stand in none of `_UNREAD`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += [tag] * (tag in _UNREAD)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        self.texts += [] if self.inside else [data]


@st.composite
def _filled(draw: st.DrawFn, pieces: tuple[str, ...], fronts: tuple[str, ...] = ("",)) -> list[str]:
    """Pieces of a file, with a word of its own in every place; the first of them is the front."""
    drawn = [draw(st.sampled_from(fronts)), *draw(st.lists(st.sampled_from(pieces), min_size=1, max_size=8))]
    numbers = iter(range(1_000))
    return [re.sub(r"\{\}", lambda _: f"kata{next(numbers)}", piece) for piece in drawn]


def _without(draft: ParsedDraft, pieces: list[list[str]]) -> list[list[str]]:
    """Of each piece that is not read whole, the words that no clause has."""
    read = Counter(_WORD.findall(" ".join(f"{one.mark} {one.heading} {one.text}" for one in draft.clauses)))
    assert not [word for word, times in read.items() if times > 1]
    return [lost for piece in pieces if (lost := [word for word in piece if word not in read])]


def _doubted(doubts: tuple[Doubt, ...]) -> list[Doubt]:
    return [one for one in doubts if one.code.endswith(".left_out") or one.code == "changes.accepted"]


@given(_filled(_PAGE))
def test_every_text_of_a_page_is_in_a_clause_or_a_doubt_says_what_was_left_out(pieces: list[str]) -> None:
    page = "<!doctype html><html><head><title>kebun</title></head><body><p>Isi.</p>" + "\n".join(pieces) + "</body></html>"
    draft = parse_draft(page.encode(), name="kebun.html", profile=PARAGRAPHS)
    seen = _WORD.findall(" ".join(_Texts(page).texts))

    lost = _without(draft, [[word for word in _WORD.findall(piece) if word in seen] for piece in pieces])

    assert len(_doubted(draft.warnings)) == len(lost)


@given(_filled(_SIGNS, _FRONTS))
def test_every_word_of_a_markdown_file_is_in_a_clause_or_a_doubt_says_what_was_left_out(pieces: list[str]) -> None:
    source = "\n\n".join([*pieces, "Isi."]).lstrip("\n")
    draft = parse_draft(source.encode(), name="kebun.md", profile=PARAGRAPHS)

    lost = _without(draft, [_WORD.findall(re.sub(r"(?m)^title: .*$", "", piece)) for piece in pieces])

    assert [word for piece in lost for word in piece] == _WORD.findall(" ".join(one.facts["start"] for one in _doubted(draft.warnings)))
