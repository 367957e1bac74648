"""A consultation, its phases, dates, house rules and team.

Doors: `actions`, `queries`, `rights` (who may do what here and now), `locks`, `rules`. May not know: documents, posts, polls.
"""
