"""Erasing a person from all subjects at once. Door: `erase_person`."""
