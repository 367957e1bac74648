"""index_words: make what was written before there was a search findable; a worker does so when it starts."""

from argparse import ArgumentParser
from typing import Any

from consult.discussion.actions.fill_words import fill_words as fill_posts
from consult.discussion.actions.fill_words import fill_words_of_files
from consult.documents.actions.fill_words import fill_words as fill_clauses
from consult.documents.actions.fill_words import fill_words_of_papers
from consult.management import command


class Command(command.Command):
    """index_words [--anew]"""

    help = "Give their words to contributions, clauses and files that lack them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which."""
        parser.add_argument("--anew", action="store_true", help="all of them, as after a change of how words are folded")

    def run(self, *, anew: bool, verbosity: int = 1, **_: Any) -> None:
        """Clauses first: they are few."""
        clauses, versions = fill_clauses(anew=anew), fill_posts(anew=anew)
        papers, files = fill_words_of_papers(anew=anew), fill_words_of_files(anew=anew)
        if verbosity:
            self.stdout.write(f"{clauses} clauses, {versions} versions of contributions, {papers + files} files")
