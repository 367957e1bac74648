"""The demonstration: an invented draft of an invented city, its people, and what they say about it."""
