"""An outcome of each method, made by hand: what is explained here was not counted here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from consult.tally.outcome import By, Outcome, Round, Tie

OPTIONS: Final = ("a", "b", "c")
TITLES: Final = {"a": "Taman bermain anak", "b": "Jalur sepeda di Jalan Melati", "c": "Perpustakaan keliling"}
COSTS: Final = {"a": "1200000", "b": "2500000.50", "c": "900000"}
BUDGET: Final = "4000000"


def made(method: str, **parts: Any) -> Outcome:
    """An outcome of three options with a dozen ballots, one of which abstained; what is not given is left out."""
    plain: dict[str, Any] = {"options": OPTIONS, "ballots": 1213, "abstained": 13, "winners": ["b"], "rounds": []}
    return Outcome(method=method, **(plain | parts))


def votes(*numbers: object) -> dict[str, str]:
    """Numbers of the three options, as text."""
    return dict(zip(OPTIONS, map(str, numbers), strict=True))


DUELS: Final = {"a>b": 500, "b>a": 700, "a>c": 650, "c>a": 550, "b>c": 1000, "c>b": 200}


def rated(mean: str, median: str, voters: int) -> Mapping[str, str]:
    """Figures of an option under rating."""
    marks = {str(mark): str(voters // 6) for mark in range(6)}
    return {"mean": mean, "median": median, "rated": str(voters), "no_opinion": str(1200 - voters), **marks}


def answered(agree: int, disagree: int, passed: int, agreement: str, divisiveness: str) -> Mapping[str, str]:
    """Figures of a statement."""
    counts = {"agree": str(agree), "disagree": str(disagree), "pass": str(passed)}
    return {**counts, "agreement": agreement, "divisiveness": divisiveness}


EACH: Final[Sequence[Outcome]] = (
    made("plurality", rounds=[Round(votes(300, 500, 380), elected=["b"], exhausted="20")]),
    made("approval", rounds=[Round(votes(300, 700, 380), elected=["b"])], scores=votes(300, 700, 380)),
    made(
        "rating",
        scores=votes("3.50000", "4.33333", "0.00000"),
        figures={"a": rated("3.50000", "4", 600), "b": rated("4.33333", "4.5", 1200), "c": rated("0.00000", "", 0)},
    ),
    made("star", rounds=[Round(votes(4100, 5012, 3000)), Round({"a": "480", "b": "620"}, elected=["b"], exhausted="100")]),
    made(
        "irv",
        rounds=[
            Round(votes(420, 410, 350), eliminated=["c"], exhausted="20"),
            Round({"a": "500", "b": "650"}, elected=["b"], exhausted="50"),
        ],
    ),
    made("borda", scores=votes("1150.5", "1700.0", "750.0")),
    made("condorcet", pairwise=DUELS, scores=votes(1, 2, 0)),
    made("schulze", pairwise=DUELS, scores=votes(1, 2, 0)),
    made("ranked_pairs", pairwise=DUELS),
    made(
        "stv_scottish",
        winners=["b", "a"],
        quota="401",
        rounds=[
            Round(votes("330.00000", "520.00000", "350.00000"), elected=["b"], exhausted="0.00000"),
            Round(votes("378.25000", "401.00000", "404.62345"), eliminated=["c"], exhausted="16.12655"),
            Round({"a": "702.00000", "b": "401.00000"}, elected=["a"], exhausted="97.00000"),
        ],
    ),
    made("budget_greedy", winners=["a", "c"], scores=votes(700, 300, 650), rounds=[Round(votes(700, 300, 650), elected=["a", "c"])]),
    made("budget_equal_shares", winners=["a", "c"], scores=votes(700, 300, 650), completion="add1"),
    made(
        "statements",
        winners=["b", "a"],
        scores=votes("0.58333", "0.75000", "0.40000"),
        figures={
            "a": answered(700, 480, 20, "0.58333", "0.94972"),
            "b": answered(900, 100, 200, "0.75000", "0.38888"),
            "c": answered(480, 520, 200, "0.40000", "0.83222"),
        },
    ),
)
BY_METHOD: Final = {outcome.method: outcome for outcome in EACH}
SEATS: Final = {"stv_scottish": 2}


def told_with(outcome: Outcome) -> dict[str, Any]:
    """What `explain` is told beside the outcome."""
    money = {"costs": COSTS, "budget": BUDGET} if outcome.method.startswith("budget") else {}
    return {"names": TITLES, "seats": SEATS.get(outcome.method, 1), **money}


def with_tie(outcome: Outcome, by: str = By.LOT) -> Outcome:
    """The same with two that were equal."""
    return replace(outcome, ties=[Tie(["b", "a"], by)])


def without_winner(outcome: Outcome) -> Outcome:
    """The same where all abstained: numbers are nought, and nobody won."""
    nothing = dict.fromkeys(OPTIONS, "0")
    return replace(
        outcome,
        abstained=outcome.ballots,
        winners=[],
        rounds=[Round(nothing)] if outcome.rounds else [],
        scores=nothing if outcome.scores else {},
        pairwise=dict.fromkeys(outcome.pairwise, 0),
        figures={option: dict.fromkeys(figures, "0") for option, figures in outcome.figures.items()},
    )


def of_one(outcome: Outcome) -> Outcome:
    """The same with one option, which everybody wants."""
    return replace(
        outcome,
        options=("b",),
        winners=["b"],
        pairwise={},
        rounds=[Round({"b": "1200"}, elected=["b"])] if outcome.rounds else [],
        scores={"b": outcome.scores["b"]} if outcome.scores else {},
        figures={"b": outcome.figures["b"]} if outcome.figures else {},
    )
