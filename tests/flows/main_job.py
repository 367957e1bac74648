"""The whole main job, over commands and HTTP alone, as those who do it meet the product: written once, for whichever way it is served."""

import csv
import json
import re
import secrets
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from zipfile import ZipFile

from tests.cast import DRAFT, REASON

SLUG: Final = "pasar-malam"
PATIENCE: Final = 60.0  # seconds, on a machine that has other work too
VOTERS: Final = ("siti", "agus", "dewi", "eko", "made", "nurul", "rizal", "lina", "hasan", "maria", "tuti")
VOTES: Final = ("Pagi", "Pagi", "Pagi", "Pagi", "Pagi", "Pagi", "Siang", "Siang", "Siang", "Siang", None)
CODE: Final = re.compile(r"\b[A-Z]{4}-[A-Z]{4}\b")
TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def text(self) -> str:
        """What came back, read."""
        return self.data.decode()

    def json(self) -> Any:
        """What the text holds."""
        return json.loads(self.text)


class House(ABC):
    """The product as it is served somewhere."""

    port: int

    @abstractmethod
    def manage(self, *words: str) -> str:
        """What a command prints that ends well."""

    @abstractmethod
    def code_for(self, email: str) -> str:
        """The newest code that was mailed there."""


@dataclass
class Visitor:
    """Somebody's browser, without the pages: it keeps cookies, and signs in as people do."""

    house: House
    cookies: dict[str, str] = field(default_factory=dict)

    def asks(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """One request on a connection of its own, and its answer."""
        asked = HTTPConnection("127.0.0.1", self.house.port, timeout=PATIENCE)
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        try:
            asked.request(method, path, body, {"Accept-Language": "id", **cookie, **(headers or {})})
            answer = asked.getresponse()
            self.cookies |= dict(re.findall(r"^([^=]+)=([^;]*)", "\n".join(answer.headers.get_all("Set-Cookie") or []), re.MULTILINE))
            return Answer(answer.status, dict(answer.headers.items()), answer.read())
        finally:
            asked.close()

    def sees(self, path: str) -> Any:
        """The JSON of something that is there for them."""
        answer = self.asks("GET", f"/api/v1{path}")
        assert answer.status == 200, answer
        return answer.json()

    def sends(self, path: str, body: object = None, *, method: str = "POST", key: str = "") -> Answer:
        """A request as a page's script sends it."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.cookies.get("csrftoken", "")}
        named = {"Idempotency-Key": key} if key else {}
        return self.asks(method, f"/api/v1{path}", json.dumps({} if body is None else body).encode(), {**headers, **named})

    def fills_in(self, path: str, to: str = "", **fields: str) -> Answer:
        """The form of a page, sent there, or to the page itself."""
        token = TOKEN.search(self.asks("GET", path).text)
        assert token is not None, path
        body = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        return self.asks("POST", to or path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def signs_in(self, email: str) -> "Visitor":
        """With the code that comes by mail."""
        assert self.fills_in("/sign-in/", email=email).status == 303
        code = self.house.code_for(email)
        answer = self.fills_in("/sign-in/code/", code=code)
        assert answer.status in (302, 303), (code, answer)
        return self


@dataclass
class MainJob:
    """The job, step by step, and what those who do it remember from one step to the next."""

    house: House
    folder: Path
    people: dict[str, Visitor] = field(default_factory=dict)
    clauses: dict[str, dict[str, Any]] = field(default_factory=dict)  # by label
    posts: dict[str, str] = field(default_factory=dict)  # author → id
    poll: dict[str, Any] = field(default_factory=dict)
    commitments: set[str] = field(default_factory=set)
    receipt: str = ""  # the code of one vote

    def __post_init__(self) -> None:
        self.stranger = Visitor(self.house)

    def __getitem__(self, name: str) -> Visitor:
        if name not in self.people:
            self.people[name] = Visitor(self.house).signs_in(f"{name}@example.org")
        return self.people[name]

    def begins(self) -> None:
        """A consultation with its team, its draft published, open."""
        (self.folder / "rancangan.txt").write_text(DRAFT)
        team = ("--official", "ratna@example.org", "--moderator", "budi@example.org")
        assert self.house.manage("create_consultation", SLUG, "--title", "Pasar malam", *team).strip() == SLUG
        assert self.stranger.asks("GET", f"/k/{SLUG}/").status == 404
        read = self.house.manage("import_draft", str(self.folder / "rancangan.txt"), "--consultation", SLUG, "--json")
        assert json.loads(read)["status"] == "draft"
        for step in ("revisions/1/publication/", "opening/"):
            answer = self["ratna"].sends(f"/consultations/{SLUG}/{step}")
            assert answer.status == 200, answer
        document = self.stranger.sees(f"/consultations/{SLUG}/document/")
        self.clauses = {clause["label"]: clause for clause in walked(document["clauses"])}
        assert document["revision"] == 1

    def says(self, name: str, text: str, *, on: str, **more: object) -> None:
        """One contribution, sent twice, as a hasty hand does; its receipt holds."""
        key, body = secrets.token_hex(8), {"text": text, **more}
        path = f"/clauses/{self.clauses[on]['id']}/posts/"
        answer, again = (self[name].sends(path, body, key=key) for _ in range(2))
        assert (answer.status, answer.json()) == (201, again.json()), answer
        told = answer.json()
        proposal: Any = more.get("proposal")
        words = text if proposal is None else f"{text}\n{proposal['wording']}"
        assert sha256(bytes.fromhex(told["receipt"]["salt"]) + words.encode()).hexdigest() == told["receipt"]["sha256"]
        assert told["status"] == "held"
        self.posts[name] = told["id"]

    def comments(self) -> None:
        """Two sides of an article, a proposal for another, and something that does not belong here; nothing is public yet."""
        self.says("siti", "Sampah sebaiknya diangkut setiap pagi.", on="Pasal 4", stance="oppose")
        self.says("agus", "Setuju: pasar yang bersih ramai pembeli.", on="Pasal 4", stance="support")
        wording = {"operation": "replace", "wording": "Lapak hanya dapat dialihkan kepada keluarga."}
        self.says("dewi", "Keluarga pedagang perlu hidup.", on="Pasal 3", kind="proposal", stance="mixed", proposal=wording)
        self.says("eko", "Beli obat ajaib di toko saya.", on="Pasal 3", stance="neutral")
        bad = self["siti"].sends(f"/clauses/{self.clauses['Pasal 4']['id']}/posts/", {"text": "", "stance": "oppose"})
        assert (bad.status, [error["field"] for error in bad.json()["errors"]]) == (400, ["text"])
        for label in ("Pasal 3", "Pasal 4"):
            assert self.stranger.sees(f"/clauses/{self.clauses[label]['id']}/posts/")["results"] == []

    def decides(self) -> None:
        """Three become public, one is hidden, each under a rule and with a reason; who decides twice is told."""
        waiting = self["budi"].sees(f"/moderation/{SLUG}/queue/")["results"]
        assert [row["id"] for row in waiting] == list(self.posts.values())
        for name, verdict in (("siti", "publish"), ("agus", "publish"), ("dewi", "publish"), ("eko", "hide")):
            decision = {"decision": verdict, "rule": 1, "reason": REASON, "seen": "held"}
            assert self["budi"].sends(f"/posts/{self.posts[name]}/decisions/", decision).status == 201
            assert self["budi"].sends(f"/posts/{self.posts[name]}/decisions/", decision).status == 409
        assert self["agus"].sends(f"/posts/{self.posts['siti']}/support/", method="PUT").status == 200
        shown = self.stranger.sees(f"/clauses/{self.clauses['Pasal 4']['id']}/posts/")["results"]
        assert [(row["number"], row["stance"], row["supports"]) for row in shown] == [(1, "oppose", 1), (2, "support", 0)]
        assert [row["decision"] for row in self["siti"].sees(f"/posts/{self.posts['siti']}/")["decisions"]] == ["publish"]

    def votes(self) -> None:
        """A poll, prepared by a command and opened by the official; eleven votes with a receipt each; nothing is told before it closes."""
        question = {"title": "Kapan pasar buka?", "kind": "single", "options": [{"title": "Pagi"}, {"title": "Siang"}]}
        (self.folder / "jajak.json").write_text(json.dumps(question))
        made = json.loads(self.house.manage("create_poll", SLUG, str(self.folder / "jajak.json"), "--json"))
        path = f"/polls/{made['id']}/"
        assert self.stranger.asks("GET", f"/api/v1{path}").status == 404
        assert self["ratna"].sends(f"{path}opening/").status == 200
        self.poll = self.stranger.sees(path)
        ids = {option["title"]: option["id"] for option in self.poll["options"]}
        for name, title in zip(VOTERS, VOTES, strict=True):
            code, ballot = secrets.token_hex(16), ids[title] if title else None
            vote = {"code": code, "ballot": ballot}
            cast, again = (self[name].sends(f"{path}ballot/", vote, method="PUT") for _ in range(2))
            assert (cast.status, again.status, again.json()) == (201, 200, cast.json())
            commitment = sha256(f"{made['id']}\n{code}\n{json.dumps(ballot)}".encode()).hexdigest()
            assert cast.json()["commitment"] == commitment
            self.commitments.add(commitment)
            self.receipt = code
        another = {"code": secrets.token_hex(16), "ballot": ids["Siang"]}
        assert self["siti"].sends(f"{path}ballot/", another, method="PUT").status == 409
        assert self.stranger.asks("GET", f"/api/v1{path}result/").status == 404
        assert self.stranger.sees(path)["taking_part"] == 10  # rounded down

    def counts(self) -> None:
        """Closed by a command, whose tally, the API's result and a recount of the published ballots agree."""
        tally = json.loads(self.house.manage("close_poll", self.poll["id"], "--json"))
        result = self.stranger.sees(f"/polls/{self.poll['id']}/result/")
        assert tally["winners"] == result["winners"] == ["Pagi"]
        assert tally["rounds"][0]["tallies"] == result["rounds"][0]["tallies"] == {"Pagi": 6, "Siang": 4}
        assert (result["ballots"], result["abstained"], result["taking_part"]) == (11, 1, 11)
        listed = self.stranger.asks("GET", f"/k/{SLUG}/polls/{self.poll['id']}/ballots.csv").text.splitlines()
        assert {row["commitment"] for row in csv.DictReader(listed)} == self.commitments
        late = self["maria"].sends(f"/polls/{self.poll['id']}/ballot/", {"code": secrets.token_hex(16), "ballot": None}, method="PUT")
        assert late.status == 409

    def ends(self) -> None:
        """Closed; what is sent now is refused. The summary's figures are those of what was done, and the record holds."""
        assert self["ratna"].sends(f"/consultations/{SLUG}/closing/").json()["phase"] == "closed"
        late = self["siti"].sends(f"/clauses/{self.clauses['Pasal 4']['id']}/posts/", {"text": "Terlambat.", "stance": "oppose"})
        assert late.status == 409
        self.reads_the_summary()
        head = self.stranger.sees(f"/record/{SLUG}/")["head"]
        assert f"{head}\n" in self.house.manage("verify_record", SLUG, "--head", head)

    def reports(self) -> None:
        """Frozen as an edition by a command, which makes its files; everybody can fetch them, and check them with the open data alone."""
        printed = self.folder / "laporan.pdf"
        self.house.manage("report", SLUG, "--freeze", "--format", "pdf", "--out", str(printed))
        (edition,) = self.stranger.sees(f"/consultations/{SLUG}/editions/")["results"]
        assert (edition["number"], edition["whole"]) == (1, True)
        files = {(file["format"], file["language"]): file["sha256"] for file in edition["files"]}
        for form in ("pdf", "docx"):
            fetched = self.stranger.asks("GET", f"/api/v1/editions/{edition['id']}.{form}?language=id")
            assert (fetched.status, sha256(fetched.data).hexdigest()) == (200, files[form, "id"])
        assert files["pdf", "id"] == sha256(printed.read_bytes()).hexdigest()
        self.checks_the_data()

    def checks_the_data(self) -> None:
        """As a stranger does, with the bundle, the program that lies in it, the head of the record and the code of a vote."""
        head, bundle = self.stranger.sees(f"/record/{SLUG}/")["head"], self.folder / "data.zip"
        self.house.manage("open_data", SLUG, "--out", str(bundle))
        with ZipFile(bundle) as zipped:
            program = zipped.extract("verify.py", self.folder)
        command = [sys.executable, "-I", program, str(bundle), "--head", head, "--receipt", self.receipt]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "it was counted" in done.stdout

    def is_over(self) -> None:
        """Answered, and archived for good, by the buttons of the desk; the record still holds."""
        for step, phase in (("answering", "answered"), ("archiving", "archived")):
            answer = self["ratna"].fills_in(f"/desk/{SLUG}/", to=f"/desk/{SLUG}/{step}/")
            assert answer.status == 302, answer.text
            assert self.stranger.sees(f"/consultations/{SLUG}/")["phase"] == phase
        self.house.manage("verify_record", SLUG)

    def reads_the_summary(self) -> None:
        """By command and by page, in each form."""
        files = {}
        for form in ("json", "csv", "html"):
            file = self.folder / f"laporan.{form}"
            self.house.manage("report", SLUG, "--format", form, "--out", str(file))
            files[form] = file.read_text("utf-8-sig")
            assert self.stranger.asks("GET", f"/k/{SLUG}/report.{form}").status == 200
        made = json.loads(files["json"])
        assert made["totals"]["posts"]["all"] == {"received": 4, "shown": 3, "held": 0, "hidden": 1, "withdrawn": 0, "erased": 0}
        assert made["totals"]["people"] == len(self.posts)
        assert {name: count for name, count in made["stances"].items() if count} == {"support": 1, "oppose": 1, "mixed": 1}
        assert [(row["label"], row["shown"]) for row in made["clauses"]] == [("Pasal 3", 1), ("Pasal 4", 2)]
        assert [post["number"] for post in made["posts"]] == [1, 2, 3]
        for text in files.values():
            assert "Sampah sebaiknya diangkut setiap pagi." in text
            assert "Lapak hanya dapat dialihkan kepada keluarga." in text
            assert "obat ajaib" not in text


def walked(clauses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The clauses and all below them, in reading order."""
    return [each for clause in clauses for each in (clause, *walked(clause["children"]))]
