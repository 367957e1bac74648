"""What programs ask of every site: what they may read, where it is, whom to tell of a hole, and its icon."""
