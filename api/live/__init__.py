"""Sockets: what happens in a thread or a consultation, told while it happens. The database is the log; a socket only rings."""
