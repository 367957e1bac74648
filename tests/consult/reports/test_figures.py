"""The list of all figures: each has its base, and what lacks one, or is larger, leaves the house in no report."""

from dataclasses import replace

import pytest

from consult.reports.figures import Figure, figures, without_base
from consult.reports.poll_outcomes import OptionFigures, faults_of
from consult.reports.reconciliation import faults
from consult.reports.render import FORMATS
from consult.reports.summary import Moderated, ReportFigures
from tests.consult.reports.invented import invented, invented_poll
from tests.consult.reports.reading import words_in


def test_an_invented_report_adds_up_and_each_of_its_figures_has_its_base() -> None:
    assert faults(invented()) == []
    assert all(figure.base is not None for figure in figures(invented()))


@pytest.mark.parametrize(
    ("figure", "named"),
    [
        (Figure("poll", "abstained", 3, None, number=2), "base of poll 2 abstained"),
        (Figure("clause", "shown", 8, 7, clause="Pasal 4", stance="oppose"), "base of clause Pasal 4 oppose shown"),
        (Figure("people", "took part", -1, 7), "base of people took part"),
    ],
)
def test_a_figure_without_base_or_beyond_it_is_named(figure: Figure, named: str) -> None:
    assert list(without_base([Figure("people", "took part", 7, 7), figure])) == [named]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"abstained": 4}, "votes of the options of Pukul berapa pasar dibuka?"),
        ({"taking_part": 40}, "ballots and people taking part in Pukul berapa pasar dibuka?"),
        ({"options": (OptionFigures("A", 18, True), OptionFigures("B", 20, False))}, "the winner of Pukul berapa pasar dibuka?"),
    ],
)
def test_a_poll_that_does_not_add_up_is_named(changes: dict[str, object], fault: str) -> None:
    poll = replace(invented_poll(0), **changes)  # type: ignore[arg-type]

    assert list(faults_of(invented_poll(0))) == []
    assert fault in list(faults_of(poll))
    assert fault in faults(replace(invented(), polls=(poll,)))


def test_more_votes_than_accounts_are_named() -> None:
    assert "base of poll 1 taking part" in faults(replace(invented(), polls=(replace(invented_poll(0), eligible=12),)))


def test_reports_of_readers_that_do_not_add_up_are_named() -> None:
    wrong = Moderated(reports=ReportFigures(received=9, hidden=3, stood=4, settled=1, waiting=2))

    assert "reports of readers" in faults(replace(invented(), moderated=wrong))


def test_stances_that_are_not_those_of_the_list_are_named() -> None:
    right = invented()

    assert "shown posts by stance" in faults(replace(right, stances={**right.stances, "oppose": right.stances["oppose"] + 1}))


def test_a_report_has_each_figure_once() -> None:
    found = [(f.section, f.name, f.clause, f.number, f.kind, f.stance) for f in figures(invented())]

    assert len(found) == len(set(found)) > 100


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_it_is_said_that_an_account_is_a_person_only_as_far_as_an_address_tells_and_can_be_opened_anew(form: str) -> None:
    words = words_in(FORMATS[form](invented(language="en", posts=3, clauses=1, polls=0)), form)

    assert "One account is one person only as far as an e-mail address can tell." in words
    assert "Whoever has an account erased can open another, and then counts as one more." in words
