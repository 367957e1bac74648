"""Work over a file in a process of its own: what a file does to its reader it does to nobody else, and it takes no more than it may."""

from consult.platform.sandbox.messages import Broken
from consult.platform.sandbox.parent import run_apart

__all__ = ["Broken", "run_apart"]
