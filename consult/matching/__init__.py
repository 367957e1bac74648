"""Which clause of one revision is which of the next.

Doors: `match.match`, `link_decisions` (what a person says of links), the values in `links`. May not know: tables, posts, Django.
"""
