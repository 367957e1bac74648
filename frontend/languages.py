"""The switch of language that stands on every page."""

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

# Without a token on every page, what a visitor reads sets no cookie. Whoever forges this request changes a language, nothing else.
switch = csrf_exempt(require_POST(set_language))
