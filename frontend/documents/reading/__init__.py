"""The draft as people read it: on one page, in stretches, with what is said about it, and as files."""
