"""Drafts of every tradition, generated: each clause is found, and no word is lost, doubled or moved."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consult.formats.outline.clauses import ParsedClause, ParsedDraft
from consult.formats.parse_draft import parse_draft, source_words
from consult.formats.traditions.detection import PROFILES
from tests.consult.formats.generated import Draft, american, european, german, headings, numbered

many = settings(max_examples=360, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def check(generated: Draft, profile: str) -> None:
    """A generated draft is read as it was made, without a warning."""
    draft = parse_draft(generated.data, name=generated.name)
    found = {kind: sum(counts.get(kind, 0) for counts in draft.counts_by_part().values()) for kind in generated.counts}

    assert draft.profile == profile
    assert found == dict(generated.counts)
    assert draft.words() == source_words(generated.data, name=generated.name)
    assert not draft.warnings
    check_outline(draft)


def check_outline(draft: ParsedDraft) -> None:
    """Keys are unique and readable; a parent stands before its clauses and in their part."""
    seen: dict[str, ParsedClause] = {}
    for clause in draft.clauses:
        above = seen[clause.parent] if clause.parent else None
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", clause.key)
        assert clause.key not in seen
        assert clause.depth == (above.depth + 1 if above else 0)
        assert above is None or above.part == clause.part
        seen[clause.key] = clause


@many
@given(european())
def test_a_european_act_is_read_back(generated: Draft) -> None:
    check(generated, "eu")


@many
@given(german())
def test_a_german_law_is_read_back(generated: Draft) -> None:
    check(generated, "de")


@many
@given(american())
def test_an_american_bill_is_read_back(generated: Draft) -> None:
    check(generated, "us")


@many
@given(numbered())
def test_a_standard_is_read_back(generated: Draft) -> None:
    check(generated, "numbered")


@many
@given(headings())
def test_a_memo_is_read_back(generated: Draft) -> None:
    check(generated, "headings")


SCRAPS = {
    "eu": """TITLE I|TITLE IV: GARDENS|CHAPTER 2|Section 1|Article 1|Article 4a: On fences|Article II|[deleted]|1.|2. Water|-1a. Air|(a)
(aa) x;|(-a) y|(iv)|(1) ‘garden’ means|Whereas:|HAVE ADOPTED THIS REGULATION:|Done at Town, 1 May|ANNEX III
water:|Of Article 5. Article 6 On it""",
    "de": """Erster Teil|Teil 2 - Gärten|Abschnitt 1|§ 1|§ 4k Pflege|§§ 5 bis 7|§ 8 (weggefallen)|(1) Wasser|(2a)|1. Boden|a)|aa) Zaun:
Anlage 1|(zu § 3)|Artikel 2|1. Januar|nach § 3. § 4 Garten|„Zitat“|Schlussformel""",
    "us": """TITLE I—GARDENS|Subtitle B|PART 1|SEC. 101. FENCES.|Section 2.|SEC. 3|(a) In General.—|(1) x—|(A)|(ii) y;|(I)|(aa)|``(2) Quoted
“(b) Quoted.—|Be it enacted|A BILL|Attest:|APPENDIX A|water—|in section. SEC. 4. GATES.""",
    "numbered": """1 Gardens|1.|1.1 Fences|1.2.3 water|2.|A.1 Gates|A.1.1|Annex B|a)|(b) soil|3.5 metres|1.1.1.1.1.1.1.1 deep|water:|10.
Table of Contents|1 Gardens ..... 3""",
    "headings": """# Gardens|## 1. Fences|### Gates|###### x|1. one|2. two|(a) soil|* bullet|---|===|<h3>Water</h3>|> quoted|```|[^1]: note
:   defined|x [y](http://z.example/w) &amp; v|<!-- u""",
}


@pytest.mark.parametrize("profile", SCRAPS)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_no_word_is_lost_however_senseless_the_order_of_the_marks(profile: str, data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(re.split("[|\n]", SCRAPS[profile])), min_size=1, max_size=25))
    between = data.draw(st.sampled_from(["\n", " ", "\n\n", ". "]))
    name = data.draw(st.sampled_from(["soup.txt", "soup.md"]))
    text = f"word\n{between.join(lines)}".encode()

    for wanted in ("auto", *PROFILES):
        draft = parse_draft(text, name=name, profile=wanted)
        assert draft.words() == source_words(text, name=name)
        check_outline(draft)
