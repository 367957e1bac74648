"""Tally methods, a file each: distinct ballots with their numbers go in, an outcome comes out."""
