"""Lives of a consultation made at random, from a seed: what nobody would think of has to verify as well."""
