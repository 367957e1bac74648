"""What can be done with documents: import a draft, throw an unpublished one away, publish it."""

from consult.documents.actions.discard_revision import discard_revision
from consult.documents.actions.import_draft import import_draft
from consult.documents.actions.publish import publish

__all__ = ["discard_revision", "import_draft", "publish"]
