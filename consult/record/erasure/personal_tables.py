"""The tables that hold something of people, which are written anew after an erasure."""

from collections.abc import Sequence
from typing import Final

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Model
from django_tasks_db.models import DBTaskResult

from consult.accounts.models import Account, Person, Pseudonym, SessionSign, Token
from consult.consultations.models import Membership
from consult.discussion.models import Attachment, Draft, Flag, Point, Post, PostVersion, Submission
from consult.discussion.search.post_index import FILES, INDEX
from consult.moderation.models import Decision, Keeping
from consult.platform.idempotency import OnceKey
from consult.platform.limits import Counter
from consult.platform.search.schema import scrub
from consult.platform.vacuum import rewrite
from consult.reports.models import EditionFile

PERSONAL: Final[Sequence[type[Model]]] = (  # from which an erasure takes something
    Account,
    Attachment,
    Counter,
    DBTaskResult,
    Decision,
    Draft,
    EditionFile,
    Flag,
    Keeping,
    Membership,
    OnceKey,
    Person,
    Point,
    Post,
    PostVersion,
    Pseudonym,
    Session,
    SessionSign,
    Submission,
    Token,
)


def rewrite_personal() -> None:
    """Have what was erased gone from the files as well. It can be done at any time again.

    Raises:
        InUse: see `rewrite`.
    """
    rewrite(PERSONAL, first=scrub_indexes)


def scrub_indexes() -> None:
    """Leave no trace of removed words in the indexes of contributions and of the files that came with them."""
    for index in (INDEX, FILES):
        scrub(index, connection)
