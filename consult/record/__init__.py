"""What spans all subjects: checking the record, erasing a person, one's own data, the open data, and `verify.py` for strangers.

Doors: `checks.verification`, `erasure.erase_person`, `own_data`, `open_data.bundle`. It may know every subject, and none knows it.
"""
