"""Letters: several contributions that are written over a while and sent as one submission."""
