"""Words and pictures of an outcome: four sentences, a table and a drawing. They read what a count gave, and count nothing again."""

from consult.polls.explanation.explanation import Explanation, explain
from consult.polls.explanation.tables import Table

__all__ = ["Explanation", "Table", "explain"]
