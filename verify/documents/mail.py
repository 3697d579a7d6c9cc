"""Mail as a file (.eml): the text of the message, its subject, sender and date; what is attached is named, not read."""

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from verify.documents.assembly import cleaned
from verify.documents.blocks import Reading
from verify.documents.encodings import decode
from verify.documents.model import Image, UnreadableDocument
from verify.documents.pages import read_html
from verify.documents.plain import read_plain

MOST_MAIL_BYTES = 64_000_000
MOST_PARTS = 200
MOST_BOUNDARIES = 5_000
"""Lines that may part one part from the next, counted before the library makes an object of each."""
MOST_HEADER_BYTES = 256_000
"""Everything before the text; the library's time grows with the square of a folded header's length."""
_NOT_MAIL = "This is not a mail message: save the mail as .eml, or paste the article's text."
_BROKEN = "The mail is broken and cannot be read: save it again, or paste the article's text."
_NAMED = re.compile(
    rb"(?:^|\n)(from|to|subject|date|mime-version|message-id|received|return-path|content-type|delivered-to|reply-to)[ \t]*:",
    re.I,
)
_SIGNATURE = re.compile(r"\n-- \n.*\Z", re.S)
_QUOTED = re.compile(r"^[ \t]*>", re.M)


def looks_like_mail(data: bytes) -> bool:
    """Whether the head is that of a message: header lines only, several of them of the kinds every mail has."""
    head = re.split(rb"\r?\n\r?\n", data[:65_536].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0].replace(b"\r\n", b"\n")
    lines = head.split(b"\n")
    if not all(re.match(rb"[!-9;-~]{1,76}[ \t]*:|[ \t]|From ", line) for line in lines):
        return False
    found = {name.lower() for name in _NAMED.findall(head)}
    sure = found & {b"mime-version", b"message-id", b"received", b"return-path"}
    return len(found) >= 3 and bool(sure or {b"from", b"subject", b"date"} <= found)


def read_mail(data: bytes) -> Reading:
    """The message's text through the reader of its kind. Raises UnreadableDocument where there is none."""
    if len(data) > MOST_MAIL_BYTES:
        raise UnreadableDocument("The mail is too large for an article: save it without its attachments and try again.")
    if data.count(b"\n--") > MOST_BOUNDARIES:
        raise UnreadableDocument("The mail has too many parts: paste the article's text.")
    head_end = re.search(rb"\r?\n\r?\n", data)
    if (head_end.start() if head_end else len(data)) > MOST_HEADER_BYTES:
        raise UnreadableDocument(_BROKEN)
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        if not message.keys():
            raise UnreadableDocument(_NOT_MAIL)
        reading = _read(message)
    except RecursionError as error:
        raise UnreadableDocument(_BROKEN) from error
    except (MessageError, LookupError, ValueError, IndexError, AttributeError, TypeError) as error:
        # The library raises all of these for headers that break its grammar.
        raise UnreadableDocument(_BROKEN) from error
    return reading


def _read(message: EmailMessage) -> Reading:
    if message.get_content_type() in {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}:
        raise UnreadableDocument("The mail is encrypted: open it in your mail program and paste the article's text.")
    parts = list(_parts(message))
    chosen = _chosen(parts)
    if chosen is None:
        raise UnreadableDocument(
            "The mail holds no text of its own: save the attached article as a file and choose that."
        )
    text = _text(chosen)
    reading = read_html(text) if chosen.get_content_type() == "text/html" else read_plain(_own_words(text))
    if not reading.blocks:
        raise UnreadableDocument(
            "The mail holds no text of its own: save the attached article as a file and choose that."
        )
    reading.title = cleaned(" ".join(str(message.get("subject", "")).split())) or reading.title
    reading.byline = _sender(message) or reading.byline
    reading.published = _day(message) or reading.published
    reading.images = [_inside(image, parts) for image in reading.images]
    reading.notices += _attached(parts, chosen)
    return reading


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The leaves of the message in order; a mail that is attached to it counts as one."""
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop(0)
        seen += 1
        if seen > MOST_PARTS:
            raise UnreadableDocument("The mail has too many parts: paste the article's text.")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [child for child in part.get_payload() if isinstance(child, EmailMessage)]
        else:
            yield part


def _chosen(parts: list[EmailMessage]) -> EmailMessage | None:
    """The page where there is one, because it holds the links; else the plain text."""
    own = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind in ("text/html", "text/plain"):
        for part in own:
            if part.get_content_type() == kind and _text(part).strip():
                return part
    return None


def _text(part: EmailMessage) -> str:
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    charset = part.get_content_charset("") or ""
    try:
        text = data.decode(charset) if charset else decode(data)[0]
    except (LookupError, UnicodeDecodeError):
        text = decode(data)[0]
    except UnreadableDocument:
        return ""
    text = cleaned(text)
    return _unflowed(text, part) if part.get_param("format") == "flowed" else text


def _unflowed(text: str, part: EmailMessage) -> str:
    """Lines that end in a space go on in the next one (RFC 3676)."""
    parted = part.get_param("delsp") == "yes"
    lines = [line[1:] if line.startswith(" ") else line for line in text.split("\n")]
    return "\n".join(lines).replace("-- \n", "--\x00\n").replace(" \n", "" if parted else " ").replace("\x00", " ")


def _own_words(text: str) -> str:
    """Without the signature, and without a mail that is quoted after the text."""
    text = _SIGNATURE.sub("", f"\n{text}").lstrip("\n")
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or _QUOTED.match(lines[-1])):
        lines.pop()
    return "\n".join(lines) or text


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(str(message.get("from", "")))
    return cleaned(name or address)


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _inside(image: Image, parts: list[EmailMessage]) -> Image:
    """A picture that travels in the mail is named by its file."""
    if not image.target.startswith("cid:"):
        return image
    for part in parts:
        if str(part.get("content-id", "")).strip("<> ") == image.target[4:]:
            return Image(part.get_filename() or image.target, image.alt, image.caption, image.credit)
    return image


def _attached(parts: list[EmailMessage], chosen: EmailMessage) -> list[str]:
    names = [
        cleaned(part.get_filename() or part.get_content_type())
        for part in parts
        if part is not chosen
        and (part.get_content_disposition() == "attachment" or part.get_content_maintype() not in {"text", "image"})
    ]
    if not names:
        return []
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return [f"Attached to the mail and not read: {', '.join(names[:5])}{more}."]
