"""Whether every row is what the record says, a module a subject. Door: `verification.verify`. `verify.py` is their twin."""
