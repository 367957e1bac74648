#!/usr/bin/env python
"""Runs Rembuk's commands: `python manage.py NAME`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings.local")
    execute_from_command_line(sys.argv)
