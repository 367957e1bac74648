"""No word reaches people that is not translated, but their own words and data; and the API's description, which has one language."""

from collections.abc import Iterable
from typing import Final

import pytest
from django.core import mail
from django.db.models import Model

from consult.accounts.models import Account, Person
from consult.consultations.models import Consultation, ConsultationText, HouseRuleText
from consult.discussion.models import Attachment, Draft, Flag, Point, PostVersion, Receipt, Submission, Thread
from consult.documents.models import DocumentText, Paper, Wording
from consult.formats.traditions.detection import PROFILES
from consult.moderation.models import Decision, Keeping
from consult.moderation.reason_templates import TEMPLATES
from consult.polls.models import Option, Poll
from tests.cast import moment
from tests.frontend.pages import browser
from tests.sights.asking import ask
from tests.sights.listed import SIGHTS, Sight, at
from tests.sights.pseudo import WORD, bracketed, outside, unknown
from tests.sights.stage import BEGUN, Stage
from tests.waiting import do_jobs

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.urls("tests.sights.urls")]  # words know no database

DATA: Final[dict[type[Model], tuple[str, ...]]] = {  # what people and institutions have written
    Account: ("email",),
    Attachment: ("text",),
    Consultation: ("slug", "institution", "answered_reason"),
    ConsultationText: ("title", "summary", "question"),
    Decision: ("reason",),
    Draft: ("on_behalf_of",),
    Flag: ("text",),
    DocumentText: ("title",),
    HouseRuleText: ("title", "text"),
    Keeping: ("reason",),
    Option: ("title",),
    Paper: ("why",),
    Person: ("name", "chosen_name"),
    Point: ("said",),
    Poll: ("title", "description"),
    PostVersion: ("text", "wording", "name"),
    Receipt: ("code",),
    Submission: ("on_behalf_of",),
    Thread: ("title", "notice"),
    Wording: ("text", "heading", "label"),
}
SENT: Final = tuple(value for sight in SIGHTS for sent in sight.sends for value in sent.fields.values() if " " in value)
TYPED: Final = ("siti at example", "xyzzy", *BEGUN, *SENT)
REASONS: Final = [said for one in TEMPLATES for in_both in (one.title, one.text) for said in in_both.values()]  # in the author's language


KINDS: Final = {word.lower() for one in PROFILES.values() for said in one.cited.values() for word in WORD.findall(said)}  # as it cites them


def data() -> tuple[frozenset[str], tuple[str, ...]]:
    """The Indonesian words of all data, and its English sentences as a whole: single words of these would hide too much."""
    words, phrases = (
        KINDS | {word.lower() for one in SENT for word in WORD.findall(one)},
        [" ".join(one.split()) for one in (*TYPED, *REASONS)],
    )
    for model, fields in DATA.items():
        for row in model._default_manager.all():
            said = [str(getattr(row, field)) for field in fields]
            if getattr(row, "language", "") == "en" and model is not PostVersion:
                phrases += [" ".join(one.split()) for one in said if one]
            else:
                words |= {word.lower() for one in said for word in WORD.findall(one)}
    return frozenset(words), tuple(sorted(filter(None, phrases), key=len, reverse=True))


def untranslated(sights: Iterable[Sight], stage: Stage, language: str) -> list[str]:
    """What stands outside the brackets, sight by sight, and in the mails that went out meanwhile."""
    found = []
    for sight in sights:
        answer = ask(sight, stage, language=language)
        words, phrases = data()
        found += told(sight.name, outside(answer.content.decode(), words=words, phrases=phrases))
    return found + in_mails()


def told(where: str, words: list[str]) -> list[str]:
    """One line about a place where something was found."""
    return [f"{where}: {' '.join(dict.fromkeys(words))}"] if words else []


def in_mails() -> list[str]:
    """What stands outside the brackets in all mails."""
    do_jobs(at=moment().replace(year=moment().year + 1))
    words, phrases = data()
    found = []
    for message in mail.outbox:
        subject, html = str(message.subject), str(message.alternatives[0][0])  # type: ignore[union-attr]
        for said in (subject, str(message.body)):
            found += told(subject, unknown(said, words=words, phrases=phrases))
        found += told(f"{subject} (HTML)", outside(html, words=words, phrases=phrases))
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_of_every_sight_and_mail_is_translated(open_stage: Stage, language: str) -> None:
    with bracketed():
        assert untranslated(at("open"), open_stage, language) == []
        assert len({str(message.subject) for message in mail.outbox}) > 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_is_translated_where_a_consultation_is_closed(closed_stage: Stage, language: str) -> None:
    with bracketed():
        assert untranslated(at("closed"), closed_stage, language) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_is_translated_where_there_is_nothing_yet(empty_stage: Stage, language: str) -> None:
    with bracketed():
        assert untranslated(at("empty"), empty_stage, language) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_of_the_summary_that_is_taken_away_is_translated(open_stage: Stage, language: str) -> None:
    with bracketed():
        answer = browser(language=language).get(f"/k/{open_stage.places['slug']}/report.html")
        words, phrases = data()
        assert outside(answer.content.decode(), words=words, phrases=phrases) == []


@pytest.mark.parametrize(
    "planted",
    ["<p>Planted</p>", '<a href="/" title="Planted">1</a>', '<input type="submit" value="Planted">', '<svg aria-label="Planted"></svg>'],
)
def test_a_word_that_was_not_translated_is_found(open_stage: Stage, planted: str) -> None:
    with bracketed():
        html = browser().get("/").content.decode()
        words, phrases = data()
        assert outside(html.replace("</main>", f"{planted}</main>"), words=words, phrases=phrases) == ["Planted"]
