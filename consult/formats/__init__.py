"""Drafts as files: readers and writers over one outline, and the traditions of drafting. Bytes in, bytes out.

Doors: `parse_draft.parse_draft` and `clauses_of`, `reader_table.format_of`, `writers.writer_table.FORMATS`.
May not know: where a file is stored, in which process it is read, revisions, Django.
"""
