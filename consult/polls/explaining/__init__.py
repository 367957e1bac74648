"""Words and pictures of an outcome: four sentences, a table and a drawing. They read what a count gave, and count nothing again."""

from consult.polls.explaining.explanation import Explanation, explain
from consult.polls.explaining.tables import Table

__all__ = ["Explanation", "Table", "explain"]
