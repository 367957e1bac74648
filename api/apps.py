"""The API as a Django app."""

from django.apps import AppConfig

from api.live import notifications
from consult.platform import events


class ApiConfig(AppConfig):
    """Programs' way in."""

    name = "api"

    def ready(self) -> None:
        """Ring the bell of the sockets for what the domain announces."""
        events.listen("thread", notifications.ring)
        events.listen("revoked", notifications.revoked)
