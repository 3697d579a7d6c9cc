"""What people do with what the program noticed."""

from django.utils.translation import gettext as _

from verify import flags
from verify.models import Flag, Person
from verify.transactions import one_transaction

from .activity import note_activity
from .errors import Refused


@one_transaction
def dismiss_flag(flag: Flag, person: Person, note: str) -> Flag:
    """Close a flag in this person's name, with the reason why it needs nothing more; the flag stays as history.

    The same dismissal twice is one. Raises Refused without a note, and when somebody dismissed it first or its cause is gone.
    """
    if not person.is_reviewer:
        raise Refused(_("Only reviewers and editors dismiss a flag: ask one of them."))
    if not note.strip():
        raise Refused(_("Dismissing needs a note: say why this needs nothing more."), "note")
    if not flags.dismiss(flag, person, note.strip()):
        return _dismissed_before(flag, person, note.strip())
    note_activity(flag.article_id)
    flag.refresh_from_db()
    return flag


def _dismissed_before(flag: Flag, person: Person, note: str) -> Flag:
    """What the first sending of a form did: the flag is closed in this person's name and words already."""
    flag.refresh_from_db()
    if (flag.state, flag.dismissed_by_id, flag.dismissal_note) != (Flag.State.DISMISSED, person.pk, note):
        raise Refused(_("This flag was closed already: read below what became of it."))
    return flag
