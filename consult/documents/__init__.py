"""Drafts and what supports them: revisions, clauses, wordings; import, editing, publishing, links between revisions.

Doors: `actions`, `queries`, `supporting_documents`, `clause_trails`, `export`, `rules`. May not know: what people say about them.
"""
