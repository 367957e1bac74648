"""What can be done with documents: import a draft, throw an unpublished one away, publish it; and what supports it."""

from consult.documents.actions.discard_revision import discard_revision
from consult.documents.actions.import_draft import import_draft
from consult.documents.actions.publish import publish
from consult.documents.actions.supporting import upload_supporting, withdraw_supporting

__all__ = ["discard_revision", "import_draft", "publish", "upload_supporting", "withdraw_supporting"]
