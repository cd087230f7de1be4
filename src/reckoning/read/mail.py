"""Plain-text e-mail: the body as content, headers as facts, quoted lines marked as not the sender's own."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from reckoning.read.compose import Draft, Reading, compose, unread
from reckoning.read.decode import decode
from reckoning.read.offsets import Run, merged
from reckoning.read.plain import encoding_problems
from reckoning.read.web_page import page_text
from reckoning.types import Block, Problem, Source

READER = "email.v1"
QUOTED = re.compile(r"^[ \t]*>[^\r\n]*(?:\r?\n[ \t]*>[^\r\n]*)*", re.MULTILINE)
QUOTE_INTRO = re.compile(
    r"^On [^\r\n]{5,120} wrote:[ \t]*$|^-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,}[ \t]*$", re.MULTILINE
)
SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
SIGNATURE_LINES = 12
REPLY = re.compile(r"^(?:re|fwd?|aw|wg|tr)\s*:", re.IGNORECASE)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
MAX_PARTS = 200


def read_mail(source: Source, data: bytes) -> Reading:
    """An ``.eml`` file. The subject opens the content as its headline, unless the mail is a reply."""
    decoded = decode(data)
    if decoded.binary:
        return unread(source, "READ-BINARY", f"The file is {decoded.binary}, not a mail; convert it first.")
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        body, problems = _body(source, message)
        subject, sender, day = _header(message, "Subject"), _header(message, "From"), _day(message)
    except Exception as error:  # noqa: BLE001 - the library raises many kinds on malformed mail
        return unread(source, "READ-FAILED", f"The mail could not be read: {type(error).__name__}.")
    headline = subject if subject and not REPLY.match(subject) else None
    content = f"{headline}\n\n{body}" if headline else body
    name, address = parseaddr(sender or "")
    return compose(
        source,
        READER,
        Draft(
            content=content if body.strip() else "",
            offsets=merged(_runs(content, decoded.content, bool(headline))),
            marks=_marks(content, headline),
            title=subject,
            author=name or address or None,
            publisher=address.rpartition("@")[2] or None,
            published=day,
            problems=problems,
        ),
    )


def _body(source: Source, message: EmailMessage) -> tuple[str, tuple[Problem, ...]]:
    """The first plain-text part, else the text of the first page; the charset as declared, wrong bytes replaced."""
    for wanted in ("text/plain", "text/html"):
        for part in islice(message.walk(), MAX_PARTS):
            if part.get_content_type() != wanted or part.is_multipart() or part.get_filename():
                continue
            payload = part.get_payload(decode=True)
            found = decode(payload if isinstance(payload, bytes) else b"", declared=part.get_content_charset())
            if not found.binary:
                content = page_text(found.content) if wanted == "text/html" else found.content
                return content, encoding_problems(source, found)
    return "", ()


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    if value is None:
        return None
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split()) or None


def _day(message: EmailMessage) -> date | None:
    """The day of the Date header in the sender's own zone."""
    value = _header(message, "Date")
    try:
        return parsedate_to_datetime(value).date() if value else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _marks(content: str, headline: str | None) -> list[Block]:
    """Headline, quoted lines, the line that introduces them, and the signature."""
    marks = [Block(start=0, end=len(headline), kind="headline")] if headline else []
    for pattern in (QUOTED, QUOTE_INTRO):
        marks += [Block(start=m.start(), end=m.end(), kind="boilerplate") for m in pattern.finditer(content)]
    last = max((m.start() for m in SIGNATURE.finditer(content)), default=None)
    if last is not None and content.count("\n", last) <= SIGNATURE_LINES:
        marks.append(Block(start=last, end=len(content), kind="boilerplate"))
    return sorted(marks, key=lambda b: (b.start, b.end))


def _runs(content: str, source: str, headline: bool) -> Iterator[Run]:
    """Line by line, for each line that stands in the source as it is; encoded bodies have no place in it."""
    cursor = 0
    if headline:
        cursor = 0
    for match in LINE.finditer(content):
        line = match.group()
        if not line.strip():
            continue
        at = source.find(line.rstrip("\r\n"), cursor, cursor + 200_000)
        if at >= 0:
            yield match.start(), at, len(line.rstrip("\r\n"))
            cursor = at + len(line.rstrip("\r\n"))
