"""A notification as a mail: headers that mail programs sort and thread by, text and HTML.

Nothing that came from a feed can add a header: the subject is one line, free of encoded words.
"""

from __future__ import annotations

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from monitor.edges.cutting import cut, cut_around_link
from monitor.language.cleaning import clean_line
from monitor.model.deliveries import MailboxAddress, Notification

NAME = "news-monitor"

MAX_SUBJECT_CHARS = 200
"""Mail programs show about 70; more than some lines of them is not a subject."""

MAX_TEXT_CHARS = 100_000
"""What a person may scroll through; Gmail shows as much of a mail (102 kB)."""

ID_CHARS = 32
"""Half of a SHA-256 in hexadecimal: 128 bits, more than enough to be unique."""


def compose(address: MailboxAddress, message: Notification, now: datetime) -> EmailMessage:
    """A mail from a notification; as bytes it is ASCII.

    Its `Message-ID` is the same for each try of a delivery. What is told of one occurrence refers
    to one root, which nobody has: mail programs show it as one thread.

    Args:
        address: Who gets it, and from whom.
        message: What is told.
        now: The date of the mail.

    Raises:
        ValueError: an address cannot be written in a header.

    Source: RFC 5322 (ids, date), RFC 2919 (List-Id), RFC 3834 (Auto-Submitted); Microsoft's
    [MS-OXCMAIL] (X-Auto-Response-Suppress: no out-of-office replies).
    """
    sender, recipient = map(envelope_address, (address.sender, address.to))
    domain = sender.rpartition("@")[2]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(NAME, addr_spec=sender)
    mail["To"] = Address(addr_spec=recipient)
    mail["Subject"] = subject(message.title)
    mail["Date"] = now
    mail["Message-ID"] = _message_id(message.key, domain)
    if message.thread:
        root = _message_id(f"thread/{message.thread}", domain)
        mail["In-Reply-To"] = root
        mail["References"] = root
    mail["List-Id"] = f"<alerts.{NAME}.{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    text = cut_around_link(message.body, MAX_TEXT_CHARS)
    mail.set_content(text, cte="quoted-printable")
    if message.html:
        mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    return mail


def readable(mail: EmailMessage) -> str:
    """A mail as a person would read it: its headers, then the text."""
    headers = [f"{name}: {value}" for name, value in mail.items()]
    text = mail.get_body(("plain",))
    return "\n".join([*headers, "", str(text.get_content()) if text else ""])


def subject(title: str) -> str:
    """A title as one line that no mail program decodes to something else."""
    # A decoder looks for "=?": the equals sign of another width is not one.
    return cut(clean_line(title).replace("=?", "＝?"), MAX_SUBJECT_CHARS)


def envelope_address(address: str) -> str:
    """An address in ASCII, its domain as DNS knows it.

    Raises:
        ValueError: it cannot be written so.

    Source: RFC 5321, section 4.1.2; RFC 5890 (domains).
    """
    local, _, domain = address.rpartition("@")
    written = f"{local}@{domain.encode('idna').decode()}"
    try:
        known = Address(addr_spec=written).addr_spec
    except MessageError as error:
        raise ValueError(str(error)) from error
    if known != written or not written.isascii():
        msg = "not an address of plain letters"
        raise ValueError(msg)
    return written


def _message_id(key: str, domain: str) -> str:
    return f"<{sha256(key.encode()).hexdigest()[:ID_CHARS]}@{domain}>"
