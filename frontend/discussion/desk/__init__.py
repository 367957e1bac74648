"""The desk of a discussion, for the team: proposals, threads, places, questions."""
