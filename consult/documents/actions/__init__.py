"""What can be done with documents: import a draft, edit it, throw an unpublished one away, publish it; and what supports it."""

from consult.documents.actions.discard_revision import discard_revision
from consult.documents.actions.edit_revision import edit_revision
from consult.documents.actions.import_draft import import_draft
from consult.documents.actions.match_revision import decide_link, match_revision
from consult.documents.actions.publish import publish
from consult.documents.actions.supporting_documents import upload_supporting, withdraw_supporting
from consult.documents.actions.undo_edit import redo_edit, undo_edit

__all__ = [
    "decide_link",
    "discard_revision",
    "edit_revision",
    "import_draft",
    "match_revision",
    "publish",
    "redo_edit",
    "undo_edit",
    "upload_supporting",
    "withdraw_supporting",
]
