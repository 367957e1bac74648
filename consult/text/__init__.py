"""Words and strings as plain values: folding, comparing, cells of tables. Pure: no Django, no clock, no tables.

Doors: each module by its own name. May not know: what a clause, a post or a person is.
"""
