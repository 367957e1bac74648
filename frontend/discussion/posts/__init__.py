"""Pages about one post: its permanent page, its receipt, editing and withdrawing, agreeing, asking moderators to look."""
