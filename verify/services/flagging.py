"""What people do with what the program noticed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from verify import flags
from verify.models import Article, Flag, Person

from .errors import Refused


@transaction.atomic
def dismiss_flag(flag: Flag, person: Person, note: str) -> Flag:
    """Close a flag in this person's name, with the reason why it needs nothing more; the flag stays as history.

    Raises Refused without a note, and when somebody dismissed it first or its cause is gone.
    """
    if not person.is_reviewer:
        raise Refused(_("Only reviewers and editors dismiss a flag: ask one of them."))
    if not note.strip():
        raise Refused(_("Dismissing needs a note: say why this needs nothing more."), "note")
    if not flags.dismiss(flag, person, note.strip()):
        raise Refused(_("This flag was closed already: read below what became of it."))
    Article.objects.filter(pk=flag.article_id).update(activity_at=timezone.now())
    flag.refresh_from_db()
    return flag
