"""People: accounts, sign-in, tokens, pseudonyms.

Doors: `actions`, `queries`, `viewer` (who is looking or acting), `forget_person`. May not know: any consultation.
"""
