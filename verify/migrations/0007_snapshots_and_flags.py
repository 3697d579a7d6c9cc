"""Copies of what was relied on, quotations looked for, and what the program noticed; rows of history that nobody changes."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

APPEND_ONLY = ("snapshot", "archivecopy", "quotecheck", "storedfile")

# A stored file is known by what it holds, so it holds what it is known by.
CONTENT_IS_ADDRESS = """
ALTER TABLE verify_storedfile ADD CONSTRAINT storedfile_is_its_address
    CHECK (sha256 = encode(sha256(content), 'hex') AND size = length(content));
"""

APPEND_ONLY_TRIGGERS = "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON verify_{table} "
    "FOR EACH ROW EXECUTE FUNCTION verify_refuse_change();\n"
    for table in APPEND_ONLY
)

# What was noticed, where and when stands for ever, and so does the answer to it.
FLAG_IS_HISTORY = """
CREATE FUNCTION verify_flag_is_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a flag is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.article_id, NEW.claim_id, NEW.kind, NEW.fingerprint, NEW.raised_at)
       IS DISTINCT FROM (OLD.article_id, OLD.claim_id, OLD.kind, OLD.fingerprint, OLD.raised_at)
       OR (OLD.state <> 'open' AND (NEW.state, NEW.resolved_at, NEW.dismissed_by_id, NEW.dismissed_at, NEW.dismissal_note)
           IS DISTINCT FROM (OLD.state, OLD.resolved_at, OLD.dismissed_by_id, OLD.dismissed_at, OLD.dismissal_note)) THEN
        RAISE EXCEPTION 'flag % is history: raise a new one', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER flag_is_history BEFORE UPDATE OR DELETE ON verify_flag
    FOR EACH ROW EXECUTE FUNCTION verify_flag_is_history();
"""

DROP = (
    "DROP TRIGGER IF EXISTS flag_is_history ON verify_flag;\n"
    "DROP FUNCTION IF EXISTS verify_flag_is_history;\n"
    "ALTER TABLE verify_storedfile DROP CONSTRAINT IF EXISTS storedfile_is_its_address;\n"
    + "".join(f"DROP TRIGGER IF EXISTS {table}_append_only ON verify_{table};\n" for table in APPEND_ONLY)
)


class Migration(migrations.Migration):
    dependencies = [
        ("verify", "0006_details_edited"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArchiveCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("address", models.TextField(blank=True)),
                ("captured_at", models.DateTimeField(blank=True, null=True)),
                ("saved_for_us", models.BooleanField(default=False)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="archive_copies", to="verify.link"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "archive copies",
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("relied_on", "somebody relied on it"),
                            ("changed", "it no longer said what was kept"),
                        ],
                        default="relied_on",
                        max_length=12,
                    ),
                ),
                ("taken_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("payload_sha256", models.CharField(max_length=64)),
                ("payload_size", models.PositiveBigIntegerField()),
                ("headers", models.JSONField(default=list)),
                ("text", models.TextField(blank=True)),
                ("timestamp_token", models.BinaryField(blank=True, default=b"")),
                ("timestamped_at", models.DateTimeField(blank=True, null=True)),
                ("timestamp_authority", models.TextField(blank=True)),
                ("timestamp_problem", models.TextField(blank=True)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="snapshots", to="verify.link"
                    ),
                ),
                (
                    "link_check",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="snapshot", to="verify.linkcheck"
                    ),
                ),
                (
                    "refers_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeated_by",
                        to="verify.snapshot",
                    ),
                ),
                (
                    "warc",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="snapshots", to="verify.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ["-taken_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="QuoteCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quote", models.TextField()),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("verbatim", "found verbatim"),
                            ("different", "found with differences"),
                            ("missing", "not found"),
                        ],
                        max_length=10,
                    ),
                ),
                ("passage", models.TextField(blank=True)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("score", models.FloatField(default=0)),
                ("checked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quote_checks", to="verify.claim"
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quote_checks",
                        to="verify.evidence",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quote_checks", to="verify.link"
                    ),
                ),
                (
                    "link_check",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quote_checks", to="verify.linkcheck"
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quote_checks",
                        to="verify.snapshot",
                    ),
                ),
            ],
            options={
                "ordering": ["-checked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Keeping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("copy", "a copy here"), ("archive", "a copy at the web archive")],
                        default="copy",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting"),
                            ("running", "Checking"),
                            ("done", "Checked"),
                            ("failed", "Could not be checked"),
                        ],
                        default="pending",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("queued_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("sentence", models.TextField(blank=True)),
                (
                    "archive_copy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keepings",
                        to="verify.archivecopy",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keepings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keepings",
                        to="verify.evidence",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="keepings", to="verify.link"
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keepings",
                        to="verify.snapshot",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("needs_recheck", "Wording changed since the verdict"),
                            ("evidence_changed", "The source has changed"),
                            ("link_dead", "The link is dead"),
                            ("placeholder_link", "The source is missing"),
                            ("hedged_but_verified", "Hedged, but verified"),
                            ("unverified_but_flat", "Unverified, but stated flatly"),
                            ("weekday_mismatch", "Day and date do not fit"),
                            ("name_variant", "A name in two spellings"),
                            ("number_conflict", "Figures that disagree"),
                            ("single_source", "One source only"),
                            ("media_reused", "The picture was used before"),
                            ("conflict", "Statements that disagree"),
                        ],
                        max_length=20,
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("reason", models.TextField()),
                ("words", models.JSONField(blank=True, default=list)),
                ("diff", models.JSONField(blank=True, default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("dismissed", "Dismissed"), ("resolved", "No longer so")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("raised_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("dismissed_at", models.DateTimeField(blank=True, null=True)),
                ("dismissal_note", models.TextField(blank=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="verify.article"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="verify.claim",
                    ),
                ),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dismissed_flags",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="verify.link",
                    ),
                ),
                (
                    "link_check",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="raised_flags",
                        to="verify.linkcheck",
                    ),
                ),
                (
                    "media_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="verify.mediaitem",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="verify.snapshot",
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="archivecopy",
            index=models.Index(fields=["link", "-asked_at"], name="archivecopy_by_link"),
        ),
        migrations.AddIndex(
            model_name="snapshot",
            index=models.Index(fields=["link", "-taken_at"], name="snapshot_by_link"),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("occasion__in", ["relied_on", "changed"])), name="snapshot_occasion_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("timestamp_token", b""), ("timestamped_at__isnull", True)),
                    models.Q(
                        models.Q(("timestamp_token", b""), _negated=True),
                        ("timestamp_problem", ""),
                        ("timestamped_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="snapshot_token_has_its_time",
            ),
        ),
        migrations.AddIndex(
            model_name="quotecheck",
            index=models.Index(fields=["claim", "link", "-checked_at"], name="quotecheck_by_claim"),
        ),
        migrations.AddConstraint(
            model_name="quotecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["verbatim", "different", "missing"])), name="quotecheck_result_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="quotecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passage", ""), ("result", "missing")),
                    models.Q(models.Q(("result", "missing"), _negated=True), models.Q(("passage", ""), _negated=True)),
                    _connector="OR",
                ),
                name="quotecheck_found_has_passage",
            ),
        ),
        migrations.AddIndex(
            model_name="keeping",
            index=models.Index(
                condition=models.Q(("state__in", ["pending", "running"])), fields=["queued_at"], name="keeping_pending"
            ),
        ),
        migrations.AddIndex(
            model_name="keeping",
            index=models.Index(fields=["link", "-asked_at"], name="keeping_by_link"),
        ),
        migrations.AddConstraint(
            model_name="keeping",
            constraint=models.UniqueConstraint(
                fields=("evidence", "what"), name="keeping_once_for_a_piece_of_evidence"
            ),
        ),
        migrations.AddConstraint(
            model_name="keeping",
            constraint=models.UniqueConstraint(
                condition=models.Q(("evidence__isnull", True), ("state__in", ["pending", "running"])),
                fields=("link", "what"),
                name="keeping_asked_for_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="keeping",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["copy", "archive"])), name="keeping_what_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="keeping",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["pending", "running", "done", "failed"])), name="keeping_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="keeping",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("sentence", ""), _negated=True),
                    _connector="OR",
                ),
                name="keeping_failure_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="keeping",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    ("snapshot__isnull", False),
                    ("archive_copy__isnull", False),
                    _connector="OR",
                ),
                name="keeping_done_has_its_copy",
            ),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(condition=models.Q(("state", "open")), fields=["article", "claim"], name="flag_open"),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(fields=["claim", "-raised_at"], name="flag_by_claim"),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["open", "dismissed"])),
                fields=("article", "claim", "kind", "fingerprint"),
                name="flag_raised_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "dismissed", "resolved"])), name="flag_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "needs_recheck",
                            "evidence_changed",
                            "link_dead",
                            "placeholder_link",
                            "hedged_but_verified",
                            "unverified_but_flat",
                            "weekday_mismatch",
                            "name_variant",
                            "number_conflict",
                            "single_source",
                            "media_reused",
                            "conflict",
                        ],
                    )
                ),
                name="flag_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True), models.Q(("fingerprint", ""), _negated=True)
                ),
                name="flag_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "dismissed"), _negated=True),
                        ("dismissed_at__isnull", True),
                        ("dismissed_by__isnull", True),
                    ),
                    models.Q(
                        ("dismissed_at__isnull", False),
                        ("dismissed_by__isnull", False),
                        ("state", "dismissed"),
                        models.Q(("dismissal_note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="flag_dismissal_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at__isnull", False), ("state", "resolved")),
                    models.Q(models.Q(("state", "resolved"), _negated=True), ("resolved_at__isnull", True)),
                    _connector="OR",
                ),
                name="flag_resolution_is_dated",
            ),
        ),
        migrations.RunSQL(CONTENT_IS_ADDRESS + APPEND_ONLY_TRIGGERS + FLAG_IS_HISTORY, DROP),
    ]
