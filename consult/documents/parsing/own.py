"""By what our own files are known when they come back: the namespace of the attributes in our Akoma Ntoso, and their names."""

from typing import Final

NAMESPACE: Final = "urn:rembuk:draft:1"
"""Of what we add to Akoma Ntoso, so that a draft comes back with the very names that it had: see `export.akn`."""


def own(name: str) -> str:
    """The name of an attribute or element of ours, as lxml writes it."""
    return f"{{{NAMESPACE}}}{name}"
