"""A question names each form of a word once, and the planner knows how rare most words are.

Fourteen languages agree on most words. Said fourteen times over, a rare word looked common to the planner, which then read
every claim of the desk for it.
"""

from django.db import migrations

RULES = (
    "english", "russian", "german", "french", "spanish", "italian", "portuguese",
    "dutch", "swedish", "danish", "norwegian", "finnish", "turkish", "arabic",
)  # fmt: skip
_FORMS = [f"websearch_to_tsquery('pg_catalog.{rules}'::regconfig, words)" for rules in RULES]
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION verify_query(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN "
)
ONCE = f"""{_FUNCTION}(
    SELECT coalesce(string_agg(DISTINCT '(' || form::text || ')', ' | ')::tsquery, ''::tsquery)
    FROM unnest(ARRAY[{", ".join(_FORMS)}]) AS form WHERE numnode(form) > 0
);"""  # noqa: S608 - constants of this file
EACH = f"{_FUNCTION}{' || '.join(_FORMS)};"
INDEXES = ("occurrence_by_words", "review_by_words", "evidence_by_words", "article_by_words")


def _remembered(words: int) -> str:
    """How many of the commonest words of each index the planner remembers, in tens."""
    return "".join(f"ALTER INDEX {index} ALTER COLUMN 1 SET STATISTICS {words};" for index in INDEXES)


# A desk that has texts already would go on as before until much of it had changed.
COUNTED = """
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM verify_claimoccurrence) THEN
        ANALYZE verify_claimoccurrence, verify_review, verify_evidence, verify_article;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("verify", "0024_figures"),
    ]

    operations = [
        migrations.RunSQL(ONCE, EACH),
        migrations.RunSQL(_remembered(1000), _remembered(-1)),
        migrations.RunSQL(COUNTED, migrations.RunSQL.noop, elidable=True),
    ]
