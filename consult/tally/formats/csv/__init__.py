"""Ballots as tables of comma-separated values: read, whatever their header says they are, and written."""
