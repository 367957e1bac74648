"""Recomputes what a receipt promises, with Python alone: python check_receipt.py SALT SHA256 < the-text.txt

The text is exactly what was sent: line ends as LF, no line feed added at the end.
Where wording was proposed, a line feed and the wording follow.
"""

import hashlib
import sys

salt, promised = sys.argv[1:3]
found = hashlib.sha256(bytes.fromhex(salt) + sys.stdin.buffer.read()).hexdigest()
print(f"{found}\n{'This is the text that was received.' if found == promised else 'This is NOT the text that was received.'}")
sys.exit(found != promised)
