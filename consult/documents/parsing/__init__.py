"""From a file to clauses: readers give paragraphs, profiles turn them into clauses."""
