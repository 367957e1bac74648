"""Polls: what is asked, secret ballots with receipts, closing, and tallies by published rules."""
