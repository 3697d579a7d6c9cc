"""Comments on claims: who may write them, that they stay as written, and that open pages hear of them."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

RULES = """
CREATE FUNCTION verify_comment_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM verify_person p WHERE p.id = NEW.author_id AND p.is_active AND p.role IN ('reviewer', 'editor', 'administrator')
    ) THEN
        RAISE EXCEPTION 'only reviewers and editors comment' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM verify_claimoccurrence o WHERE o.id = NEW.occurrence_id AND o.claim_id = NEW.claim_id) THEN
        RAISE EXCEPTION 'a comment is on a wording of its own claim' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER comment_rules BEFORE INSERT ON verify_comment FOR EACH ROW EXECUTE FUNCTION verify_comment_rules();
CREATE TRIGGER comment_append_only BEFORE UPDATE OR DELETE ON verify_comment
    FOR EACH ROW EXECUTE FUNCTION verify_refuse_change();
CREATE TRIGGER commentmention_append_only BEFORE UPDATE OR DELETE ON verify_commentmention
    FOR EACH ROW EXECUTE FUNCTION verify_refuse_change();
CREATE TRIGGER commentact_append_only BEFORE UPDATE OR DELETE ON verify_commentact
    FOR EACH ROW EXECUTE FUNCTION verify_refuse_change();

CREATE TRIGGER comment_changed AFTER INSERT ON verify_comment
    FOR EACH ROW EXECUTE FUNCTION verify_on_claim_changed('talk');
CREATE FUNCTION verify_commentact_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO verify_change (article_id, claim_id, kind)
        SELECT c.article_id, c.id, 'talk' FROM verify_comment t JOIN verify_claim c ON c.id = t.claim_id WHERE t.id = NEW.comment_id;
    RETURN NULL;
END $$;
CREATE TRIGGER commentact_changed AFTER INSERT ON verify_commentact
    FOR EACH ROW EXECUTE FUNCTION verify_commentact_changed();
"""
DROP = """
DROP TRIGGER IF EXISTS commentact_changed ON verify_commentact;
DROP TRIGGER IF EXISTS comment_changed ON verify_comment;
DROP TRIGGER IF EXISTS commentact_append_only ON verify_commentact;
DROP TRIGGER IF EXISTS commentmention_append_only ON verify_commentmention;
DROP TRIGGER IF EXISTS comment_append_only ON verify_comment;
DROP TRIGGER IF EXISTS comment_rules ON verify_comment;
DROP FUNCTION IF EXISTS verify_comment_rules, verify_commentact_changed;
DELETE FROM verify_change WHERE kind = 'talk';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("verify", "0019_queues"),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("wording", models.TextField()),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("idempotency_key", models.UUIDField(unique=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CommentAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(choices=[("resolve", "resolved"), ("reopen", "reopened")], max_length=7)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("idempotency_key", models.UUIDField(unique=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CommentMention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="change",
            name="change_kind_known",
        ),
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.CharField(
                choices=[
                    ("claim", "a claim's verdict, evidence or flags"),
                    ("talk", "the comments on a claim"),
                    ("text", "the claims of the text"),
                    ("links", "links and media"),
                    ("revision", "a new revision"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["claim", "talk", "text", "links", "revision"])),
                name="change_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="comments", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="verify.claim"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="occurrence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="verify.claimoccurrence"
            ),
        ),
        migrations.AddField(
            model_name="commentact",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="verify.comment"
            ),
        ),
        migrations.AddField(
            model_name="commentact",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="commentmention",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="verify.comment"
            ),
        ),
        migrations.AddField(
            model_name="commentmention",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="mentioned",
            field=models.ManyToManyField(
                related_name="mentioned_in", through="verify.CommentMention", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="commentact",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ["resolve", "reopen"])), name="commentact_act_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="commentmention",
            constraint=models.UniqueConstraint(fields=("comment", "person"), name="commentmention_once"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")), name="comment_says_something"
            ),
        ),
        migrations.RunSQL(RULES, DROP),
    ]
