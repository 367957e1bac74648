"""Pages of polls: voting, the receipt, the result, checking a vote, and the team's desk."""
