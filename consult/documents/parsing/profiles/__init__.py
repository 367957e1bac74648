"""The drafting traditions: one table each."""
