"""What spans all subjects: checking the chain."""
