"""SQLite as Django speaks to it, in files that nobody else on the machine reads."""
