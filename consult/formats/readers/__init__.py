"""The readers: a module or package a format, each from bytes to lines with what the format says of them. `reader_table` lists them."""
