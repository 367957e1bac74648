"""From lines to a tree of clauses: marks, printed numbers, where an item belongs, what is doubtful, and the values that come out.

Doors: `clauses.ParsedDraft`, `lines.Line`, `read_file.ReadFile`, `line_reader.Reading`. May not know: any format of files.
"""
