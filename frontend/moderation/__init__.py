"""Pages of moderation: queue, decision, public figures."""
