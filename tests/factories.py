"""The fixed cast of the tests and the things they work on."""

import hashlib
import uuid
from dataclasses import dataclass
from itertools import accumulate

from verify.jobs.splitting import split_revision
from verify.models import Article, Claim, ClaimOccurrence, Evidence, Passage, Person, Revision, Role, Stance, Status
from verify.services.intake import Details, Upload, upload_article
from verify.services.reviewing import NewEvidence, Verdict, add_evidence

PASSWORD = "a-long-enough-password"

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


def make_cast() -> Cast:
    """``outsider`` has an account and no name on any restricted article."""

    def person(username: str, role: str, name: str = "") -> Person:
        first, _space, last = name.partition(" ")
        made = Person(username=username, role=role, first_name=first, last_name=last)
        made.set_password(PASSWORD)
        made.save()
        return made

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


def plain_article(editor: Person, claims: int = 3, title: str = "A made article") -> Article:
    """An article with ``claims`` claims put straight into the tables: fast, for tests that are not about splitting."""
    sentences = [f"The council counted {number} boats." for number in range(1, claims + 1)]
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
