"""The other side of a flag that compares, and which articles' flags are to be computed anew: the database says so itself."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

ASK = """
CREATE FUNCTION verify_flags_asked_by_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO verify_flaground (article_id)
        SELECT DISTINCT c.article_id FROM fresh f JOIN verify_claim c ON c.id = f.claim_id;
    RETURN NULL;
END $$;
CREATE TRIGGER review_asks_for_flags AFTER INSERT ON verify_review REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION verify_flags_asked_by_claims();
CREATE TRIGGER evidence_asks_for_flags AFTER INSERT ON verify_evidence REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION verify_flags_asked_by_claims();
CREATE TRIGGER claimedit_asks_for_flags AFTER INSERT ON verify_claimedit REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION verify_flags_asked_by_claims();

-- The same file at another look is nothing new.
CREATE FUNCTION verify_flags_asked_by_media() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO verify_flaground (article_id)
        SELECT DISTINCT a.id FROM fresh f JOIN verify_linkoccurrence o ON o.link_id = f.link_id
            JOIN verify_article a ON a.current_revision_id = o.revision_id
        WHERE f.item_id IS DISTINCT FROM (
            SELECT m.item_id FROM verify_mediacheck m WHERE m.link_id = f.link_id AND m.id < f.id ORDER BY m.id DESC LIMIT 1
        );
    RETURN NULL;
END $$;
CREATE TRIGGER mediacheck_asks_for_flags AFTER INSERT ON verify_mediacheck REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION verify_flags_asked_by_media();

-- What is restricted from now on is compared with no other article any more.
CREATE FUNCTION verify_flags_asked_by_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO verify_flaground (article_id)
        SELECT NEW.id UNION
        SELECT f.article_id FROM verify_flag f
        WHERE f.other_article_id = NEW.id AND f.state = 'open' AND OLD.restricted IS DISTINCT FROM NEW.restricted;
    RETURN NULL;
END $$;
CREATE TRIGGER article_asks_for_flags AFTER UPDATE ON verify_article FOR EACH ROW
    WHEN (OLD.current_revision_id IS DISTINCT FROM NEW.current_revision_id OR OLD.restricted IS DISTINCT FROM NEW.restricted)
    EXECUTE FUNCTION verify_flags_asked_by_article();

INSERT INTO verify_flaground (article_id) SELECT id FROM verify_article WHERE current_revision_id IS NOT NULL;
"""
FORGET = """
DROP TRIGGER article_asks_for_flags ON verify_article;
DROP TRIGGER mediacheck_asks_for_flags ON verify_mediacheck;
DROP TRIGGER claimedit_asks_for_flags ON verify_claimedit;
DROP TRIGGER evidence_asks_for_flags ON verify_evidence;
DROP TRIGGER review_asks_for_flags ON verify_review;
DROP FUNCTION verify_flags_asked_by_article, verify_flags_asked_by_media, verify_flags_asked_by_claims;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("verify", "0022_notifications"),
    ]

    operations = [
        migrations.CreateModel(
            name="FlagRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("queued_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.AddField(
            model_name="flag",
            name="other_article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="compared_flags",
                to="verify.article",
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="other_claim",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="compared_flags",
                to="verify.claim",
            ),
        ),
        migrations.AddField(
            model_name="flaground",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="flag_rounds", to="verify.article"
            ),
        ),
        migrations.AddIndex(
            model_name="flaground",
            index=models.Index(fields=["queued_at"], name="flag_round_by_age"),
        ),
        migrations.RunSQL(ASK, FORGET),
    ]
