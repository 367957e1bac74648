"""Keeping a discussion fair: the queue, decisions with reasons, what readers reported, public figures.

Doors: `actions`, `queries`, `flagged_posts`, `author_history`, `public_figures`, `rules`. May not know: reports, the record.
"""
