"""What changed between two published versions, as a page."""
