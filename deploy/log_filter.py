"""What the server's own log leaves out: the code in the address of a receipt, as nginx does; where in the code a foreign Host was met."""

import logging
import re
from typing import Final

CODE: Final = re.compile(r"/receipts/.+", re.DOTALL)
LINE: Final = 200  # characters


class WithoutReceipts(logging.Filter):
    """Takes the code out of an address before it is written down: it may be that of a vote, typed in the wrong place."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line is written."""
        if isinstance(record.args, tuple):
            record.args = tuple(CODE.sub("/receipts/…", said) if isinstance(said, str) else said for said in record.args)
        return True


class InOneLine(logging.Filter):
    """A warning of one line, without a stack: somebody asked for a host that is none of ours, and nothing of ours broke."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record is written."""
        record.exc_info = record.exc_text = None
        record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
        record.msg, record.args = " ".join(record.getMessage().split())[:LINE], None
        return True
