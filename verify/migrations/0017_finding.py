"""Finding: what was written, by its words in the language it was written in; names, by their spelling; searches that are kept."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import verify.models.words

# Immutable: an index is made of it. The rules of the languages come with PostgreSQL and change with its major versions alone.
FUNCTIONS = """
CREATE FUNCTION verify_rules(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
    CASE split_part(language, '-', 1)
        WHEN 'en' THEN 'pg_catalog.english'::regconfig WHEN 'de' THEN 'pg_catalog.german'::regconfig
        WHEN 'fr' THEN 'pg_catalog.french'::regconfig WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
        WHEN 'it' THEN 'pg_catalog.italian'::regconfig WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
        WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
        WHEN 'da' THEN 'pg_catalog.danish'::regconfig WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig
        WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig
        WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig
        ELSE 'pg_catalog.russian'::regconfig END
);
CREATE FUNCTION verify_words(language text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector(verify_rules(language), words);
CREATE FUNCTION verify_query(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    websearch_to_tsquery('pg_catalog.english'::regconfig, words) || websearch_to_tsquery('pg_catalog.russian'::regconfig, words)
    || websearch_to_tsquery('pg_catalog.german'::regconfig, words) || websearch_to_tsquery('pg_catalog.french'::regconfig, words)
    || websearch_to_tsquery('pg_catalog.spanish'::regconfig, words) || websearch_to_tsquery('pg_catalog.italian'::regconfig, words)
    || websearch_to_tsquery('pg_catalog.portuguese'::regconfig, words) || websearch_to_tsquery('pg_catalog.dutch'::regconfig, words)
    || websearch_to_tsquery('pg_catalog.swedish'::regconfig, words) || websearch_to_tsquery('pg_catalog.danish'::regconfig, words)
    || websearch_to_tsquery('pg_catalog.norwegian'::regconfig, words) || websearch_to_tsquery('pg_catalog.finnish'::regconfig, words)
    || websearch_to_tsquery('pg_catalog.turkish'::regconfig, words) || websearch_to_tsquery('pg_catalog.arabic'::regconfig, words);
"""
FORGET = "DROP FUNCTION verify_words(text, text), verify_query(text), verify_rules(text);"
LANGUAGES = """
UPDATE verify_claimoccurrence o SET language = p.language FROM verify_passage p WHERE p.id = o.passage_id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("verify", "0016_disagreement"),
    ]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(FUNCTIONS, FORGET),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("query", models.CharField(max_length=2000)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="claimoccurrence",
            name="language",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.RunSQL(LANGUAGES, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(
                verify.models.words.Words("language", "title", "byline", "credit"), name="article_by_words"
            ),
        ),
        migrations.AddIndex(
            model_name="claimoccurrence",
            index=django.contrib.postgres.indexes.GinIndex(
                verify.models.words.Words("language", "text"), name="occurrence_by_words"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=django.contrib.postgres.indexes.GinIndex(
                verify.models.words.Words("", "text", "quotation", "filename"), name="evidence_by_words"
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("text"), name="gin_trgm_ops"),
                condition=models.Q(("kind__in", ["person", "organization", "place", "other"])),
                name="name_by_spelling",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=django.contrib.postgres.indexes.GinIndex(
                verify.models.words.Words("", "note"), name="review_by_words"
            ),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="saved_filters", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("person", "name"), name="saved_filter_name_once"),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="saved_filter_has_a_name"
            ),
        ),
    ]
