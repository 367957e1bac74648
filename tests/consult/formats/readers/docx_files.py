"""DOCX files built from raw XML, so that a test holds exactly what it is about."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from consult.formats.outline.read_file import ReadFile
from consult.formats.readers.docx import read_docx

SCHEMAS: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS: Final = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "comments": "comments",
}


def docx_file(body: str, *, extra: Mapping[str, bytes] | None = None, related: str = "", **parts: str) -> bytes:
    """A file with this body; `styles`, `numbering`, `footnotes` and so on are what stands inside the root of these parts.

    `extra`: further parts by name; `related`: further relations of the document, as XML.
    """
    listed = "".join(f'<Relationship Id="of-{kind}" Type="{_RELATED}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": types({"document": "document.main", **{kind: kind for kind in parts}}),
        "_rels/.rels": relations(f'<Relationship Id="r1" Type="{_RELATED}/officeDocument" Target="word/document.xml"/>'),
        "word/_rels/document.xml.rels": relations(listed + related),
        "word/document.xml": f"<w:document {SCHEMAS}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": f"<w:{_ROOTS[kind]} {SCHEMAS}>{inside}</w:{_ROOTS[kind]}>" for kind, inside in parts.items()},
        **(extra or {}),
    }
    return zipped(held)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip with these parts."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def types(parts: Mapping[str, str]) -> str:
    """The part that says what the others are: the last piece of the type of each."""
    usual = '<Default Extension="xml" ContentType="application/xml"/>'
    usual += '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    said = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}{kind}+xml"/>' for name, kind in parts.items())
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{usual}{said}</Types>'


def relations(inside: str) -> str:
    """A part that lists relations."""
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def relation(id_: str, kind: str, target: str, *, external: bool = False) -> str:
    """One relation, as XML."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id_}" Type="{_RELATED}/{kind}" Target="{target}"{mode}/>'


def p(text: str = "", *, style: str = "", num: str | None = None, level: int | None = None, properties: str = "", runs: str = "") -> str:
    """A paragraph with a text, or with these runs."""
    listed = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    listed += "" if num is None else f'<w:numId w:val="{num}"/>'
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f"<w:numPr>{listed}</w:numPr>" if listed else "") + properties
    return f"<w:p><w:pPr>{said}</w:pPr>{run(text) if text else ''}{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(depth: int, text: str, format_: str = "decimal", *, start: int | None = 1, more: str = "") -> str:
    """One level of a list's definition; `more`: what else it says, in its place."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'<w:lvl w:ilvl="{depth}">{begins}<w:numFmt w:val="{format_}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(id_: int, *levels: str, more: str = "") -> str:
    """The definition of lists."""
    return f'<w:abstractNum w:abstractNumId="{id_}"><w:multiLevelType w:val="multilevel"/>{more}{"".join(levels)}</w:abstractNum>'


def listing(num: int, of: int, more: str = "") -> str:
    """A list of that definition; `more`: its overrides."""
    return f'<w:num w:numId="{num}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def starts_at(depth: int, start: int, replaced: str = "") -> str:
    """An override of where a level starts."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/>{replaced}</w:lvlOverride>'


def style(id_: str, name: str, properties: str = "", *, based_on: str = "", kind: str = "paragraph", runs: str = "") -> str:
    """A style with these paragraph and run properties; the one with the id `Normal` is the default one."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    usual = ' w:default="1"' if id_ == "Normal" else ""
    inside = f'<w:name w:val="{name}"/>{base}<w:pPr>{properties}</w:pPr><w:rPr>{runs}</w:rPr>'
    return f'<w:style w:type="{kind}" w:styleId="{id_}"{usual}>{inside}</w:style>'


def in_list(num: int | None, depth: int | None = None) -> str:
    """Paragraph properties that put a paragraph or a style into a list."""
    listed = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    listed += "" if num is None else f'<w:numId w:val="{num}"/>'
    return f"<w:numPr>{listed}</w:numPr>"


def read(body: str, **parts: str) -> ReadFile:
    """The file with this body, read."""
    return read_docx(docx_file(body, extra=None, related="", **parts))


def texts(file: ReadFile) -> list[str]:
    """Its lines."""
    return [line.text for line in file.lines]


def numbers(file: ReadFile) -> list[str]:
    """The automatic number of each line, empty where there is none."""
    return [line.text[: line.numbered] for line in file.lines]


def codes(file: ReadFile) -> list[tuple[int, str]]:
    """Line and code of each doubt."""
    return [(doubt.line, doubt.code) for doubt in file.doubts]
