"""The readers: one file a format, each from bytes to lines with what the format says of them."""
