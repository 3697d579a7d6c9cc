"""The administrators' back room: people can be edited, history can only be read."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from verify.models import (
    Article,
    Claim,
    Evidence,
    Link,
    LinkCheck,
    MediaCheck,
    MediaItem,
    Person,
    Review,
    Revision,
)

# Django's own classes take no type parameter at run time.
if TYPE_CHECKING:
    PlainAdmin = admin.ModelAdmin[Any]
    PeopleAdmin = UserAdmin[Person]
    CreationForm = AdminUserCreationForm[Person]
else:
    PlainAdmin, PeopleAdmin, CreationForm = admin.ModelAdmin, UserAdmin, AdminUserCreationForm


class PersonCreationForm(CreationForm):
    class Meta:
        model = Person
        fields = ("username", "role")


@admin.register(Person)
class PersonAdmin(PeopleAdmin):
    """People are deactivated, never deleted: history names them."""

    add_form = PersonCreationForm
    list_display = ("username", "first_name", "last_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "role", "is_active", "shortcuts")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "role", "usable_password", "password1", "password2")}),)
    filter_horizontal = ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(PlainAdmin):
    """Rows to look at: nothing is added, changed or deleted here, and nothing shown of an article that one may not see."""

    article_path: str

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        visible = Article.objects.visible_to(request.user)
        shown = self.model._default_manager.filter(**{f"{self.article_path}__in": visible})
        return super().get_queryset(request).filter(pk__in=shown.values("pk"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    article_path = "claim__article"
    list_display = ("claim", "claim_version", "act", "scope", "old_status", "new_status", "reviewer", "created_at")
    list_select_related = ("claim", "reviewer")
    list_filter = ("act", "new_status")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    article_path = "claim__article"
    list_display = ("claim", "stance", "title", "added_by", "added_at")
    list_select_related = ("claim", "link", "added_by")
    exclude = ("file",)


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnlyAdmin):
    article_path = "link__occurrences__revision__article"
    list_display = ("link", "outcome", "reason", "http_status", "checked_at")
    list_select_related = ("link",)
    list_filter = ("outcome",)


@admin.register(MediaCheck)
class MediaCheckAdmin(ReadOnlyAdmin):
    article_path = "link__occurrences__revision__article"
    list_display = ("item", "link", "checked_at")
    list_select_related = ("item", "link")


@admin.register(Article)
class ArticleAdmin(PlainAdmin):
    """Who may see a restricted article is decided here; the rest of an article is the editors' work on its own page."""

    list_display = ("__str__", "restricted", "uploaded_by", "created_at")
    list_filter = ("restricted",)
    fields = ("title", "restricted", "people")
    readonly_fields = ("title",)
    filter_horizontal = ("people",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Article]:
        return Article.objects.visible_to(request.user)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    article_path = "article"
    list_display = ("__str__", "split_state", "split_attempts", "uploaded_by", "uploaded_at")
    list_filter = ("split_state",)
    exclude = ("original", "text")


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    article_path = "article"
    list_display = ("__str__", "article", "status", "attribution_status", "version")
    list_select_related = ("article",)
    list_filter = ("status",)


@admin.register(Link)
class LinkAdmin(ReadOnlyAdmin):
    article_path = "occurrences__revision__article"
    list_display = ("url", "check_state", "check_attempts", "check_queued_at")
    list_filter = ("check_state",)


@admin.register(MediaItem)
class MediaItemAdmin(ReadOnlyAdmin):
    article_path = "checks__link__occurrences__revision__article"
    list_display = ("__str__", "mime", "size", "width", "height")
    exclude = ("preview",)
