"""How a bench asks over HTTP: as a program with a token, as a person with a session, or as a stranger."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.test import Client

from consult.accounts.actions import give_token
from consult.accounts.rules import Scope
from frontend.discussion.writing.forms import digest
from tests.cast import Someone, moment

JSON = "application/json"


def token_of(one: Someone) -> str:
    """The secret of a new token for reading and writing."""
    _token, secret = give_token(actor=one.viewer, name="bench", scopes=[Scope.READ, Scope.WRITE], now=moment())
    return secret


@dataclass
class Program:
    """Writes and reads through the API."""

    token: str = ""
    client: Client = field(default_factory=Client)

    def posts(self, text: str, *, on: UUID, **more: object) -> None:
        """Submit a post with a key of its own, and see that it was taken in."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": uuid4().hex}
        body = {"text": text, "stance": "oppose", **more}
        answer = self.client.post(f"/api/v1/clauses/{on}/posts/", body, content_type=JSON, headers=headers)
        assert answer.status_code == 201, answer.content

    def reads(self, clause: UUID) -> None:
        """Ask for the first page of the clause's thread."""
        answer = self.client.get(f"/api/v1/clauses/{clause}/posts/")
        assert answer.status_code == 200, answer.content


@dataclass
class Reader:
    """Reads pages, and writes in forms where signed in."""

    slug: str
    client: Client = field(default_factory=Client)

    def posts(self, text: str, *, on: UUID) -> None:
        """Send the form of the clause's page, and see that it leads on to the receipt."""
        untouched = {"wording": "Bunyi ketentuan.", "offered": digest("Bunyi ketentuan."), "insertion": "", "revision": "1"}
        key = uuid4().hex
        form = {"text": f"{text} {key}", "stance": "oppose", "way": "comment", "shown_name": "withheld", "key": key, **untouched}
        answer = self.client.post(f"/k/{self.slug}/clauses/{on}/", form)
        assert answer.status_code == 303, answer.content

    def reads(self, clause: UUID) -> None:
        """Open the clause's page."""
        self.opens(f"/k/{self.slug}/clauses/{clause}/")

    def opens(self, path: str) -> None:
        """Open a page."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.content


def signed_in(one: Someone, slug: str) -> Reader:
    """Somebody with a session."""
    reader = Reader(slug)
    reader.client.force_login(one.account)
    return reader
