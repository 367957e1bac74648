"""The import desk: taking a draft, showing what was read beside it, settling what is doubtful, publishing."""
