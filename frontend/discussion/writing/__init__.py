"""Pages and forms on which people write: a contribution, a reply, a quote, a file, and what was not sent yet."""
