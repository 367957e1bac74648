"""nginx as we set it up, before two servers that answer with what they were told: who asks, by what, and what nginx does itself."""

import gzip
import json
import os
import re
import shutil
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.test import Client

from deploy.nginx import HERE as DEPLOY
from deploy.nginx import Nginx, filled
from deploy.services import folder_for_all, free_port
from tests.cast import moment

pytestmark = [pytest.mark.nginx, pytest.mark.sqlite]  # no database is asked

HASHED: Final = "naskah.0123456789ab.css"
STYLE: Final = "body { color: black }\n" * 50
LIMIT: Final = 4 * 1024 * 1024


class Echo(BaseHTTPRequestHandler):
    """Answers with the request, and takes up any socket without a word."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """What came."""
        if self.headers.get("Upgrade") == "websocket":
            self.send_response(101)
            for name in ("Upgrade", "Connection"):
                self.send_header(name, self.headers[name])
            self.end_headers()
            self.wfile.write(self.rfile.read(4))
            return
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        told = {name.lower(): value for name, value in self.headers.items()} | {"port": str(self.connection.getsockname()[1])}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """The same."""
        self.do_GET()

    def do_PUT(self) -> None:
        """The same."""
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@dataclass
class Front:
    """nginx, the servers behind it, and what it writes down."""

    nginx: Nginx
    servers: list[HTTPServer]
    log: Path

    def asks(self, method: str, path: str, body: bytes | None = None, **headers: str) -> HTTPResponse:
        """One request; `_` in the name of a header stands for `-`."""
        asked = HTTPConnection("127.0.0.1", self.nginx.port, timeout=20)
        asked.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = asked.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        asked.close()
        return answer

    def told(self, path: str = "/", **headers: str) -> dict[str, str]:
        """What a server was told of a request."""
        found: dict[str, str] = json.loads(body_of(self.asks("GET", path, None, **headers)))
        return found

    def lines(self) -> list[dict[str, Any]]:
        """What was written down, once nginx has stopped, which writes at the end of each request."""
        self.nginx.stop()
        return [json.loads(line) for line in self.log.read_text().splitlines()]


def body_of(answer: HTTPResponse) -> bytes:
    """All of it."""
    found: bytes = answer.body  # type: ignore[attr-defined]
    return found


def fronted(folder: Path, **more: str) -> Front:
    """Both servers, and nginx before them."""
    servers: list[HTTPServer] = [ThreadingHTTPServer(("127.0.0.1", 0), Echo) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    static = folder / "static"
    static.mkdir()
    (static / HASHED).write_text(STYLE)
    (static / f"{HASHED}.gz").write_bytes(gzip.compress(STYLE.encode()))
    (static / "naskah.css").write_text(STYLE)
    addresses = (f"127.0.0.1:{servers[0].server_port}", f"127.0.0.1:{servers[1].server_port}")
    log = folder / "access.log"
    return Front(Nginx(folder / "nginx", port=free_port(), servers=addresses, static=static, log=log, **more), servers, log)


def close(front: Front) -> None:
    """All of it."""
    front.nginx.stop()
    for server in front.servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def front() -> Iterator[Front]:
    """Reached by everybody at first hand."""
    with folder_for_all() as folder:
        made = fronted(folder)
        made.nginx.start()
        yield made
        close(made)


def certificate(folder: Path) -> None:
    """One that nobody has signed but itself, as the files that nginx reads."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rembuk.example")])
    now = moment()
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
    (folder / "fullchain.pem").write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    (folder / "privkey.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@pytest.fixture
def secured() -> Iterator[tuple[Front, int]]:
    """TLS ends in nginx, at a port of its own."""
    port = free_port()
    with folder_for_all() as folder:
        certificate(folder)
        conf = (DEPLOY / "tls.conf").read_text().replace("/etc/nginx/tls/own", str(folder))
        conf = conf.replace("listen 8443", f"listen 127.0.0.1:{port}")
        (folder / "tls.conf").write_text(conf)
        made = fronted(folder, tls=str(folder / "tls.conf"))
        made.nginx.start()
        yield made, port
        close(made)


@pytest.fixture
def behind() -> Iterator[Front]:
    """Behind a balancer, which this machine is."""
    with folder_for_all() as folder:
        made = fronted(folder, balancer="127.0.0.1")
        made.nginx.start()
        yield made
        close(made)


def test_whatever_a_client_claims_a_server_is_told_where_it_really_comes_from(front: Front) -> None:
    claims = {"X_Forwarded_For": "203.0.113.7", "X_Forwarded_Proto": "https", "Forwarded": "for=203.0.113.7"}
    told = front.told(Host="rembuk.example:8000", **claims)

    assert (told["x-forwarded-for"], told["x-forwarded-proto"], told["host"]) == ("127.0.0.1", "http", "rembuk.example:8000")
    assert "forwarded" not in told


def test_of_the_named_balancer_the_last_address_and_the_scheme_count(behind: Front) -> None:
    told = behind.told(X_Forwarded_For="198.51.100.1, 203.0.113.7", X_Forwarded_Proto="https")

    assert (told["x-forwarded-for"], told["x-forwarded-proto"]) == ("203.0.113.7", "https")
    assert behind.told(X_Forwarded_Proto="javascript")["x-forwarded-proto"] == "http"


def test_where_tls_ends_here_the_server_is_told_so(secured: tuple[Front, int]) -> None:
    front, port = secured
    context = ssl.create_default_context(cafile=front.nginx.folder.parent / "fullchain.pem")
    context.check_hostname = False
    asked = HTTPSConnection("127.0.0.1", port, timeout=20, context=context)
    asked.request("GET", "/", headers={"X-Forwarded-Proto": "http"})
    assert json.loads(asked.getresponse().read())["x-forwarded-proto"] == "https"
    asked.close()
    assert front.told()["x-forwarded-proto"] == "http"


def test_both_servers_take_turns_and_one_is_enough(front: Front) -> None:
    assert {front.told()["port"] for _ in range(8)} == {str(server.server_port) for server in front.servers}

    front.servers[0].shutdown()
    front.servers[0].server_close()

    assert {front.told()["port"] for _ in range(8)} == {str(front.servers[1].server_port)}


def test_where_no_server_answers_a_page_says_so_and_when_to_come_again(front: Front) -> None:
    for server in front.servers:
        server.shutdown()
        server.server_close()

    answer = front.asks("GET", "/k/pasar/")

    assert (answer.status, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (503, "5", "no-store")
    assert "Mohon tunggu sebentar" in body_of(answer).decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_page_is_shown_too_where_rembuk_lies_in_a_folder_of_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DEPLOY / "pages", tmp_path / "pages")
    shutil.copy(DEPLOY / "nginx.conf", tmp_path)
    tmp_path.chmod(0o700)
    monkeypatch.setattr("deploy.nginx.HERE", tmp_path)
    before = os.umask(0o077)
    try:
        with folder_for_all() as folder:
            away = Nginx(folder / "nginx", port=free_port(), servers=("127.0.0.1:1", "127.0.0.1:1"), static=folder, log=folder / "log")
            away.start()
            answer = Front(away, [], folder / "log").asks("GET", "/")
            away.stop()
    finally:
        os.umask(before)

    assert answer.status == 503
    assert "Mohon tunggu sebentar" in body_of(answer).decode()


def test_a_body_of_the_limit_passes_and_a_larger_one_is_refused_with_a_page(front: Front) -> None:
    assert front.asks("POST", "/", b"x" * LIMIT).status == 200

    answer = front.asks("POST", "/", None, Content_Length=str(LIMIT + 1))

    assert (answer.status, answer.headers["Retry-After"]) == (413, None)
    assert "Kiriman terlalu besar" in body_of(answer).decode()


def test_a_draft_may_be_larger_than_anything_else(front: Front) -> None:
    at, most = "/desk/pasar-malam/import/", 54 * 1024 * 1024

    assert front.asks("POST", at, b"x" * (LIMIT + 1)).status == 200
    assert front.asks("POST", at, None, Content_Length=str(most + 1)).status == 413


def test_a_static_file_is_packed_and_kept_for_as_long_as_its_name_holds(front: Front) -> None:
    packed, plain = front.asks("GET", f"/static/{HASHED}", Accept_Encoding="br, gzip"), front.asks("GET", "/static/naskah.css")

    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(body_of(packed)).decode() == body_of(plain).decode() == STYLE
    assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Cache-Control"] == "public, max-age=60"
    assert packed.headers["Content-Type"] == "text/css; charset=utf-8"
    assert (packed.headers["X-Content-Type-Options"], packed.headers["X-Frame-Options"]) == ("nosniff", "DENY")


def test_a_static_file_that_is_not_there_is_left_to_the_product(front: Front) -> None:
    assert json.loads(body_of(front.asks("GET", "/static/nothing.css")))["port"]
    assert json.loads(body_of(front.asks("GET", "/static/..%2fnginx/nginx.conf")))["port"]


@pytest.mark.parametrize("path", ["/robots.txt", "/favicon.ico", "/sitemap.xml", "/.well-known/security.txt"])
def test_what_programs_ask_of_every_site_is_left_to_the_product(front: Front, path: str) -> None:
    assert front.told(path)["host"]


def test_a_socket_is_handed_through(front: Front) -> None:
    with socket.create_connection(("127.0.0.1", front.nginx.port), timeout=20) as line:
        line.sendall(b"GET /ws/v1/ HTTP/1.1\r\nHost: rembuk\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
        head = line.recv(4096).decode()
        line.sendall(b"ping")
        assert line.recv(4) == b"ping"

    assert head.startswith("HTTP/1.1 101 ")
    assert "Connection: upgrade" in head


def test_what_is_written_down_has_no_query_no_code_and_no_vote(front: Front) -> None:
    for method, path in (
        ("GET", "/search/?q=geheim"),
        ("GET", "/receipts/geheim12345/"),
        ("GET", "/receipts/?code=geheim"),
        ("PUT", "/api/v1/polls/9/ballot/"),
        ("POST", "/k/pasar/polls/9/"),
    ):
        front.asks(method, path, Referer="http://rembuk.example/?geheim")

    assert sorted(line["path"] for line in front.lines()) == ["/receipts/", "/receipts/…", "/search/"]
    assert "geheim" not in front.log.read_text() + front.nginx._log.read_text()


def test_nothing_of_a_query_is_written_down_where_no_server_answers(front: Front) -> None:
    for server in front.servers:
        server.shutdown()
        server.server_close()
    front.asks("GET", "/receipts/?code=geheim")

    front.lines()

    assert "geheim" not in front.log.read_text() + front.nginx._log.read_text()


@pytest.mark.django_db
def test_the_policy_is_the_one_of_the_product() -> None:
    written = re.search(r"default-src [^\"]*", filled({}))
    assert written is not None

    assert sorted(written[0].split("; ")) == sorted(Client().get("/help/", follow=True)["Content-Security-Policy"].split("; "))


def test_every_blank_of_the_template_is_filled_in(front: Front) -> None:
    assert not re.findall(r"\$\{?[A-Z]", (front.nginx.folder / "nginx.conf").read_text())
