"""Where a quote, or a post, stands in another revision, over what matching says of the clauses.

Doors: `Placing` and what it answers, `Placed`; `quotes` (a quote and its place in a text). May not know: tables, authors, Django.
"""

from consult.anchoring.placement import Placed, Placing

__all__ = ["Placed", "Placing"]
