"""The words that made the program notice something, as ways to where they stand in the text."""

from urllib.parse import quote

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from verify.models import Flag
from verify.views.article_page import ArticlePage

from .verify_text import quoted

register = template.Library()

SHOWN = 60
"""Characters of the words that are printed; the whole of a claim stands above them."""
ENDS = 4
"""Words at either end by which a browser finds a longer run of text."""
MOST = 4


@register.simple_tag
def flag_words(flag: Flag, page: ArticlePage) -> SafeString:
    """A link for each run of words: to the claim's mark in the text, and for browsers that can, to the very words."""
    text = page.revision.text if page.revision else ""
    runs = [run for start, end in flag.words[:MOST] if (run := " ".join(text[start:end].split()))]
    query = f"?claim={flag.claim_id}{page.suffix}" if flag.claim_id else ""
    anchor = f"mark-{flag.claim_id}" if flag.claim_id else "text"
    links = [(f"{page.address}{query}#{anchor}:~:text={_directive(run)}", quoted(_shortened(run))) for run in runs]
    return format_html_join(" ", '<a dir="auto" href="{}">{}</a>', links)


def _directive(run: str) -> str:
    """https://wicg.github.io/scroll-to-text-fragment/: the text, or its beginning and its end."""
    words = run.split()
    ends = [run] if len(words) <= 2 * ENDS else [" ".join(words[:ENDS]), " ".join(words[-ENDS:])]
    return ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)


def _shortened(run: str) -> str:
    return run if len(run) <= SHOWN else f"{run[: SHOWN - 1]}…"
