"""The mail that the product sent, as its readers find it."""

import email
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Mailbox:
    """Every mail in the installation's folder."""

    folder: Path

    def mails(self, reader: str) -> list[EmailMessage]:
        """The mails to one reader, the oldest first."""
        found = [
            email.message_from_bytes(path.read_bytes(), policy=default)
            for path in sorted(self.folder.glob("[!.]*.eml"), key=lambda path: path.stat().st_mtime_ns)
        ]
        return [mail for mail in found if mail["To"] == reader]

    def token(self, reader: str) -> str:
        """What the link in the last mail to this reader carries."""
        (link,) = LINK.findall(self.mails(reader)[-1].get_content())
        return str(link).partition("token=")[2]
