"""Proposed wordings on their way into the next draft: comparing, picking, merging, and publishing a revision with its placements.

Doors: `actions` (pick, settle, publish a revision), `queries` (what an official chooses from), `comparison` (two revisions, side by side).
May not know: polls, moderation, reports, the record's checks.
"""
