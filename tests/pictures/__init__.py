"""`make pictures`: every sight of the demonstration as a picture, in both languages and schemes and three widths."""
