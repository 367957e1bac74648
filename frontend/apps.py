"""The pages as a Django app."""

from django.apps import AppConfig

from consult.platform import events
from frontend.page_cache import forget


class FrontendConfig(AppConfig):
    """People's way in."""

    name = "frontend"

    def ready(self) -> None:
        """Listen to what the domain announces."""
        events.listen("erased", forget)
