"""The rows of queues and of an article's list of claims, made in Python (decision 0007)."""

from django import template
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from verify.models import Claim, Flag, Person, Status
from verify.views.choosing import Choosing
from verify.views.claim_lists import ListedClaim

from .verify_icons import icon, status_icon
from .verify_text import due, overdue

register = template.Library()


@register.simple_tag
def listed_claim(row: ListedClaim, choosing: Choosing, *, with_article: bool = True) -> SafeString:
    """One claim of a list, with a box to choose it by for those who may act on it."""
    words = row.occurrence.text if row.occurrence else str(row.article)
    language = f' lang="{escape(row.occurrence.language)}"' if row.occurrence and row.occurrence.language else ""
    box = _box(row, words, choosing.picked) if choosing.may else ""
    reason = f'<p class="queue-why" dir="auto">{escape(row.flag.reason)}</p>' if row.flag else ""
    meta = " ".join(_meta(row, with_article=with_article))
    return mark_safe(  # noqa: S308
        f'<li class="queue-row">{box}<div><a href="{escape(row.address)}" dir="auto"{language}>{escape(words)}</a>'
        f'{reason}<p class="meta">{meta}</p></div></li>'
    )


def _box(row: ListedClaim, words: str, picked: set[str]) -> str:
    if not row.value or row.claim is None:
        return "<span></span>"
    checked = " checked" if str(row.claim.pk) in picked else ""
    label = escape(_("Select: %(words)s") % {"words": words[:120]})
    box = f'<input type="checkbox" name="claim" value="{row.value}"{checked}>'
    return f'<label class="pick">{box}<span class="sr-only">{label}</span></label>'


def _meta(row: ListedClaim, *, with_article: bool) -> list[str]:
    parts = []
    if row.flag:
        parts.append(f'<b class="flag">{icon("triangle-alert")} {escape(Flag.Kind(row.flag.kind).label)}</b>')
    if row.claim:
        parts += _of_claim(row.claim)
    if row.is_disagreement:
        parts.append(f'<b class="bad">{escape(_("two reviewers disagree"))}</b>')
    if not with_article:
        return [*parts, f"<span>{row.occurrence.position + 1}</span>"] if row.occurrence else parts
    if row.article.deadline:
        words = _("was due %(at)s") if overdue(row.article.deadline) else _("due %(at)s")
        parts.append(f"<span>{escape(words % {'at': due(row.article.deadline)})}</span>")
    parts.append(f'<span dir="auto">{escape(str(row.article))}</span>')
    return parts + ([f"<span>{escape(_('restricted'))}</span>"] if row.article.restricted else [])


def _of_claim(claim: Claim) -> list[str]:
    """Its verdict, who works on it, and whether that takes long."""
    label = escape(str(Status(claim.counted).label))
    parts = [f'<span class="status" data-status="{claim.counted}">{status_icon(claim.counted)}{label}</span>']
    if claim.assignee:
        parts.append(_avatar(claim.assignee))
    if claim.reminded_at and claim.assigned_at:
        since = _("assigned since %(at)s") % {"at": due(claim.assigned_at)}
        parts.append(f'<b class="flag">{escape(since)}</b>')
    if claim.out_of_scope:
        parts.append(f"<span>{escape(_('not checked here'))}</span>")
    return parts


def _avatar(person: Person) -> str:
    """Who works on it, as two letters with the name for readers and on hover."""
    name = escape(_("%(name)s works on it") % {"name": person})
    letters = f'<span aria-hidden="true">{escape(person.initials)}</span>'
    return f'<span class="avatar" title="{name}">{letters}<span class="sr-only">{name}</span></span>'
