"""The pages as a Django app."""

from django.apps import AppConfig


class FrontendConfig(AppConfig):
    """People's way in."""

    name = "frontend"
