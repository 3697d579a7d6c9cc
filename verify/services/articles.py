"""What editors do with an article as a whole."""

from django.db import transaction
from django.utils import timezone

from verify.models import Article

from .intake import Details


@transaction.atomic
def edit_details(article: Article, details: Details) -> None:
    """Write what a person corrected; the claims and the splitting are not touched."""
    Article.objects.filter(pk=article.pk).update(
        title=details.title,
        byline=details.byline,
        credit=details.credit,
        published_on=details.published_on,
        source_url=details.source_url,
        deadline=details.deadline,
        details_edited=True,
        activity_at=timezone.now(),
    )
