"""What editors do with an article as a whole."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from verify.models import Article

from .intake import Details


@transaction.atomic
def edit_details(article: Article, details: Details) -> None:
    """Write what a person corrected; the claims and the splitting are not touched."""
    Article.objects.filter(pk=article.pk).update(**asdict(details), details_edited=True, activity_at=timezone.now())
