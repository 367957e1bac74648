"""Figures and the summary, editions that are frozen, and their files: `render` has one file a format.

Doors: `actions`, `queries`, `editions`, `dashboard`, `render`. May not know: the record's checks.
"""
