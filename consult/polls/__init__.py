"""Polls: what is asked, secret ballots with receipts, closing, and what an outcome means in words and pictures.

Doors: `actions`, `queries`, `explanation`, `ballot_files`, `rules`. It counts by `tally`. May not know: moderation, reports, the record.
"""
