"""The reader for HTML, as a browser shows it without its style sheets and scripts."""

from consult.documents.parsing.readers.html.document import read_html

__all__ = ["read_html"]
