"""An article with something at each of the desk's addresses, and all the addresses there are."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import URLResolver, get_resolver, reverse

from tests.factories import (
    Cast,
    claims_of,
    decide,
    edit_of,
    flag_on,
    hang_link,
    kept_copy,
    looked_at_link,
    looked_at_picture,
    plain_article,
    said_on,
)
from verify.models import Article, Claim, ClaimEdit, Comment, Evidence, Flag, Link, MediaItem, Snapshot
from verify.services.reviewing import NewEvidence, add_evidence


class Address(NamedTuple):
    """One address of the site: its name with the namespaces in front, and its route."""

    name: str
    route: str
    arguments: tuple[str, ...]


def addresses(resolver: URLResolver | None = None, namespace: str = "", above: str = "/") -> Iterator[Address]:
    """Every address of the site; one without a name has its route for a name."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = above + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace, route)
        else:
            yield Address(namespace + (entry.name or route), route, tuple(entry.pattern.converters))


def is_admin(name: str) -> bool:
    return name.startswith("admin:")


ARGUMENTS = {address.name: address.arguments for address in addresses() if not is_admin(address.name)}
"""{name: the arguments it takes} of all addresses but the administrators' back room."""


@dataclass(frozen=True)
class Scene:
    """An article that the whole cast but administrator and outsider is named on, and what hangs on it."""

    cast: Cast
    article: Article
    claim: Claim
    link: Link
    picture: MediaItem
    evidence: Evidence
    edit: ClaimEdit
    flag: Flag
    comment: Comment
    snapshot: Snapshot

    def address(self, name: str) -> str:
        """The address of this name on this article. Everything of ours is found by ``pk`` and a revision's ``number``."""
        things = {
            "claim": self.claim.pk,
            "review": self.claim.pk,
            "assign": self.claim.pk,
            "sign": self.claim.pk,
            "answer": self.claim.pk,
            "evidence": self.claim.pk,
            "edit_claim": self.claim.pk,
            "undo_edit": self.edit.pk,
            "evidence_file": self.evidence.pk,
            "check_link": self.link.pk,
            "link": self.link.pk,
            "overrule_link": self.link.pk,
            "withdraw_overruling": self.link.pk,
            "dismiss_flag": self.flag.pk,
            "keep_evidence": self.claim.pk,
            "keep_link": self.link.pk,
            "evidence_kept": self.evidence.pk,
            "snapshot": self.snapshot.pk,
            "snapshot_warc": self.snapshot.pk,
            "snapshot_timestamp": self.snapshot.pk,
            "preview": self.picture.pk,
            "comment": self.claim.pk,
            "settle_comment": self.comment.pk,
        }
        values = {"pk": things.get(name, self.article.pk), "number": 1, "name": "unassigned", "batch": uuid.uuid4()}
        return reverse(name, kwargs={argument: values[argument] for argument in ARGUMENTS[name]})


def set_scene(cast: Cast, *, restricted: bool = False) -> Scene:
    article = plain_article(cast.editor)
    if restricted:
        Article.objects.filter(pk=article.pk).update(restricted=True)
        article.people.add(cast.viewer, cast.reviewer, cast.editor)
    claim = claims_of(article)[0]
    link = looked_at_link("http://127.0.0.1:9/boats.png")
    hang_link(article, link, kind="image")
    hang_link(article, None, position=1)
    file = NewEvidence("", "context", file=b"<script>alert(1)</script>", filename="minutes.html")
    evidence = add_evidence(claim, cast.editor, file, idempotency_key=uuid.uuid4())
    decide(claim, cast.reviewer, "verified")
    copy = kept_copy(link, "The council <script>alert(1)</script> met {{7*7}} times.", token=b"token")
    picture, edit = looked_at_picture(link), edit_of(claim, cast.editor)
    comment = said_on(claim, cast.reviewer, "Who counted, @editor?")
    return Scene(cast, article, claim, link, picture, evidence, edit, flag_on(claim), comment, copy)
