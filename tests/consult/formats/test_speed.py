"""Reading takes time in proportion to the text, whatever the text is made to look like."""

from time import process_time

import pytest

from consult.formats.parse_draft import parse_draft
from tests.consult.formats.drafts import read

ARTICLE = "(1) Setiap warga menjaga kebun kota dan pagar di sekitarnya:\na. pada hari kerja; dan\nb. pada hari libur.\n"

HOSTILE = {
    "one word": "x" * 200_000,
    "one number": "1" * 200_000,
    "brackets": "Pasal 1\n" + "( " * 100_000,
    "Roman digits": "BAB " + "I" * 200_000,
    "marks on one line": "Pasal 1\n" + "a. 1. " * 33_000,
    "glued items": "Pasal 1\n" + " ".join(f"({n}) Warga." for n in range(1, 15_000)),
    "glued headings": "Pasal 1\nIsi. " + ". ".join(f"Pasal {n} (1) Warga" for n in range(2, 9_000)),
    "recitals": "Menimbang : " * 17_000,
    "spaces": "Pasal 1\n" + " " * 200_000 + "x",
    "explanations": "Pasal 1\nIsi.\n" + "PENJELASAN ATAS I. UMUM " * 8_000,
    "the same number": "Pasal 5\n" * 25_000,
    "articles": "Article 5\n" * 20_000,
    "glued articles": "Article 1\nText. " + ". ".join(f"Article {n} On it" for n in range(2, 9_000)),
    "quotations": "SEC. 1. X.\n(a) Amended—\n" + "“(a) x—\n“(1) y\n" * 10_000,
    "paragraph signs": "§ 1\n(1) x:\n" + "1. y:\na) z:\naa) w:\n" * 6_000,
    "paths": "1 Gardens\n" + "1.1 Fences\n1.1.1 Gates.\n" * 8_000,
    "deep paths": "1.1\n" + "1." * 100_000,
    "contents": "CONTENTS\n" * 20_000,
    "dots": "Article 1\n" + "." * 200_000 + "x",
    "lists in lists": "Pasal 1\n" + "a. x:\n1. y:\na) z:\n1) w:\n(a) v:\n" * 5_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_of_two_hundred_thousand_characters_is_read_in_seconds(text: str) -> None:
    start = process_time()
    read(text)

    assert process_time() - start < 4


MARKDOWN = {
    "comments": "<!--" * 50_000,
    "tags": "<a " * 60_000,
    "links": "[a](" * 50_000,
    "brackets": "[" * 200_000,
    "emphasis": "*a_" * 60_000,
    "escapes": "\\" * 200_000,
    "rules": "-" * 200_000 + "x",
    "a heading": "# a" + " " * 200_000 + "#b",
    "headings": "# a\n" * 30_000,
    "items": "* a\n" * 30_000,
    "cells": "|---" * 50_000 + "x",
    "front matter": "---\n" + "a: b\n" * 40_000,
}


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN)
def test_hostile_markdown_is_read_in_seconds(text: str) -> None:
    start = process_time()
    parse_draft(f"word\n{text}".encode(), name="draft.md")

    assert process_time() - start < 4


ACTS = {
    "eu": "Article {}\nOn fences\n1. The members keep the gardens of the town:\n(a) on working days;\n(b) on other days.\n",
    "de": "§ {} Pflege\n(1) Die Mitglieder pflegen den Garten der Stadt:\n1. an Werktagen;\n2. an anderen Tagen.\n",
    "us": "SEC. {}. FENCES.\n(a) In General.—The members keep the gardens—\n(1) on working days; and\n(2) on other days.\n",
    "numbered": "{} Fences\nThe members of the town keep the gardens of the town in good order on every day of the year.\n",
}


@pytest.mark.parametrize("profile", ACTS)
def test_half_a_megabyte_of_each_tradition_is_read_within_five_seconds(profile: str) -> None:
    text = "".join(ACTS[profile].format(n if profile != "numbered" else f"{n // 9 + 1}.{n % 9 + 1}") for n in range(1, 4_500))
    start = process_time()
    draft = parse_draft(text.encode(), name="act.txt")

    assert draft.profile == profile
    assert process_time() - start < 5


def test_a_megabyte_of_articles_is_read_within_five_seconds() -> None:
    text = "".join(f"Pasal {n}\n{ARTICLE}" for n in range(1, 9_000))
    start = process_time()
    draft = read(text)

    assert len(text) > 1_000_000
    assert draft.counts()["huruf"] == 2 * 8_999
    assert process_time() - start < 5


def test_lists_in_lists_never_nest_deeper_than_a_reader_can_follow() -> None:
    assert max(clause.depth for clause in read(HOSTILE["lists in lists"]).clauses) < 20
