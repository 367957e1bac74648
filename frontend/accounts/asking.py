"""Asking somebody to sign in first, with the way back."""

from urllib.parse import urlencode

from django.urls import reverse

from frontend.answers import SeeOther


def sign_in_address(back: str) -> str:
    """The sign-in page, which leads on to `back`."""
    return f"{reverse('account_login')}?{urlencode({'next': back})}"


def ask_to_sign_in(back: str) -> SeeOther:
    """On to the sign-in page and, after it, to `back`."""
    return SeeOther(sign_in_address(back))
