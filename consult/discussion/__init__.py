"""What people say: submissions, posts and their versions, threads with their numbered events, letters, attachments, marks.

Doors: `actions`, `queries`, `search`, `rules`, `jobs`. May not know: proposals on their way, polls, moderation, reports, the record.
"""
