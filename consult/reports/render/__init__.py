"""One file a format; each takes the summary and gives text."""
