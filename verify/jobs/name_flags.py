"""Flags on names in two spellings, in this article or against the archive: earlier articles that everybody may read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext as _

from verify.flags import Notice
from verify.matching.spellings import Name, misspelled, variants_within, worth_looking_up
from verify.models import Article, Claim, Flag

from .flag_scene import NAMES, FlagScene

MOST_NAMES = 200
"""Names of one article that the archive is asked about, those that stand most often."""
ALIKE = "0.5"
"""Trigrams that two spellings share; “Starovit” and “Starovoit” share 0.58."""
_IN_ARCHIVE = """
SELECT asked.name, hit.text, a.id, (
    SELECT min(o.claim_id) FROM verify_claimoccurrence o
    WHERE o.revision_id = m.revision_id AND o.start <= m.start AND o."end" >= m."end" AND NOT o.withdrawn
)
FROM unnest(%(names)s::text[]) AS asked(name)
CROSS JOIN LATERAL (
    SELECT m.text, min(m.id) AS mention, count(DISTINCT a.id) AS articles
    FROM verify_mention m JOIN verify_article a ON a.current_revision_id = m.revision_id
    WHERE m.text %% asked.name AND m.kind IN ('person', 'organization', 'place', 'other')
      AND NOT a.restricted AND a.created_at < %(before)s
    GROUP BY m.text ORDER BY similarity(m.text, asked.name) DESC, m.text LIMIT 20
) hit
JOIN verify_mention m ON m.id = hit.mention
JOIN verify_article a ON a.current_revision_id = m.revision_id
WHERE NOT EXISTS (
    SELECT 1 FROM verify_mention e JOIN verify_article a ON a.current_revision_id = e.revision_id
    WHERE e.text = asked.name AND e.kind IN ('person', 'organization', 'place', 'other')
      AND NOT a.restricted AND a.created_at < %(before)s
)
ORDER BY asked.name, hit.articles DESC, hit.text
"""


class Hit(NamedTuple):
    """A spelling of the archive that is near one of ours, in the first article that has it."""

    ours: str
    theirs: str
    article: int
    claim: int | None


def notices(scene: FlagScene) -> Iterator[Notice]:
    """Two queries, three statements."""
    names = [
        Name(mention.start, mention.end, mention.text, mention.value or mention.text, tuple(mention.also))
        for mention in scene.mentions
        if mention.kind in NAMES
    ]
    yield from _within(scene, names)
    yield from _against_archive(scene, names)


def _within(scene: FlagScene, names: Sequence[Name]) -> Iterator[Notice]:
    for variant in variants_within(names):
        claim, place = _first(scene, variant.rare)
        other, _place = _first(scene, variant.usual)
        yield Notice(
            Flag.Kind.NAME_VARIANT,
            f"name {sorted([variant.rare_word, variant.usual_word])}",
            _("“%(here)s” here, “%(there)s” elsewhere in this article: settle how the name is spelled.")
            % {"here": variant.rare_word, "there": variant.usual_word},
            claim,
            words=[(place.start, place.end)],
            other_article=scene.article,
            other_claim=other.pk if other else None,
        )


def _first(scene: FlagScene, names: Sequence[Name]) -> tuple[Claim | None, Name]:
    """The first claim with one of these mentions, and that mention; the first mention where none stands in a claim."""
    for name in names:
        if (claim := scene.claim_at(name.start)) is not None:
            return claim, name
    return None, names[0]


def _against_archive(scene: FlagScene, names: Sequence[Name]) -> Iterator[Notice]:
    written = {name.text for name in names} | {name.full for name in names}
    times = Counter(name.text for name in names if worth_looking_up(name.text))
    found: dict[str, Hit] = {}
    for hit in _hits(scene.article, [name for name, _n in times.most_common(MOST_NAMES)]):
        if hit.theirs not in written and misspelled(hit.ours, hit.theirs):
            found.setdefault(hit.ours, hit)
    articles = Article.objects.in_bulk(hit.article for hit in found.values())
    for hit in found.values():
        claim, place = _first(scene, [name for name in names if name.text == hit.ours])
        yield Notice(
            Flag.Kind.NAME_VARIANT,
            f"archive {hit.ours} {hit.theirs}",
            _("“%(here)s” here, “%(there)s” in the archive: settle how the name is spelled.")
            % {"here": hit.ours, "there": hit.theirs},
            claim,
            words=[(place.start, place.end)],
            other_article=articles[hit.article],
            other_claim=hit.claim,
        )


def _hits(article: Article, names: list[str]) -> list[Hit]:
    if not names:
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, TRUE)", [ALIKE])
        cursor.execute(_IN_ARCHIVE, {"names": names, "before": article.created_at})
        return [Hit(*row) for row in cursor.fetchall()]
