"""What people are told, and how mail about it reaches them."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("verify", "0021_hosts_without_ports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mentioned", "mentioned you in a comment"),
                            ("comment", "commented on a claim that you decided"),
                            ("returned", "returned your verdict"),
                            ("signature", "A verdict waits for your signature"),
                            ("assigned", "assigned a claim to you"),
                            ("reminded", "A claim assigned to you is still open"),
                            ("flag", "Something was noticed on a claim that you decided"),
                            ("contradicted", "decided otherwise than you did"),
                        ],
                        max_length=12,
                    ),
                ),
                ("cause", models.CharField(max_length=80)),
                ("number", models.PositiveIntegerField(default=1)),
                ("anchor", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mail_state",
                    models.CharField(
                        choices=[("none", "none"), ("pending", "waiting"), ("sent", "sent"), ("failed", "given up")],
                        default="none",
                        max_length=7,
                    ),
                ),
                ("mail_attempts", models.PositiveSmallIntegerField(default=0)),
                ("mail_queued_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.AddField(
            model_name="person",
            name="mail",
            field=models.CharField(
                choices=[("none", "No e-mail"), ("at-once", "At once"), ("digest", "Once a day")],
                default="none",
                help_text="The bell in the header counts it in any case.",
                max_length=8,
                verbose_name="e-mail about what waits for you",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("mail__in", ["none", "at-once", "digest"])), name="person_mail_known"
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="notifications", to="verify.article"
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="claim",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notifications",
                to="verify.claim",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notifications",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["person", "-at", "-id"], name="notification_of_person"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["person", "article"], name="notification_unread"
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("mail_state", "pending")), fields=["mail_queued_at"], name="notification_to_mail"
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(
                fields=("person", "kind", "cause"), name="notification_once_for_a_cause"
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "mentioned",
                            "comment",
                            "returned",
                            "signature",
                            "assigned",
                            "reminded",
                            "flag",
                            "contradicted",
                        ],
                    )
                ),
                name="notification_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(("mail_state__in", ["none", "pending", "sent", "failed"])),
                name="notification_mail_known",
            ),
        ),
    ]
