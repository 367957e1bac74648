"""What the server's own log leaves out, as nginx does in its lines: the code in the address of a receipt."""

import logging
import re
from typing import Final

CODE: Final = re.compile(r"/receipts/.+", re.DOTALL)


class WithoutReceipts(logging.Filter):
    """Takes the code out of an address before it is written down: it may be that of a vote, typed in the wrong place."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line is written."""
        if isinstance(record.args, tuple):
            record.args = tuple(CODE.sub("/receipts/…", said) if isinstance(said, str) else said for said in record.args)
        return True
