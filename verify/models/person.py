"""People of the newsroom and what their role lets them do."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .article import Article


class Role(models.TextChoices):
    """Each role may do all that the one before it may."""

    VIEWER = "viewer", _("Viewer")
    REVIEWER = "reviewer", _("Reviewer")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


ROLE_ORDER = {role: rank for rank, role in enumerate(Role.values)}


class PersonManager(UserManager["Person"]):
    """``create_superuser`` makes an administrator: the role is the one truth, Django's two flags follow it."""

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra: Any
    ) -> "Person":
        extra["role"] = Role.ADMINISTRATOR
        return self.create_user(username, email, password, **extra)

    def readers_of(self, article: "Article") -> "models.QuerySet[Person]":
        """Who may see this article now: everybody active, or of them those whom a restricted one names."""
        active = self.filter(is_active=True)
        return active.filter(named_on=article.pk) if article.restricted else active


class Person(AbstractUser):
    """Somebody who can log in. Never deleted once history names them: deactivate instead."""

    class Mail(models.TextChoices):
        """How a notification reaches a person beside the list in the program."""

        NONE = "none", _("No e-mail")
        AT_ONCE = "at-once", _("At once")
        DIGEST = "digest", _("Once a day")

    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.VIEWER)
    shortcuts = models.BooleanField(
        _("keyboard shortcuts"),
        default=True,
        help_text=_("One-key actions on the article page. Switch them off if they get in the way of your tools."),
    )

    mail = models.CharField(
        _("e-mail about what waits for you"),
        max_length=8,
        choices=Mail,
        default=Mail.NONE,
        help_text=_("The bell in the header counts it in any case."),
    )

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta(AbstractUser.Meta):
        verbose_name = _("person")  # type: ignore[assignment]
        verbose_name_plural = _("people")  # type: ignore[assignment]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="person_role_known"),
            models.CheckConstraint(
                condition=models.Q(mail__in=["none", "at-once", "digest"]), name="person_mail_known"
            ),
            models.CheckConstraint(
                condition=models.Q(is_superuser=True, is_staff=True, role=Role.ADMINISTRATOR)
                | (models.Q(is_superuser=False, is_staff=False) & ~models.Q(role=Role.ADMINISTRATOR)),
                name="person_flags_follow_role",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.is_staff = self.is_superuser = self.role == Role.ADMINISTRATOR
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        """Two letters for the round mark beside what somebody did."""
        words = str(self).split()
        letters = words[0][:2] if len(words) == 1 else words[0][:1] + words[-1][:1]
        return letters.upper()

    def _at_least(self, role: Role) -> bool:
        return self.is_active and ROLE_ORDER[self.role] >= ROLE_ORDER[role]

    @property
    def is_reviewer(self) -> bool:
        """May review, add evidence and comment."""
        return self._at_least(Role.REVIEWER)

    @property
    def is_editor(self) -> bool:
        """May upload, split, edit and clear."""
        return self._at_least(Role.EDITOR)

    @property
    def is_administrator(self) -> bool:
        """May manage people and settings."""
        return self._at_least(Role.ADMINISTRATOR)
