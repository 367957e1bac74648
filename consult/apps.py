"""The one Django app of the domain."""

from django.apps import AppConfig


class ConsultConfig(AppConfig):
    """All subjects share one app and one migration history."""

    name = "consult"
    default_auto_field = "django.db.models.BigAutoField"
