"""The reader for PDF (ISO 32000) that has a text layer. What it reads is a proposal: a PDF says where letters stand, not what they are."""

from consult.formats.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
