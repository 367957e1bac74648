"""Writing first, and confirming by a code that is mailed: for who is not signed in. It stands on the pages of accounts and discussion."""
