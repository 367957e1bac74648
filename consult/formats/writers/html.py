"""A draft as one HTML file that needs nothing beside it: headings as headings, lists as lists, what each clause is in data attributes."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from consult.formats.outline.clauses import ITEMS
from consult.formats.rembuk.own_files import HTML_GENERATOR
from consult.formats.writers.exported_draft import Branch, Clause, Draft, branches, in_xml

STYLE: Final = """
body{max-width:42em;margin:2em auto;padding:0 1em;font:18px/1.6 Charter,"Noto Serif","Source Serif 4",Georgia,serif;
color:#1b1f24;background:#fbfaf6}
h1,h2,h3,h4,h5,h6{line-height:1.3;font-size:1em}h1{font-size:1.6em}h2{font-size:1.25em}.about,.number{color:#565c64}
ul{list-style:none;padding-left:1.5em}nav ul{padding-left:1em}a{color:#1f3a7a}p{margin:.4em 0;white-space:pre-wrap}
@media print{nav{display:none}body{font-size:11pt;margin:0;max-width:none}h2,h3,h4{break-after:avoid}}
"""
DEEPEST: Final = 6  # level of a heading
BY_LANGUAGE: Final = {"id": ("Isi", "Versi {}, {}"), "en": ("Contents", "Version {}, {}")}  # the file speaks the language of the draft


def render(draft: Draft) -> bytes:
    """UTF-8 HTML without any script."""
    return ("".join(document(draft)) + "\n").encode()


def document(draft: Draft) -> Iterator[str]:
    """The file, piece by piece."""
    contents, version = BY_LANGUAGE.get(draft.language, BY_LANGUAGE["en"])
    trees = branches(draft.clauses)
    yield f'<!DOCTYPE html>\n<html{attributes(lang=draft.language)}>\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<meta{attributes(name='generator', content=HTML_GENERATOR)}>\n<title>{said(draft.title)}</title>\n"
    yield f"<style>{STYLE}</style>\n</head>\n<body>\n<main{attributes(data_profile=draft.profile, data_sha256=draft.sha256)}>\n"
    yield f'<h1>{said(draft.title)}</h1>\n<p class="about">{said(draft.institution)}</p>\n'
    yield f'<p class="about">{said(version.format(draft.revision, draft.dated.isoformat()))}</p>\n'
    if entries := list(contents_of(trees)):
        yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{contents}</h2>\n<ul>\n{"".join(entries)}</ul>\n</nav>\n'
    yield from siblings(trees)
    yield "</main>\n</body>\n</html>"


def contents_of(trees: Sequence[Branch]) -> Iterator[str]:
    """A line for each clause with a heading, below that of the one it stands in."""
    for tree in trees:
        below = "".join(contents_of(tree.below))
        inner = f"\n<ul>\n{below}</ul>\n" if below else ""
        if tree.clause.heading:
            named = " ".join(filter(None, [tree.clause.printed, tree.clause.heading]))
            yield f'<li><a href="#clause-{escape(tree.clause.key)}">{said(named)}</a>{inner}</li>\n'
        else:
            yield below


def siblings(trees: Sequence[Branch]) -> Iterator[str]:
    """Clauses that stand beside each other: items in a row make a list."""
    for is_list, row in groupby(trees, key=lambda tree: tree.clause.kind in ITEMS):
        yield "<ul>\n" if is_list else ""
        for tree in row:
            yield from clause(tree, "li" if is_list else "section")
        yield "</ul>\n" if is_list else ""


def clause(tree: Branch, element: str) -> Iterator[str]:
    """A clause with all that stands in it."""
    one = tree.clause
    data = {name: getattr(one, name) for name in ("key", "kind", "number", "label", "part")}
    named = {f"data_{name}": value for name, value in data.items() if value}
    yield f"<{element}{attributes(id=f'clause-{one.key}', **named, data_id=str(one.id))}>\n{head(one)}"
    for line in one.lines:
        yield f'<p class="text">{said(line)}</p>\n'
    yield from siblings(tree.below)
    yield f"</{element}>\n"


def head(one: Clause) -> str:
    """Its number and heading: as a heading where it has one or is cited by its number, else before its text."""
    number = f'<span class="number">{said(one.printed)}</span>' if one.printed else ""
    heading = f'<span class="heading">{said(one.heading)}</span>' if one.heading else ""
    if not (number or heading):
        return ""
    level = min(one.depth + 2, DEEPEST)
    tag = f"h{level}" if heading or one.printed == one.name else "p"
    return f"<{tag}>{' '.join(filter(None, [number, heading]))}</{tag}>\n"


def attributes(**values: str) -> str:
    """Attributes as they are written; `_` stands for `-`."""
    return "".join(f' {name.replace("_", "-")}="{escape(in_xml(value))}"' for name, value in values.items() if value)


def said(text: str) -> str:
    """Text as it is written."""
    return escape(in_xml(text), quote=False)
