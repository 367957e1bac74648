"""Where posts of one revision stand in the next."""
