"""Every page in its main states, as one table: axe, the pseudo-locale and `make pictures` all look at the same."""
