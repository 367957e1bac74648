"""Counting ballots: methods, what they share, and the formats of ballot files.

Doors: `method_table.METHODS`, a method's `count(profile, lot=…)`, `formats.read_ballots.read_file`, `formats.write_ballots.written`.
May not know: polls, people, Django, the clock, or any randomness that is not passed in (the lot is an argument).
"""
