"""The reader for Akoma Ntoso XML, which says itself what is a clause; so it needs no drafting tradition."""

from consult.formats.readers.akn.reader import read_akn

__all__ = ["read_akn"]
