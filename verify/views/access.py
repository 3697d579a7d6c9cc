"""Who may do what, decided in one place for every page. Outsiders get 404: a page they may not see is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from verify.models import Article, Claim, Person


class DeskRequest(HttpRequest):
    """A request behind LoginRequiredMiddleware: somebody is logged in, and django-htmx has looked at it."""

    user: Person
    htmx: Any


type View[**P] = Callable[Concatenate[DeskRequest, P], HttpResponse]


def _only[**P](allowed: Callable[[Person], bool], view: View[P]) -> View[P]:
    @wraps(view)
    def guarded(request: DeskRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not allowed(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)


def reviewers_only[**P](view: View[P]) -> View[P]:
    """Reviewers, editors and administrators; viewers get 403."""
    return _only(lambda person: person.is_reviewer, view)


def editors_only[**P](view: View[P]) -> View[P]:
    """Editors and administrators; others get 403."""
    return _only(lambda person: person.is_editor, view)


def article_for(request: DeskRequest, pk: int) -> Article:
    """The article if this person may see it, else 404."""
    return get_object_or_404(Article.objects.visible_to(request.user).with_text(), pk=pk)


def claim_for(request: DeskRequest, pk: int) -> Claim:
    """The claim if this person may see its article, else 404."""
    visible = Article.objects.visible_to(request.user)
    return get_object_or_404(Claim.objects.select_related("article").filter(article__in=visible), pk=pk)
