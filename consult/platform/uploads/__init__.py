"""The gate before any file is read: what a file is by name and content together, and that it holds nothing that harms whoever opens it."""

from consult.platform.uploads.gate import ATTACHMENT_BYTES, DRAFT_BYTES, Admitted, admit
from consult.platform.uploads.kinds import ATTACHMENTS, DRAFTS, SUPPORTING, Kind, suffixes_of

__all__ = ["ATTACHMENTS", "ATTACHMENT_BYTES", "DRAFTS", "DRAFT_BYTES", "SUPPORTING", "Admitted", "Kind", "admit", "suffixes_of"]
