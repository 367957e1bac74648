"""Tally methods, a file each: a profile of ballots and a lot go in, an outcome comes out. `tally.method_table` lists them."""
