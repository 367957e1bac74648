"""Editions: a report frozen at an instant (`frozen`), its files (`files`), and what can be asked about both (`queries`)."""
