"""Finding words: how they are folded, asked for, indexed and marked. The same on both databases."""
