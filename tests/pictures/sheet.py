"""The contact sheet: all pictures on one page, a row a sight."""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import Final

from tests.pictures.taking import Picture

HEAD: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Rembuk: every page in every state</title>
<style>body { font: 16px/1.5 sans-serif; margin: 1rem; } section { border-top: 1px solid; padding: 1rem 0; }
div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; } figure { margin: 0; } figcaption { font-size: 14px; }
img { height: 320px; width: auto; max-width: 480px; object-fit: cover; object-position: top; border: 1px solid; }</style>
<h1>Every page in every state</h1>
"""


def sheet(pictures: Iterable[Picture]) -> str:
    """The page; pictures of one sight stand together."""
    by_sight = sorted(pictures, key=lambda picture: picture.sight.name)
    rows = (row(name, list(of_sight)) for name, of_sight in groupby(by_sight, key=lambda picture: picture.sight.name))
    return HEAD + "\n".join(rows)


def row(name: str, pictures: list[Picture]) -> str:
    """A sight with its pictures."""
    sight = pictures[0].sight
    who = f"<code>{escape(sight.path)}</code> as {sight.who}, {sight.stage}, {sight.status}"
    return f"<section><h2>{escape(name)}</h2><p>{who}</p><div>{''.join(map(figure, pictures))}</div></section>"


def figure(picture: Picture) -> str:
    """One picture, leading to itself in full."""
    said = f"{picture.language}, {picture.scheme}, {picture.width}"
    return (
        f'<figure><a href="{picture.name}"><img loading="lazy" src="{picture.name}" alt="{said}"></a>'
        f"<figcaption>{said}</figcaption></figure>"
    )
