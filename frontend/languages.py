"""The switch of language that stands on every page. Where somebody may have typed something, its button belongs to that form."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from frontend.request_context import SignedRequest

Handler = Callable[[HttpRequest], HttpResponse]

FOR_PROGRAMS: Final = "/api/"  # what they send is no form, and nobody's to read before they do
SWITCH: Final = "in_language"  # the button: a form that is sent by it does nothing, and comes back as it was typed

# Without a token on every page, what a visitor reads sets no cookie. Whoever forges this request changes a language, nothing else.
switch = csrf_exempt(require_POST(set_language))


class Switching:
    """Middleware, below the one that checks tokens: a form that was sent by the switch is answered in the language it names."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Remember the language, as the switch on other pages does."""
        answer = self.get_response(request)
        if language := getattr(request, "switched_to", ""):
            answer.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                path=settings.LANGUAGE_COOKIE_PATH,
                domain=settings.LANGUAGE_COOKIE_DOMAIN,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )
        return answer

    def process_view(self, request: SignedRequest, *_: object) -> None:
        """Speak it from here on."""
        wanted = request.POST.get(SWITCH, "") if request.method == "POST" and not request.path.startswith(FOR_PROGRAMS) else ""
        if wanted in dict(settings.LANGUAGES):
            translation.activate(wanted)
            request.LANGUAGE_CODE = translation.get_language() or wanted
            request.switched_to = wanted
