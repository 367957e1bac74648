"""The match desk: what became of each clause since the version before, and a person who says it where that is doubtful."""
