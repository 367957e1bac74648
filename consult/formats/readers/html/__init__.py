"""The reader for HTML, as a browser shows it without its style sheets and scripts."""

from consult.formats.readers.html.reader import read_html

__all__ = ["read_html"]
