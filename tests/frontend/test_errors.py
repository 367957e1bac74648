"""Pages for what went wrong."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from consult.errors import BadInput, NotAllowed, NotPossible
from deploy.urls import urlpatterns as real
from frontend.errors import bad_request, status_of
from tests.cast import Scene, Someone
from tests.frontend.discussion.reading.test_clause_page import WRITTEN, address
from tests.frontend.pages import browser, page


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    raise ZeroDivisionError


def refusing(request: HttpRequest) -> HttpResponse:
    """A refusal that no view has taken up."""
    raise {
        "late": NotPossible("decision.stale", status="hidden"),
        "often": NotPossible("limit.reached", retry_after=90, minutes=2),
        "wrong": BadInput("decision.rule", field="rule", given=9),
        "forbidden": NotAllowed(),
    }[request.GET.get("how", "")]


urlpatterns = [path("broken/", broken), path("refusing/", refusing), *real]
handler400, handler403 = "frontend.errors.bad_request", "frontend.errors.forbidden"
handler404, handler500 = "frontend.errors.not_found", "frontend.errors.server_error"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        ("late", 409, "it is now hidden by a moderator"),
        ("often", 429, "try again (2 min)"),
        ("wrong", 400, "no house rule number 9"),
        ("forbidden", 403, "You may read this, but you may not do that here"),
    ],
)
def test_a_refusal_that_nobody_took_up_is_a_page_with_its_sentence(siti: Someone, how: str, status: int, said: str) -> None:
    answer = browser(siti).get(f"/refusing/?how={how}")

    assert answer.status_code == status
    assert said in page(answer).words
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.urls(__name__)
def test_what_may_be_possible_later_says_when(siti: Someone) -> None:
    answer = browser(siti).get("/refusing/?how=often")

    assert answer.headers["Retry-After"] == "90"
    assert "It works again from" in page(answer).words


def test_what_is_not_possible_in_a_consultation_leads_back_to_it(lively: Scene, siti: Someone) -> None:
    answer = browser(siti).post(f"/desk/{lively.row.slug}/closing/")

    assert answer.status_code == 403
    assert page(answer).find("a", href=f"/k/{lively.row.slug}/")


@pytest.mark.parametrize("path", ["/k/tidak-ada/", "/desk/tidak-ada/"])
def test_a_missing_page_names_no_consultation(siti: Someone, path: str) -> None:
    answer = browser(siti).get(path)

    assert answer.status_code == 404
    assert not [link for link in page(answer).find("a") if "tidak-ada" in (link.get("href") or "")]


@pytest.mark.urls(__name__)
def test_a_visitor_who_may_not_read_is_asked_to_sign_in_and_one_who_may_not_do_is_told(db: None) -> None:
    assert browser().get("/refusing/?how=forbidden").headers["Location"] == "/sign-in/?next=%2Frefusing%2F%3Fhow%3Dforbidden"
    assert browser().post("/refusing/?how=forbidden").status_code == 403


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("language", "said"), [("id", "Ada yang salah di pihak kami"), ("en", "Something went wrong on our side")])
def test_a_fault_of_ours_is_called_so_and_tells_nothing_of_itself(db: None, language: str, said: str) -> None:
    answer = browser(language=language, raise_request_exception=False).get("/broken/")

    assert answer.status_code == 500
    assert said in page(answer).words
    assert "ZeroDivision" not in page(answer).html


def test_a_missing_page_says_what_to_do(db: None) -> None:
    answer = browser(language="id").get("/tidak/ada/")

    assert answer.status_code == 404
    assert "Mungkin alamatnya salah ketik" in page(answer).words


def test_a_form_of_another_session_is_refused_and_what_was_written_is_there_to_be_copied(consultation: Scene, siti: Someone) -> None:
    client = browser(siti, enforce_csrf_checks=True)

    answer = client.post(address(consultation), {**WRITTEN, "text": "Tulisan <panjang> saya."})

    assert answer.status_code == 403
    again = page(answer)
    assert "This form is out of date" in again.words
    assert "Tulisan &lt;panjang&gt; saya." in again.html


def test_a_host_that_is_not_ours_gets_a_plain_page(db: None) -> None:
    answer = Client(headers={"host": "evil.example"}).get("/")

    assert answer.status_code == 400
    assert b"evil" not in answer.content


def test_a_flood_of_fields_is_refused_without_reading_it(consultation: Scene, siti: Someone) -> None:
    answer = browser(siti).post(address(consultation), {f"f{number}": "x" for number in range(300)})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("refusal", "status"), [(NotPossible("post.empty"), 409), (NotPossible("limit.reached", retry_after=1, minutes=1), 429)]
)
def test_what_only_has_to_wait_is_told_apart_from_what_is_not_possible(refusal: NotPossible, status: int) -> None:
    assert status_of(refusal) == status


def test_a_broken_request_without_a_session_still_gets_its_page() -> None:
    with translation.override("en"):
        assert bad_request(RequestFactory().get("/")).status_code == 400
