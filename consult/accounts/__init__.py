"""People, sign-in, pseudonyms."""
