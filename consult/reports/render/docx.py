"""The report as a Word document that an official can go on with: real styles, a contents field, captions, tables that can be edited."""

import io
from datetime import UTC
from itertools import count

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from consult.reports.render import wordprocessing as word
from consult.reports.render.glyphs import in_xml
from consult.reports.render.paper import paper
from consult.reports.render.paper.parts import Clause, Pair, Paper, Poll, Post, Said, Table, Voice
from consult.reports.summary import Summary


def render(summary: Summary) -> bytes:
    """A DOCX file in the summary's language."""
    found = paper(summary)
    document = docx.Document()
    word.styled(document)
    word.speaks(document, found.lang)
    described(document, found, summary)
    Written(document, found).write()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def described(document: Document, found: Paper, summary: Summary) -> None:
    """Title, language and author, the paper's size, what stands at the foot of each page."""
    core, section = document.core_properties, document.sections[0]
    core.title, core.author, core.language = in_xml(found.title.text)[:255], in_xml(found.institution)[:255], found.lang
    core.subject, core.comments = found.words["report"], ""
    core.created = core.modified = summary.made_at.astimezone(UTC).replace(tzinfo=None)
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin = section.bottom_margin = Mm(17)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = in_xml(found.title.text)[:120]
    foot = section.footer.paragraphs[0]._p
    word.run(foot, Said(f"{found.foot}\t{found.words['page']} "))
    word.field(foot, "PAGE", "1")
    word.run(foot, Said(f" {found.words['of']} "))
    word.field(foot, "NUMPAGES", "1")


class Written:
    """The body of the document, section by section."""

    def __init__(self, document: Document, found: Paper) -> None:
        self.body: BaseOxmlElement = document.element.body
        self.found, self.say = found, found.words
        self.tables = count(1)

    def write(self) -> None:
        """All of it."""
        self.cover()
        self.front()
        self.contents()
        self.section(self.say["what_was_asked"])
        self.pairs(self.found.asked)
        self.clauses()
        self.polls()
        self.came_in()
        self.method()
        self.annexes()

    # ---- Pieces

    def section(self, title: str) -> None:
        """A heading of the first level, on a new page."""
        made = word.paragraph(self.body, Said(title), style="Heading1")
        properties = made[0]
        properties.append(OxmlElement("w:pageBreakBefore"))

    def heading(self, level: int, *said: Said) -> None:
        """A heading below that."""
        parts = [one if not n else Said(f"  {one.text}", one.lang) for n, one in enumerate(said) if one.text]
        word.paragraph(self.body, parts, style=f"Heading{level}")

    def text(self, *said: Said, style: str = "", bold: bool = False) -> None:
        """A paragraph."""
        word.paragraph(self.body, said, style=style, bold=bold)

    def table(self, found: Table) -> None:
        """A table with its caption."""
        word.caption(self.body, self.say["table"], next(self.tables), found.caption)
        word.table(self.body, found)

    def pairs(self, pairs: tuple[Pair, ...]) -> None:
        """Labels, each with what it names under it."""
        for pair in pairs:
            self.text(Said(pair.label), style="EntryLabel")
            self.text(pair.said)

    def voices(self, voices: tuple[Voice, ...]) -> None:
        """The words of both sides, or that there are none."""
        for voice in voices:
            self.text(Said(voice.label), style="EntryLabel")
            self.text(*([voice.said, Said(f" {voice.by}")] if voice.said else [Said(voice.none)]), style="Quote" if voice.said else "Note")

    def voices_in_short(self, voices: tuple[Voice, ...]) -> None:
        """The same in a paragraph each, for the page that has to be one."""
        for voice in voices:
            made = word.paragraph(self.body, Said(f"{voice.label}: "), style="Short", bold=True)
            for said in [voice.said, Said(f" {voice.by}")] if voice.said else [Said(voice.none)]:
                word.run(made, said)

    # ---- Sections

    def cover(self) -> None:
        """Whose it is, what it is about, and when it was made."""
        self.text(Said(self.found.institution))
        self.text(Said(self.say["report"]), style="Subtitle")
        self.text(self.found.title, style="Title")
        if self.found.practice:
            self.text(Said(self.found.practice), bold=True)
        self.pairs(self.found.dates)

    def front(self) -> None:
        """The page for the decision maker."""
        self.section(self.say["decision_maker"])
        self.text(self.found.question, style="Wording")
        rows = tuple((Said(f"{one.value} {one.label}"), Said(f"{one.share} {one.note}".strip())) for one in self.found.figures)
        self.table(Table(self.say["figures"], (self.say["number"], self.say["share"]), rows))
        self.heading(2, Said(self.say["most_contested"]))
        if not self.found.contested:
            self.text(Said(self.say["contested_none"]))
        for one in self.found.contested:
            self.heading(3, one.label, one.heading)
            self.text(Said(one.bar.words), style="Note")
            self.voices_in_short(one.voices)
        if self.found.poll_lines:
            self.heading(2, Said(self.say["poll_results"]))
        for title, result in self.found.poll_lines:
            made = word.paragraph(self.body, title, style="Short", bold=True)
            word.run(made, Said(f"{' ' if title.text else ''}{result}"))
        self.text(Said(self.found.limits[0]), style="Note")

    def contents(self) -> None:
        """A contents field; until Word works it out, the sections by name."""
        made = word.paragraph(self.body, Said(self.say["contents"]), style="TOCHeading")
        made[0].append(OxmlElement("w:pageBreakBefore"))
        sections = [
            "decision_maker",
            "what_was_asked",
            "by_clause",
            "polls",
            "came_in",
            "method",
            "how_to_verify",
            "annex_figures",
            "annex_posts",
        ]
        left_out = {"by_clause": not self.found.clauses, "polls": not self.found.polls}
        shown = "\n".join(self.say[key] for key in sections if not left_out.get(key))
        word.field(word.paragraph(self.body), 'TOC \\o "1-2" \\h \\z \\u', shown, stale=True)
        self.heading(2, Said(self.say["how_to_read"]))
        self.text(Said(f"{self.say['read_base']} {self.say['read_cite']}"))

    def clauses(self) -> None:
        """Clause by clause."""
        if not self.found.clauses:
            return
        self.section(self.say["by_clause"])
        self.text(Said(self.found.clauses_intro))
        for one in self.found.clauses:
            self.clause(one)

    def clause(self, one: Clause) -> None:
        """A clause with the draft's wording, stances, both sides, and proposals beside the draft."""
        self.heading(2, one.label, one.heading)
        if one.wording.text:
            self.text(Said(self.say["wording"]), style="EntryLabel")
            self.text(one.wording, style="Wording")
        self.text(Said(self.say["stance"]), style="EntryLabel")
        self.text(Said("; ".join(filter(None, [one.count, one.bar.words, one.replies]))))
        if one.bar.stretches:
            self.voices(one.voices)
        for proposal in one.proposals:
            self.text(Said(self.say["proposals"]), style="EntryLabel")
            self.text(Said(proposal.head), style="Note")
            word.compared(self.body, proposal.stretches, proposal.lang)
        if one.more:
            self.text(Said(one.more), style="Note")
        self.text(Said(f"{self.say['numbers']}: [{one.numbers}]"), style="Note")

    def polls(self) -> None:
        """Each closed poll."""
        if not self.found.polls:
            return
        self.section(self.say["polls"])
        self.text(Said(self.say["polls_caveat"]))
        for one in self.found.polls:
            self.poll(one)

    def poll(self, one: Poll) -> None:
        """One of them."""
        self.heading(2, one.title)
        if one.description.text:
            self.text(one.description)
        self.text(one.line, bold=True)
        self.text(Said(one.base))
        self.table(one.votes)
        for note in one.notes:
            self.text(Said(note), style="Note")
        self.pairs(one.hashes)

    def came_in(self) -> None:
        """What came in, and how it was moderated."""
        self.section(self.say["came_in"])
        for one in self.found.received:
            self.table(one)
        self.text(Said(self.say["adds_up"]), style="Note")
        self.heading(2, Said(self.say["moderation"]))
        self.pairs(self.found.moderation)
        if self.found.hidden:
            self.table(self.found.hidden)

    def method(self) -> None:
        """How it was made, what it does not show, and how to check it."""
        self.section(self.say["method"])
        self.heading(2, Said(self.say["how"]))
        for sentence in self.found.method:
            self.text(Said(sentence), style="ListBullet")
        self.heading(2, Said(self.say["limits"]))
        for sentence in self.found.limits:
            self.text(Said(sentence), style="ListBullet")
        self.section(self.say["how_to_verify"])
        self.text(Said(self.say["verify"]))
        self.pairs(self.found.record)
        self.heading(2, Said(self.say["steps"]))
        for sentence in self.found.steps:
            self.text(Said(sentence), style="ListNumber")

    def annexes(self) -> None:
        """The figures, then every contribution."""
        self.section(self.say["annex_figures"])
        for one in self.found.tables:
            self.table(one)
        self.section(self.say["annex_posts"])
        if self.found.posts_elsewhere:
            self.text(Said(self.found.posts_elsewhere))
            if self.found.file_hash:
                self.text(Said(f"{self.say['list_file_hash']} {self.found.file_hash}"))
        elif not self.found.posts:
            self.text(Said(self.say["no_posts"]))
        for post in self.found.posts:
            self.post(post)

    def post(self, one: Post) -> None:
        """A contribution with what it proposes."""
        self.text(Said(one.head), style="EntryLabel")
        self.text(one.said)
        if one.does:
            self.text(Said(one.does), style="Note")
        if one.wording.text:
            self.text(one.wording, style="Wording")
