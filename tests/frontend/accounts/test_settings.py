"""Names, language and tokens on one's own page."""

from consult.accounts.models import Person, Token
from consult.accounts.queries import live_token
from tests.cast import Someone, moment
from tests.frontend.pages import browser, page, read


def test_names_and_language_are_kept_and_the_page_goes_on_in_that_language(siti: Someone) -> None:
    client = browser(siti)
    given = {"name": "Siti  Aminah", "chosen_name": "Bu Siti", "language": "id"}

    answer = client.post("/me/names/", given, follow=True)

    person = Person.objects.get()
    assert (person.name, person.chosen_name, person.language) == ("Siti Aminah", "Bu Siti", "id")
    assert "Nama dan bahasa Anda tersimpan" in page(answer).words
    assert page(answer).find("html", lang="id")


def test_a_language_that_is_not_spoken_here_is_refused_and_the_names_stay_as_typed(siti: Someone) -> None:
    answer = browser(siti).post("/me/names/", {"name": "Siti A.", "chosen_name": "S", "language": "xx"})

    assert answer.status_code == 400
    assert page(answer).form("/me/names/")["name"] == "Siti A."
    assert Person.objects.get().name == "Siti"


def test_a_token_shows_its_secret_once_and_never_again(siti: Someone) -> None:
    client = browser(siti)

    made = page(client.post("/me/tokens/", {"name": "Skrip saya", "scopes": ["read", "write"]}))

    secret = next(word for word in made.words.split() if word.startswith("rembuk_"))
    token = live_token(secret, now=moment())
    assert token is not None
    assert token.scopes == ["read", "write"]
    assert secret not in client.get("/me/").content.decode()


def test_a_page_with_a_secret_is_kept_in_no_cache(siti: Someone) -> None:
    answer = browser(siti).post("/me/tokens/", {"name": "Skrip saya", "scopes": ["read"]})

    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_token_without_a_name_is_refused_beside_its_field(siti: Someone) -> None:
    answer = browser(siti).post("/me/tokens/", {"name": " ", "scopes": ["read"]})

    assert answer.status_code == 400
    assert "Please give the token a name" in page(answer).words
    assert not Token.objects.exists()


def test_a_token_that_may_do_nothing_is_refused(siti: Someone) -> None:
    assert browser(siti).post("/me/tokens/", {"name": "Skrip"}).status_code == 400


def test_a_revoked_token_is_gone(siti: Someone) -> None:
    client = browser(siti)
    client.post("/me/tokens/", {"name": "Skrip saya", "scopes": ["read"]})
    token = Token.objects.get()

    assert "does not work any more" in page(client.post(f"/me/tokens/{token.pk}/removal/", follow=True)).words
    assert not Token.objects.exists()


def test_nobody_revokes_the_token_of_somebody_else(siti: Someone, agus: Someone) -> None:
    browser(siti).post("/me/tokens/", {"name": "Skrip saya", "scopes": ["read"]})

    assert browser(agus).post(f"/me/tokens/{Token.objects.get().pk}/removal/").status_code == 404
    assert Token.objects.exists()


def test_ones_own_page_asks_a_visitor_to_sign_in_and_come_back(db: None) -> None:
    assert browser().get("/me/").headers["Location"] == "/sign-in/?next=%2Fme%2F"


def test_the_head_of_every_page_says_who_is_signed_in(siti: Someone) -> None:
    assert "Siti , my page" in read("/help/", by=siti).words
