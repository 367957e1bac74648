"""What can be done in moderation, a module an action: decide about posts and files, answer, archive."""
