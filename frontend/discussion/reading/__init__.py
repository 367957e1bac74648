"""Pages on which contributions are read: of a clause, of a thread, the proposals on a clause, one live branch."""
