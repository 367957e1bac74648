"""The team's desk: of all its consultations, and of one."""
