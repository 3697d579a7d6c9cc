"""The fixed cast of the tests and the things they work on."""

import hashlib
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from threading import Barrier

from django.contrib.auth.hashers import make_password
from django.db import connection, connections
from django.db.models import F
from django.utils import timezone

from verify.flags import Notice, show_flags
from verify.jobs.splitting import split_revision
from verify.models import (
    ArchiveCopy,
    Article,
    Attribution,
    Claim,
    ClaimEdit,
    ClaimOccurrence,
    Comment,
    CommentAct,
    Evidence,
    Flag,
    Hedge,
    Link,
    LinkCheck,
    LinkOccurrence,
    MediaCheck,
    MediaItem,
    Overruling,
    Passage,
    Person,
    QuoteCheck,
    Review,
    Revision,
    Role,
    Snapshot,
    Stance,
    Status,
    StoredFile,
)
from verify.services.commenting import comment_on, settle_comment
from verify.services.editing import EditRequest, set_kind
from verify.services.intake import Details, Upload, upload_article, upload_revision
from verify.services.links import overrule_link
from verify.services.reviewing import NewEvidence, Verdict, add_evidence, review_claim

PASSWORD = "a-long-enough-password"
SOME = 100
"""Links and pieces of evidence in a large article."""

HARBOUR = """# Harbour reopens after the storm

March 12, 2025

By Lena Brandt

The harbour of Nordhavn reopened on Tuesday after a storm closed it for three days. Nine ships waited outside the breakwater.

"We lost two cranes," said port director Anna Wester. The damage [was put](#) at 4 million euros.

A [report](http://127.0.0.1:9/report) published on Monday named 12 berths that cannot be used.
"""


@dataclass(frozen=True)
class Cast:
    """Who works at this desk, and one outsider who must be refused."""

    administrator: Person
    editor: Person
    reviewer: Person
    reviewer2: Person
    viewer: Person
    outsider: Person


@cache
def _password_hash() -> str:
    """Argon2 is slow on purpose: once is enough for everybody."""
    return make_password(PASSWORD)


def make_cast() -> Cast:
    """``outsider`` has an account and no name on any restricted article."""

    def person(username: str, role: str, name: str = "") -> Person:
        first, _space, last = name.partition(" ")
        return Person.objects.create(
            username=username, role=role, first_name=first, last_name=last, password=_password_hash()
        )

    return Cast(
        administrator=person("admin", Role.ADMINISTRATOR),
        editor=person("editor", Role.EDITOR, "Edith Okafor"),
        reviewer=person("reviewer", Role.REVIEWER, "Rosa Aguilar"),
        reviewer2=person("reviewer2", Role.REVIEWER, "Milan Kovac"),
        viewer=person("viewer", Role.VIEWER, "Vera Lind"),
        outsider=person("outsider", Role.REVIEWER),
    )


def split_article(editor: Person, text: str | bytes = HARBOUR, filename: str = "harbour.md") -> Article:
    """An article that came in through the front door and was split by the real splitter, in this process."""
    content = text.encode() if isinstance(text, str) else text
    received = upload_article(editor, Upload(content, filename), Details())
    split_revision(received.article.revisions.latest("number").pk)
    return Article.objects.select_related("current_revision").get(pk=received.article.pk)


def _boats(index: int) -> str:
    return f"The council counted {index + 1} boats."


def plain_article(
    editor: Person, claims: int = 3, title: str = "A made article", wording: Callable[[int], str] = _boats
) -> Article:
    """An article with ``claims`` claims put straight into the tables: fast, for tests that are not about splitting.

    ``wording`` gives the sentence of each claim, by its place from 0.
    """
    sentences = [wording(index) for index in range(claims)]
    text = "\n".join(sentences)
    article = Article.objects.create(title=title, uploaded_by=editor, language="en")
    original = f"{title}\n{uuid.uuid4()}".encode()
    revision = Revision.objects.create(
        article=article,
        number=1,
        original=original,
        sha256=hashlib.sha256(original).hexdigest(),
        text=text,
        format="text",
        uploaded_by=editor,
        split_state="done",
        splitter_version="test",
        added=claims,
    )
    ends = list(accumulate((len(sentence) + 1 for sentence in sentences), initial=0))
    spans = [(start, start + len(sentence)) for start, sentence in zip(ends, sentences, strict=False)]
    passages = Passage.objects.bulk_create(
        [
            Passage(revision=revision, position=index, kind="body", start=start, end=end, language="en")
            for index, (start, end) in enumerate(spans)
        ],
        1000,
    )
    made = Claim.objects.bulk_create([Claim(article=article) for _span in spans], 1000)
    ClaimOccurrence.objects.bulk_create(
        [
            ClaimOccurrence(
                claim=claim,
                revision=revision,
                passage=passage,
                position=index,
                start=start,
                end=end,
                spans=[[start, end]],
                text=sentences[index],
                normalised=sentences[index].lower(),
                language="en",
            )
            for index, (claim, passage, (start, end)) in enumerate(zip(made, passages, spans, strict=True))
        ],
        1000,
    )
    article.current_revision = revision
    article.save()
    return article


def claims_of(article: Article) -> list[Claim]:
    """The claims of the current revision, in the order of the text."""
    rows = ClaimOccurrence.objects.filter(revision=article.current_revision).select_related("claim")
    return [row.claim for row in rows.order_by("position")]


def evidence_on(
    claim: Claim, person: Person, stance: str = Stance.SUPPORTS, source: str = "I read the minutes."
) -> Evidence:
    return add_evidence(claim, person, NewEvidence(source, stance), idempotency_key=uuid.uuid4())


def verdict(
    claim: Claim, status: str = Status.UNVERIFIED, note: str = "Called twice, nobody answered.", scope: str = "both"
) -> Verdict:
    """A verdict as a form would carry it now."""
    version = Claim.objects.get(pk=claim.pk).version
    return Verdict(status, scope, note, version, uuid.uuid4())


def revise(article: Article, editor: Person, text: str | bytes, filename: str = "harbour.md") -> Revision:
    """A new revision that came in through the front door and was split by the real splitter."""
    content = text.encode() if isinstance(text, str) else text
    revision = upload_revision(article, editor, Upload(content, filename))
    split_revision(revision.pk)
    article.refresh_from_db()
    revision.refresh_from_db()
    return revision


def revision_of(article: Article) -> Revision:
    """The article's current revision, which everything made here has."""
    assert article.current_revision is not None
    return article.current_revision


def citing_claim(article: Article) -> Claim:
    """The first claim of the article, made to cite the harbour master, so that it has two tracks."""
    claim = claims_of(article)[0]
    attribution = Attribution.objects.create(
        revision=revision_of(article), speaker_text="the harbour master", cue_text="said", mode="indirect"
    )
    claim.occurrences.update(attribution=attribution)
    Claim.objects.filter(pk=claim.pk).update(attribution_status=Status.UNCHECKED)
    claim.refresh_from_db()
    return claim


def decide(
    claim: Claim, person: Person, status: str, scope: str = "both", note: str = "I called the harbour."
) -> Review:
    """A verdict with what it needs: evidence for it and against it is there already or added now."""
    stances = set(claim.evidence.values_list("stance", flat=True))
    for stance in {Stance.SUPPORTS, Stance.REFUTES} - stances:
        evidence_on(claim, person, stance, f"What {stance} it.")
    review = review_claim(claim, person, verdict(claim, status, note, scope))
    assert review is not None
    return review


def edit_of(claim: Claim, editor: Person) -> ClaimEdit:
    """An editor's act on a claim: its kind is set."""
    version = Claim.objects.get(pk=claim.pk).version
    return set_kind(EditRequest(claim, editor, version, uuid.uuid4()), "prediction")


def looked_at_link(url: str, outcome: str = "ok") -> Link:
    """A link of the newsroom with one check behind it."""
    link = Link.objects.create(
        url=url, digest=hashlib.sha256(url.encode()).hexdigest(), host="127.0.0.1", check_state="done"
    )
    link.latest_check = LinkCheck.objects.create(link=link, outcome=outcome, sentence="It answered 200.")
    link.health = link.health_now()
    link.save()
    return link


def overruled(link: Link, person: Person, outcome: str = "ok", note: str = "I saw it in a browser.") -> Overruling:
    """A person's word stands on a link."""
    return overrule_link(link, person, outcome, note, idempotency_key=uuid.uuid4())


def looked_at_picture(link: Link, preview: bytes = b"RIFFwebp") -> MediaItem:
    """A picture behind a link that has been checked."""
    item = MediaItem.objects.create(
        sha256=hashlib.sha256(link.url.encode()).hexdigest(), kind="picture", mime="image/png", size=10, preview=preview
    )
    assert link.latest_check is not None
    MediaCheck.objects.create(link=link, link_check=link.latest_check, item=item)
    return item


def kept_copy(
    link: Link, text: str = "The harbour reopened.", content: bytes = b"WARC/1.1", token: bytes = b""
) -> Snapshot:
    """A copy of what the link's newest check answered with, put straight into the tables."""
    digest = hashlib.sha256(content).hexdigest()
    warc, _created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"content": content, "size": len(content)}
    )
    assert link.latest_check is not None
    return Snapshot.objects.create(
        link=link,
        link_check=link.latest_check,
        warc=warc,
        payload_sha256=hashlib.sha256(text.encode()).hexdigest(),
        payload_size=len(text),
        headers=[["content-type", "text/html"]],
        text=text,
        timestamp_token=token,
        timestamped_at=timezone.now() if token else None,
    )


def archived_copy(link: Link) -> ArchiveCopy:
    """An answer of the web archive about a link."""
    return ArchiveCopy.objects.create(link=link, address="http://127.0.0.1:9/web/20250312000000/boats")


def looked_for_quote(
    claim: Claim, link: Link, quote: str = "We lost two cranes", piece: Evidence | None = None, passage: str = ""
) -> QuoteCheck:
    """A quotation that the page behind the link does not hold, or only in the words of ``passage``."""
    assert link.latest_check is not None
    result = QuoteCheck.Result.DIFFERENT if passage else QuoteCheck.Result.MISSING
    return QuoteCheck.objects.create(
        claim=claim,
        link=link,
        link_check=link.latest_check,
        evidence=piece,
        quote=quote,
        result=result,
        passage=passage,
    )


def said_on(claim: Claim, person: Person, text: str = "Who counted them?", tell: str = "") -> Comment:
    """A comment written in the usual way."""
    return comment_on(claim, person, text, tell=tell, idempotency_key=uuid.uuid4())


def settled(comment: Comment, person: Person, act: str = "resolve") -> CommentAct:
    """A comment that somebody resolved."""
    done = settle_comment(comment, person, act, idempotency_key=uuid.uuid4())
    assert done is not None
    return done


def flag_on(claim: Claim, kind: str = Flag.Kind.SINGLE_SOURCE, reason: str = "Only the port says so.") -> Flag:
    """A flag raised in the usual way."""
    [flag] = show_flags(claim.article, [kind], [Notice(kind, uuid.uuid4().hex, reason, claim)], claims=[claim.pk])
    return flag


def hang_link(article: Article, link: Link | None, position: int = 0, kind: str = "link", anchor: str = "") -> None:
    """Put a link into the text of the article's current revision; None is a placeholder."""
    first = ClaimOccurrence.objects.filter(revision=article.current_revision).order_by("position").first()
    LinkOccurrence.objects.create(
        revision=revision_of(article),
        link=link,
        occurrence=first,
        position=position,
        kind=kind if link else "placeholder",
        anchor=anchor or "The council",
        target=link.url if link else "#",
        start=0,
        end=11,
    )


def furnish(article: Article, editor: Person) -> None:
    """Give every claim of an article what a page prints beside it: a source and a hedge, the first ones evidence and a
    checked picture too."""
    rows = list(ClaimOccurrence.objects.filter(revision=article.current_revision).order_by("position"))
    revision = revision_of(article)
    sources = Attribution.objects.bulk_create(
        [Attribution(revision=revision, speaker_text=f"councillor {row.position}", mode="direct") for row in rows],
        1000,
    )
    # Their keys are one run of the sequence, and a claim's place in the text is its place in that run.
    assert sources[-1].pk - sources[0].pk == len(rows) - 1
    revision.occurrences.update(attribution_id=F("position") + sources[0].pk)
    Claim.objects.filter(article=article).update(attribution_status=Status.UNCHECKED)
    hedges = Hedge.objects.bulk_create(
        [
            Hedge(revision=revision, start=row.start, end=row.end, text="about", hedge_class="approximate")
            for row in rows
        ],
        1000,
    )
    through = Hedge.occurrences.through
    through._default_manager.bulk_create(
        [through(hedge_id=hedge.pk, claimoccurrence_id=row.pk) for hedge, row in zip(hedges, rows, strict=True)], 1000
    )
    _furnish_links(article, rows[:SOME])
    _furnish_evidence(rows[:SOME], editor)


def _furnish_links(article: Article, rows: list[ClaimOccurrence]) -> None:
    urls = [f"http://127.0.0.1:9/{article.pk}/{row.position}.png" for row in rows]
    links = Link.objects.bulk_create(
        [
            Link(url=url, digest=hashlib.sha256(url.encode()).hexdigest(), host="127.0.0.1", check_state="done")
            for url in urls
        ],
        1000,
    )
    checks = LinkCheck.objects.bulk_create(
        [LinkCheck(link=link, outcome="ok", sentence="Fine.") for link in links], 1000
    )
    for link, check in zip(links, checks, strict=True):
        link.latest_check = check
        link.health = link.health_now()
    Link.objects.bulk_update(links, ["latest_check", "health"], 1000)
    items = MediaItem.objects.bulk_create(
        [MediaItem(sha256=link.digest, kind="picture", mime="image/png", size=10, preview=b"x") for link in links], 1000
    )
    MediaCheck.objects.bulk_create(
        [
            MediaCheck(link=link, link_check=check, item=item)
            for link, check, item in zip(links, checks, items, strict=True)
        ],
        1000,
    )
    LinkOccurrence.objects.bulk_create(
        [
            LinkOccurrence(
                revision_id=row.revision_id, link=link, passage_id=row.passage_id, occurrence=row,
                position=row.position, kind="image", anchor="boats", target=link.url, start=row.start, end=row.end,
            )
            for row, link in zip(rows, links, strict=True)
        ],
        1000,
    )  # fmt: skip


def _furnish_evidence(rows: list[ClaimOccurrence], editor: Person) -> None:
    """Two pieces on every claim; a link of the text is one of them."""
    links = {
        row.occurrence_id: row.link_id for row in LinkOccurrence.objects.filter(occurrence__in=[row.pk for row in rows])
    }
    pieces = [
        Evidence(
            claim_id=row.claim_id, stance="supports", text="I counted.", added_by=editor, idempotency_key=uuid.uuid4()
        )
        for row in rows
    ]
    pieces += [
        Evidence(
            claim_id=row.claim_id,
            stance="refutes",
            link_id=links[row.pk],
            added_by=editor,
            idempotency_key=uuid.uuid4(),
        )
        for row in rows
    ]
    Evidence.objects.bulk_create(pieces, 1000)


def learn_sizes() -> None:
    """What autovacuum does on its own soon after a large article was stored, and cannot do within a test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def settle() -> None:
    """Ask the database now for what it would refuse at commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def at_once[T](*acts: Callable[[], T]) -> list[T | Exception]:
    """Do all the acts in the same moment, each in a thread with a connection of its own; what each gave or raised."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T | Exception:
        try:
            connection.ensure_connection()
            gate.wait(10)
            return act()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
