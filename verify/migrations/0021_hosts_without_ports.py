from itertools import batched
from urllib.parse import urlsplit

from django.db import migrations, models
from django.db.models import Q


def one_rule(apps, _schema_editor):
    """Links that came as evidence had their port, and whatever stood before an "@", in their host."""
    links = apps.get_model("verify", "Link").objects
    rows = links.filter(host__regex=r"[:@\[]").only("pk", "url", "host").iterator(1000)
    for some in batched(rows, 1000, strict=False):
        for link in some:
            link.host = _host_of(link.url)
        links.bulk_update(some, ["host"])


def _host_of(url):
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:
        return ""


class Migration(migrations.Migration):
    dependencies = [
        ("verify", "0020_comments"),
    ]

    operations = [
        migrations.RunPython(one_rule, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="linkoccurrence",
            index=models.Index(
                condition=Q(("kind", "placeholder")), fields=["revision"], name="placeholder_by_revision"
            ),
        ),
    ]
