"""What open pages ask for: a row for each change on an article's page, written by the database whoever makes the change."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

NOTE_CHANGE = """
CREATE FUNCTION verify_claim_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO verify_change (article_id, claim_id, kind) VALUES (NEW.article_id, NEW.id, 'claim');
    RETURN NULL;
END $$;
CREATE TRIGGER claim_changed AFTER UPDATE ON verify_claim FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION verify_claim_changed();

CREATE FUNCTION verify_on_claim_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO verify_change (article_id, claim_id, kind)
        SELECT c.article_id, c.id, TG_ARGV[0] FROM verify_claim c WHERE c.id = NEW.claim_id;
    RETURN NULL;
END $$;
CREATE TRIGGER evidence_changed AFTER INSERT ON verify_evidence
    FOR EACH ROW EXECUTE FUNCTION verify_on_claim_changed('claim');
CREATE TRIGGER flag_changed AFTER INSERT OR UPDATE ON verify_flag
    FOR EACH ROW EXECUTE FUNCTION verify_on_claim_changed('claim');
CREATE TRIGGER claimedit_changed AFTER INSERT ON verify_claimedit
    FOR EACH ROW EXECUTE FUNCTION verify_on_claim_changed('text');

CREATE FUNCTION verify_link_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO verify_change (article_id, kind)
        SELECT DISTINCT a.id, 'links' FROM verify_linkoccurrence o JOIN verify_article a ON a.current_revision_id = o.revision_id
        WHERE o.link_id = NEW.link_id;
    RETURN NULL;
END $$;
CREATE TRIGGER linkcheck_changed AFTER INSERT ON verify_linkcheck FOR EACH ROW EXECUTE FUNCTION verify_link_changed();
CREATE TRIGGER mediacheck_changed AFTER INSERT ON verify_mediacheck FOR EACH ROW EXECUTE FUNCTION verify_link_changed();
CREATE TRIGGER overruling_changed AFTER INSERT ON verify_overruling FOR EACH ROW EXECUTE FUNCTION verify_link_changed();

CREATE FUNCTION verify_revision_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO verify_change (article_id, kind) VALUES (NEW.id, 'revision');
    RETURN NULL;
END $$;
CREATE TRIGGER revision_changed AFTER UPDATE ON verify_article FOR EACH ROW
    WHEN (OLD.current_revision_id IS DISTINCT FROM NEW.current_revision_id) EXECUTE FUNCTION verify_revision_changed();
"""
FORGET = """
DROP TRIGGER revision_changed ON verify_article;
DROP TRIGGER overruling_changed ON verify_overruling;
DROP TRIGGER mediacheck_changed ON verify_mediacheck;
DROP TRIGGER linkcheck_changed ON verify_linkcheck;
DROP TRIGGER claimedit_changed ON verify_claimedit;
DROP TRIGGER flag_changed ON verify_flag;
DROP TRIGGER evidence_changed ON verify_evidence;
DROP TRIGGER claim_changed ON verify_claim;
DROP FUNCTION verify_revision_changed, verify_link_changed, verify_on_claim_changed, verify_claim_changed;
"""


class Migration(migrations.Migration):
    dependencies = [("verify", "0012_page_facts")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("claim", "a claim's verdict, evidence, flags or talk"),
                            ("text", "the claims of the text"),
                            ("links", "links and media"),
                            ("revision", "a new revision"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="verify.article",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="verify.claim",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["article", "-id"], name="change_newest_of_article"),
                    models.Index(fields=["at"], name="change_by_age"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["claim", "text", "links", "revision"])),
                        name="change_kind_known",
                    )
                ],
            },
        ),
        migrations.RunSQL(NOTE_CHANGE, FORGET),
    ]
