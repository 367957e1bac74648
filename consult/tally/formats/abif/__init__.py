"""ABIF, the Aggregated Ballot Information Format: read."""
