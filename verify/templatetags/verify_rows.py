"""What a page repeats for every claim, made in Python: decision 0007 has the reason.

A page of eighty claims prints thousands of values, and looking up each of them through a template costs more than everything else
the page does. Each tag here is one partial. Values that came from a person go through ``escape``, all of them.
"""

from datetime import datetime

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verify.models import ClaimOccurrence, Progress, Stance, Status
from verify.views.article_page import ArticlePage, PrintedClaim
from verify.views.desk_rows import DeskRow
from verify.views.marked_text import MarkedPassage, Run

from .verify_icons import icon, status_icon
from .verify_text import due, overdue, passage_tag

register = template.Library()


@register.simple_tag
def moment(value: datetime) -> SafeString:
    """A moment in the past: relative for the eye, exact on hover, on paper and for screen readers."""
    at = timezone.localtime(value)
    exact = _exact(at)
    return mark_safe(  # noqa: S308
        f'<time datetime="{at.isoformat()}" title="{exact}"><span class="time-relative" aria-hidden="true">'
        f'{escape(_how_long_ago(at))}</span><span class="time-exact sr-only">{exact}</span></time>'
    )


def _exact(at: datetime) -> str:
    return escape(f"{at.day} {MONTHS[at.month]} {at.year}, {at:%H:%M}")


def _how_long_ago(at: datetime) -> str:
    minutes = max(int((timezone.now() - at).total_seconds() // 60), 0)
    hours, days = minutes // 60, minutes // 1440
    if minutes == 0:
        return _("just now")
    if hours == 0:
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    if days == 0:
        return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}
    if days < 7:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if days < 30:
        return ngettext("%(n)d week ago", "%(n)d weeks ago", days // 7) % {"n": days // 7}
    if days < 365:
        return ngettext("%(n)d month ago", "%(n)d months ago", days // 30) % {"n": days // 30}
    return ngettext("%(n)d year ago", "%(n)d years ago", days // 365) % {"n": days // 365}


@register.simple_tag
def progress_bar(progress: Progress) -> SafeString:
    """Claims by status as a bar; the words stand for the picture."""
    bars, done = [], 0
    counts = (("verified", progress.verified), ("unverified", progress.unverified), ("disputed", progress.disputed))
    for status, count in counts:
        if count:
            bars.append(f'<rect data-status="{status}" x="{done}" width="{count}" height="1"></rect>')
        done += count
    words = _(
        "Of %(total)s claims %(verified)s verified, %(unverified)s unverified, %(disputed)s disputed, %(unchecked)s not checked"
    ) % {"total": progress.total, "unchecked": progress.unchecked, **dict(counts)}
    return mark_safe(  # noqa: S308
        f'<svg class="progress" viewBox="0 0 {progress.total or 1} 1" preserveAspectRatio="none" aria-hidden="true">'
        f'{"".join(bars)}</svg><span class="sr-only">{escape(words)}</span>'
    )


@register.simple_tag
def claim_row(row: ClaimOccurrence, page: ArticlePage, *, out_of_band: bool = False) -> SafeString:
    """One claim in the list."""
    claim, number = row.claim, row.claim_id
    query = f"?claim={number}{escape(page.suffix)}"
    swap = ' hx-swap-oob="true"' if out_of_band else ""
    current = ' aria-current="true"' if number == page.current_id else ""
    meta = [f"<span>{row.number}</span><b>{escape(_label(claim.counted))}</b>"]
    meta += _asides(row)
    if (assignee := page.assignees.get(row.claim.assignee_id or 0)) is not None:
        works = escape(_("%(name)s works on it") % {"name": assignee})
        meta.append(f'<span title="{works}">{escape(assignee.initials)}<span class="sr-only"> {works}</span></span>')
    meta += [f'<span class="flag">{icon("triangle-alert")} {escape(word)}</span>' for word in _flags(row, page)]
    return mark_safe(  # noqa: S308
        f'<li id="row-{number}"{swap}><a class="claim-row" href="{query}" hx-get="{page.address}{query}" '
        f'hx-target="#claim-card" hx-swap="outerHTML" hx-sync="#desk:replace" data-claim="{number}" '
        f'data-status="{claim.counted}"{current}>{status_icon(claim.counted)}'
        f'<span dir="auto" lang="{escape(row.language)}">{escape(row.text)}</span>'
        f'<span class="meta">{" ".join(meta)}</span></a></li>'
    )


def _flags(row: ClaimOccurrence, page: ArticlePage) -> list[str]:
    """That the words changed since the verdict, and how much else the program noticed."""
    kinds = page.open_flags.get(row.claim_id, {})
    others = sum(number for kind, number in kinds.items() if not (row.needs_recheck and kind == "needs_recheck"))
    words = [_("check again")] if row.needs_recheck else []
    return words + ([ngettext("%(n)d flag", "%(n)d flags", others) % {"n": others}] if others else [])


def _asides(row: ClaimOccurrence) -> list[str]:
    """Who says it, what limits it, and what sort of statement it is where it is no plain fact."""
    said_by = row.attribution.speaker_text or row.attribution.cue_text if row.attribution else ""
    foreign = [_shortened(said_by, 40)] if said_by else []
    foreign += [_shortened(hedge.text, 32) for hedge in list(row.hedges.all())[:1]]
    words = [f'<span dir="auto" lang="{escape(row.language)}">{escape(word)}</span>' for word in foreign]
    if row.attribution is None:
        words.insert(0, f"<span>{escape(_('Outlet'))}</span>")
    if row.claim.out_of_scope:
        words.append(f"<span>{escape(_('not checked here'))}</span>")
    elif row.kind != ClaimOccurrence.Kind.FACT:
        words.append(f"<span>{escape(str(ClaimOccurrence.Kind(row.kind).label).lower())}</span>")
    return words


def _label(status: str) -> str:
    """A status in words. ``get_status_display`` would hash every choice, translated, each time."""
    return str(Status(status).label)


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


@register.simple_tag
def marked_passage(marked: MarkedPassage, page: ArticlePage | None = None, *, out_of_band: bool = False) -> SafeString:
    """A passage with its claims and links marked; the marks open claims where there is a ``page`` to open them in.

    Nothing may stand between the runs: together they are the text, to the letter.
    """
    passage = marked.passage
    head = f'class="passage" id="{marked.dom_id}" data-start="{passage.start}" data-kind="{passage.kind}"'
    language = f'lang="{escape(passage.language)}" dir="{marked.direction}"'
    swap = ' hx-swap-oob="true"' if out_of_band else ""
    inner = "".join(_run(run, page) for run in marked.runs)
    if passage.kind == "embed":
        caption = render_to_string("verify/article/embed_head.html", {"marked": marked})
        html = f"<figure {head}{swap}>{caption}<blockquote {language}>{inner}</blockquote></figure>"
    else:
        tag = passage_tag(passage)
        html = f"<{tag} {head} {language}{swap}>{inner}</{tag}>"
    return mark_safe(html)  # noqa: S308


def _run(run: Run, page: ArticlePage | None) -> str:
    text = str(escape(run.text))
    if run.claim:
        text = _mark(run, run.claim, text, page)
    elif run.link:
        text = f'<span class="linked">{text}</span>'
    if run.link_ends:
        text += render_to_string("verify/article/link_mark.html", {"row": run.link_ends}).strip()
    return text


def _mark(run: Run, row: ClaimOccurrence, text: str, page: ArticlePage | None) -> str:
    number = row.claim_id
    query = f"?claim={number}{escape(page.suffix) if page else ''}"
    opens = (
        f' hx-get="{page.address}{query}" hx-target="#claim-card" hx-swap="outerHTML" hx-sync="#desk:replace"'
        if page
        else ""
    )
    current = ""
    if page and page.current_id in run.covering:
        current = ' data-current aria-current="true"' if number == page.current_id else " data-current"
    place = f'id="mark-{number}"' if run.first else 'tabindex="-1"'
    numbers = ", ".join(map(str, run.begins))
    before = f'<span class="mark-number" aria-hidden="true">{numbers}</span>' if numbers else ""
    behind = f'<span class="sr-only"> ({escape(run.spoken)})</span>' if run.first else ""
    return (
        f'<a class="mark" {place} href="{query}"{opens} data-claim="{number}" data-within="{run.within}" '
        f'data-status="{row.claim.counted}"{current}>{before}{text}{behind}</a>'
    )


@register.simple_tag
def printed_claim(entry: PrintedClaim) -> SafeString:
    """A claim on paper: its wording and status in words, its newest review, its evidence."""
    row, claim, review = entry.occurrence, entry.occurrence.claim, entry.review
    wording = f'<bdi lang="{escape(row.language)}">{escape(row.text)}</bdi>'
    parts = [f"{wording} — <b>{escape(_label(claim.status))}</b>"]
    if claim.cites:
        said = _("that it was said: %(status)s") % {"status": _label(claim.attribution_status or "").lower()}
        parts.append(f" ({escape(said)})")
    if review:
        at = timezone.localtime(review.created_at)
        note = f": {escape(review.note)}" if review.note else ""
        parts.append(f"<p>{escape(str(review.reviewer))}, {_exact(at)}{note}</p>")
    for piece in entry.evidence:
        source = piece.link.url if piece.link else piece.title
        quotation = f" — “{escape(piece.quotation)}”" if piece.quotation else ""
        parts.append(f"<p>{escape(Stance(piece.stance).label)}: {escape(source)}{quotation}</p>")
    return mark_safe(f'<li value="{row.number}">{"".join(parts)}</li>')  # noqa: S308


@register.simple_tag
def desk_row(row: DeskRow) -> SafeString:
    """One article on the desk."""
    article = row.article
    aside = [article.byline] if article.byline else []
    aside.append(_("rev. %(number)s") % {"number": row.newest.number})
    aside += [_("restricted")] if article.restricted else []
    aside += (
        [_("%(names)s on it") % {"names": ", ".join(str(person) for person in row.people[:3])}] if row.people else []
    )
    aside += [_("cleared by %(name)s") % {"name": row.clearance.person}] if row.clearance else []
    cells = [
        f'<th scope="row"><a class="row-title" href="{article.get_absolute_url()}" dir="auto" '
        f'lang="{escape(article.language)}">{escape(str(article))}</a> '
        f'<small class="soft">{escape("\u00a0· ".join(aside))}</small></th>',
        _due_cell(article.deadline, done=bool(row.clearance)),
        _progress_cells(row),
        f'<td class="problems" data-label="{escape(_("Problems"))}">{" ".join(_problems(row))}</td>',
        f'<td class="number soft nowrap" data-label="{escape(_("Last change"))}">{moment(article.activity_at)}</td>',
    ]
    return mark_safe(f"<tr>{''.join(cells)}</tr>")  # noqa: S308


def _due_cell(deadline: datetime | None, *, done: bool) -> str:
    if deadline is None:
        return "<td></td>"
    exact = _exact(timezone.localtime(deadline))
    late = _figure("bad", _("overdue")) if overdue(deadline) and not done else ""
    return f'<td class="nowrap" data-label="{escape(_("Due"))}" title="{exact}">{escape(due(deadline))} {late}</td>'


def _progress_cells(row: DeskRow) -> str:
    """How far the claims are; or the splitting, while it lasts or where it failed."""
    if row.newest.split_state == "failed":
        return f'<td class="wide"><span class="bad">{escape(_("Not split: look why"))}</span></td><td></td>'
    bar, figure = progress_bar(row.progress), f"{row.progress.decided} / {row.progress.total}"
    if row.newest.is_splitting:
        words = {"value": row.newest.split_done, "total": row.newest.split_total, "label": _("Splitting")}
        bar = render_to_string("components/bar.html", words)
        figure = escape(_("splitting %(percent)s %%") % {"percent": row.newest.percent})
    return (
        f'<td class="wide">{bar}</td><td class="number nowrap" data-label="{escape(_("Decided"))}"><b>{figure}</b></td>'
    )


def _problems(row: DeskRow) -> list[str]:
    parts = []
    if row.links.get("pending"):
        counts = {"done": row.checks_done, "total": row.links.get("all", 0)}
        parts.append(_figure("soft", _("checking %(done)s of %(total)s") % counts))
    if row.progress.disputed:
        parts.append(_figure("bad", _("%(n)s disputed") % {"n": row.progress.disputed}))
    if row.links.get("no_target"):
        parts.append(_figure("bad", _("%(n)s no target") % {"n": row.links["no_target"]}))
    if row.links.get("problem"):
        parts.append(_figure("", _("%(n)s to look at") % {"n": row.links["problem"]}))
    if row.flags:
        parts.append(_figure("", ngettext("%(n)s flag", "%(n)s flags", row.flags) % {"n": row.flags}))
    if not row.has_problems and row.newest.split_state == "done":
        parts.append(_figure("soft", _("none")))
    return parts


def _figure(tone: str, words: str) -> str:
    return f'<span class="{tone}">{escape(words)}</span>'
