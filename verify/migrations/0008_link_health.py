import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

APPEND_ONLY = """
CREATE TRIGGER overruling_append_only BEFORE UPDATE OR DELETE ON verify_overruling
    FOR EACH ROW EXECUTE FUNCTION verify_refuse_change();
"""
DROP_APPEND_ONLY = "DROP TRIGGER IF EXISTS overruling_append_only ON verify_overruling;"

# What the looks so far come to: the run of failures since the last success. Nothing is concluded here: the next look does that.
WHAT_IS_KNOWN = """
WITH latest AS (
    SELECT l.id, l.check_state, c.outcome FROM verify_link l LEFT JOIN verify_linkcheck c ON c.id = l.latest_check_id
), success AS (
    SELECT link_id, max(checked_at) AS at FROM verify_linkcheck
    WHERE outcome IN ('ok', 'redirected', 'too_large') GROUP BY link_id
), run AS (
    SELECT c.link_id, min(c.checked_at) AS since, count(*) AS failures
    FROM verify_linkcheck c LEFT JOIN success s ON s.link_id = c.link_id
    WHERE c.outcome IN ('broken', 'soft_404', 'unreachable', 'server_error', 'timeout')
      AND c.reason NOT IN ('internal_fault', 'no_route', 'slow_body') AND (s.at IS NULL OR c.checked_at > s.at)
    GROUP BY c.link_id
)
UPDATE verify_link l SET
    failing_since = run.since,
    failures = coalesce(run.failures, 0),
    -- Spread over a day, so that an upgrade does not check everything at once.
    due_at = CASE WHEN l.check_state IN ('done', 'failed') AND latest.outcome IS DISTINCT FROM 'invalid'
             THEN now() + random() * interval '1 day' END,
    health = CASE latest.outcome
        WHEN 'broken' THEN 20 WHEN 'soft_404' THEN 30 WHEN 'unreachable' THEN 40 WHEN 'server_error' THEN 50
        WHEN 'timeout' THEN 60 WHEN 'tls_error' THEN 70 WHEN 'not_media' THEN 80 WHEN 'invalid' THEN 90
        WHEN 'restricted' THEN 100 WHEN 'blocked' THEN 110 WHEN 'too_large' THEN 120
        WHEN 'redirected' THEN 210 WHEN 'ok' THEN 220
        ELSE CASE WHEN l.check_state = 'failed' THEN 130 ELSE 200 END END
FROM latest LEFT JOIN run ON run.link_id = latest.id WHERE latest.id = l.id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("verify", "0007_snapshots_and_flags"),
    ]

    operations = [
        migrations.AddField(
            model_name="link",
            name="back_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="link",
            name="dead_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="link",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="link",
            name="failing_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="link",
            name="failures",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="link",
            name="health",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (10, "Dead"),
                    (20, "Broken"),
                    (30, "Page is gone"),
                    (40, "Unreachable"),
                    (50, "Server error"),
                    (60, "Timed out"),
                    (70, "Certificate problem"),
                    (80, "Not a media file"),
                    (90, "No target"),
                    (100, "Needs a look"),
                    (110, "Not allowed"),
                    (120, "Too large"),
                    (130, "Could not be checked"),
                    (200, "Not checked yet"),
                    (210, "Moved"),
                    (220, "Works"),
                ],
                default=200,
            ),
        ),
        migrations.CreateModel(
            name="Overruling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[("held", "overruled"), ("withdrawn", "withdrew the overruling")],
                        default="held",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("ok", "Works"),
                            ("redirected", "Moved"),
                            ("soft_404", "Page is gone"),
                            ("broken", "Broken"),
                            ("server_error", "Server error"),
                            ("unreachable", "Unreachable"),
                            ("timeout", "Timed out"),
                            ("tls_error", "Certificate problem"),
                            ("restricted", "Needs a look"),
                            ("blocked", "Not allowed"),
                            ("invalid", "No target"),
                            ("too_large", "Too large"),
                            ("not_media", "Not a media file"),
                        ],
                        max_length=16,
                    ),
                ),
                ("note", models.TextField()),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("idempotency_key", models.UUIDField(unique=True)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overrulings", to="verify.link"
                    ),
                ),
                (
                    "link_check",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overrulings", to="verify.linkcheck"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overrulings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdraws",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="verify.overruling",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="link",
            name="held",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="verify.overruling",
            ),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="link_due"),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["health", "id"], name="link_by_health"),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["host", "health", "id"], name="link_by_host"),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(condition=models.Q(("held__isnull", False)), fields=["held"], name="link_held"),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__isnull", True), ("check_state__in", ["done", "failed"]), _connector="OR"),
                name="link_due_only_at_rest",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dead_at__isnull", True), ("failing_since__isnull", True), ("failures", 0)),
                    models.Q(("failing_since__isnull", False), ("failures__gt", 0)),
                    _connector="OR",
                ),
                name="link_failures_have_a_beginning",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("health__in", [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 200, 210, 220])
                ),
                name="link_health_known",
            ),
        ),
        migrations.AddIndex(
            model_name="overruling",
            index=models.Index(fields=["link", "-made_at"], name="overruling_by_link"),
        ),
        migrations.AddConstraint(
            model_name="overruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        [
                            "ok",
                            "redirected",
                            "soft_404",
                            "broken",
                            "server_error",
                            "unreachable",
                            "timeout",
                            "tls_error",
                            "restricted",
                            "blocked",
                            "invalid",
                            "too_large",
                            "not_media",
                        ],
                    )
                ),
                name="overruling_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="overruling",
            constraint=models.CheckConstraint(condition=models.Q(("note__regex", "\\S")), name="overruling_has_a_note"),
        ),
        migrations.AddConstraint(
            model_name="overruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("act", "held"),
                        ("expires_at__gt", models.F("made_at")),
                        ("expires_at__isnull", False),
                        ("withdraws__isnull", True),
                    ),
                    models.Q(("act", "withdrawn"), ("expires_at__isnull", True), ("withdraws__isnull", False)),
                    _connector="OR",
                ),
                name="overruling_is_one_act",
            ),
        ),
        migrations.RunSQL(APPEND_ONLY, DROP_APPEND_ONLY),
        migrations.RunSQL(WHAT_IS_KNOWN, migrations.RunSQL.noop),
    ]
