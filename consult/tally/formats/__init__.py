"""Files of ballots, a format each: lines go in, what a method counts comes out. `read_ballots` knows which is which."""
