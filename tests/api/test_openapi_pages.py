"""The OpenAPI document, and the page that is made of it."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from django.urls import get_resolver
from drf_spectacular.validation import validate_schema
from pytest_django.live_server_helper import LiveServer

from api import problems
from api.openapi_pages import document
from api.views import Endpoint
from consult import sentences as domain
from tests.api.clients import stranger

METHODS = {"get", "post", "put", "patch", "delete"}


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Each method of each address."""
    return [(path, method, operation) for path, item in document()["paths"].items() for method, operation in item.items()]


def endpoints(patterns: Any = None, before: str = "") -> dict[str, type[Endpoint]]:
    """Every address below /api/v1/ with its class."""
    found: dict[str, type[Endpoint]] = {}
    for pattern in patterns or get_resolver().url_patterns:
        path = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found |= endpoints(pattern.url_patterns, path)
        elif path.startswith("api/v1/"):
            found[path] = getattr(pattern.callback, "cls")  # noqa: B009 - what DRF puts on the function
    return found


def test_the_document_is_valid_openapi_3_1() -> None:
    found = stranger().get("/api/schema/").json()

    assert found["openapi"] == "3.1.0"
    validate_schema(found)  # type: ignore[no-untyped-call]


def test_every_address_is_in_the_document_with_all_its_methods() -> None:
    described = {(re.sub(r"\{\w+\}", "{}", path).strip("/"), method) for path, method, _ in operations()}
    there = {
        (re.sub(r"<[^>]+>", "{}", path).strip("/"), method)
        for path, cls in endpoints().items()
        for method in METHODS
        if hasattr(cls, method)
    }

    assert described == there


def test_every_operation_tells_its_problems_and_its_key() -> None:
    for path, method, operation in operations():
        told = set(operation["responses"])
        assert {"400", "401", "403", "404", "503"} < told, path
        if method == "post":
            assert {"409", "415", "422", "429"} < told, path
            assert "Idempotency-Key" in [parameter["name"] for parameter in operation["parameters"]], path


def test_only_what_the_public_may_read_is_open_without_credentials() -> None:
    public = {path for path, method, operation in operations() if {} in operation["security"]}

    assert public == {path for path, method, _ in operations() if method == "get" and "/moderation/" not in path}


def test_every_body_that_is_sent_refuses_unknown_fields() -> None:
    shapes = {name: shape for name, shape in document()["components"]["schemas"].items() if name.endswith("Request")}

    assert shapes
    assert all(shape["additionalProperties"] is False for shape in shapes.values())


def test_the_page_names_every_address_every_shape_and_every_problem() -> None:
    page = stranger().get("/api/docs/").content.decode()

    for path, _method, operation in operations():
        assert f"</b> {path}" in page
        assert f'id="{operation["operationId"]}"' in page
    for code in {**domain.SENTENCES, **problems.SENTENCES}:
        assert f'id="problem-{code}"' in page


def test_the_page_has_no_inline_script_style_or_broken_link() -> None:
    page = stranger().get("/api/docs/").content.decode()

    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


@pytest.mark.parametrize("path", ["/api/docs/", "/api/schema/"])
def test_the_document_and_the_page_are_only_read(path: str) -> None:
    assert stranger().post(path).status_code == 405


def test_the_page_opens_in_a_browser_without_breaking_the_policy(live_server: LiveServer, page: Any) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto("/api/docs/#problem-post.empty")

    assert page.title() == "Rembuk: the API"
    assert page.locator("h1").count() == 1
    assert page.evaluate("getComputedStyle(document.body).paddingLeft") != "0px"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 360, "height": 640})
    assert page.evaluate("[...document.querySelectorAll('.wide')].every((table) => table.scrollWidth <= table.clientWidth)")
    assert Axe().run(page).violations_count == 0
    assert said == []
