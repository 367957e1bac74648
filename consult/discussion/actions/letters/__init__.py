"""What is done with a letter: written point by point, sent as one submission."""
