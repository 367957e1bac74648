"""Drawings of an outcome, one each kind of count. Door: `drawing`, which knows which an outcome gets."""
