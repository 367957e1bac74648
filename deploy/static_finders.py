"""Which static files are collected: what pages ask for, and not what packages bring along for pages of their own."""

from typing import Final

from django.contrib.staticfiles.apps import StaticFilesConfig

NOT_OURS: Final = ("rest_framework", "account", "ext", "htmax*", "htmx-4*", "htmx-2.js")  # nobody asks for them, and packing takes long


class Collected(StaticFilesConfig):
    """Django's, which leaves these out of `collectstatic`."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, *NOT_OURS]
