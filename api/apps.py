"""The API as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Programs' way in."""

    name = "api"
