"""The reader for DOCX (ECMA-376, WordprocessingML), on the raw XML: libraries give no resolved numbers."""

from consult.formats.readers.docx.reader import read_docx

__all__ = ["read_docx"]
