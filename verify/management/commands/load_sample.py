"""``manage.py load_sample``: the sample articles, through the same door as any upload."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from verify.models import Person, Role
from verify.samples import SAMPLES, read_sample
from verify.services.intake import Details, Upload, upload_article


class Command(BaseCommand):
    help = (
        "Uploads the sample articles as the first editor or administrator; those that are there already are left alone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        people = Person.objects.filter(is_active=True)
        uploader = (
            people.filter(role=Role.EDITOR).order_by("pk").first()
            or people.filter(role=Role.ADMINISTRATOR).order_by("pk").first()
        )
        if uploader is None:
            raise CommandError("Nobody can upload yet: run `manage.py ensure_people` first.")
        added = 0
        for sample in SAMPLES:
            hours = sample.deadline_hours
            deadline = timezone.now() + timedelta(hours=hours) if hours is not None else None
            upload = Upload(read_sample(sample.filename), sample.filename)
            added += upload_article(uploader, upload, Details(deadline=deadline)).created
        self.stdout.write(f"{added} sample articles added, {len(SAMPLES) - added} were there already.")
