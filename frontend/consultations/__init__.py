"""Pages of consultations: the list, one, and its team's desk."""
