"""Files of ballots, a format each: lines go in, what a method counts comes out. `read.py` knows which is which."""
