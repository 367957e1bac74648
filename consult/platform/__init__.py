"""What every subject stands on: the record's chain, idempotency, jobs, mail, files, limits, search, sandboxed work.

Doors: each module or package by its own name (`audit.actions.record`, `idempotency.action`, `jobs.enqueue`, `markup.plain_text` …).
May not know: any subject, nor what a request is.
"""
