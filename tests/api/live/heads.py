"""The server as it is, but that it says heads twice a second: `daphne tests.api.live.heads:application`."""

from importlib import import_module

from deploy.asgi import application

__all__ = ["application"]

vars(import_module("api.live.station"))["HEAD"] = 0.5  # imported by the application, once Django was set up
