"""What an address in an article points at, told from its spelling alone (nothing is fetched)."""

import re
from urllib.parse import urlsplit

from verify.documents.model import LinkKind

_EXTENSIONS = {
    LinkKind.VIDEO: ("mp4", "webm", "mov", "m4v", "avi", "mkv", "m3u8"),
    LinkKind.AUDIO: ("mp3", "wav", "m4a", "ogg", "oga", "opus", "flac", "aac"),
    LinkKind.IMAGE: ("jpg", "jpeg", "png", "gif", "webp", "avif", "tif", "tiff", "bmp", "svg", "heic"),
}
_KIND_OF = {extension: kind for kind, extensions in _EXTENSIONS.items() for extension in extensions}
_PROVIDERS = (
    ("twitter", ("twitter.com", "x.com", "t.co")),
    ("telegram", ("t.me", "telegram.me", "telegram.org")),
    ("youtube", ("youtube.com", "youtu.be", "youtube-nocookie.com")),
    ("instagram", ("instagram.com",)),
)
_PLACEHOLDER = re.compile(r"(?:#.*|javascript:.*|about:blank.*|data:,?)?", re.I | re.S)
BARE_URL = re.compile(r"(?:https?://|(?<![\w@/.])www\.)[^\s<>\"“”«»\x00]{2,2000}", re.I)
POST_PICTURE = re.compile(r"(?<![\w@/.])pic\.(?:twitter|x)\.com/\w{4,40}")
_TRAILING = ".,;:!?'’…*_|"


def link_kind(target: str) -> LinkKind:
    """A placeholder where there is nothing to ask; else by the extension of the path."""
    stripped = target.strip()
    # A fragment alone names a place in a page the article no longer stands in: nothing can be asked either.
    if _PLACEHOLDER.fullmatch(stripped[:2000]):
        return LinkKind.PLACEHOLDER
    path = _path(stripped)
    return _KIND_OF.get(path.rpartition(".")[2].lower(), LinkKind.LINK) if "." in path else LinkKind.LINK


def _path(target: str) -> str:
    try:
        return urlsplit(target).path
    except ValueError:
        return ""


def provider_of(address: str) -> str:
    """twitter, telegram, youtube, instagram, or other."""
    try:
        host = (urlsplit(address if "//" in address else f"//{address}").hostname or "").lower()
    except ValueError:
        return "other"
    for provider, hosts in _PROVIDERS:
        if any(host == known or host.endswith(f".{known}") for known in hosts):
            return provider
    return "other"


def trim_address(address: str) -> str:
    """A bare address without the punctuation of the sentence it stands in; a closing bracket stays if one was opened."""
    while address:
        last = address[-1]
        unopened = (last == ")" and address.count("(") < address.count(")")) or (last == "]" and "[" not in address)
        if last not in _TRAILING and not unopened:
            break
        address = address[:-1]
    return address
