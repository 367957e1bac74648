"""BLT files of rankings: read and written."""
