"""What waits for a person: the list behind the bell."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from verify.models import Notification
from verify.services.notifying import mark_all_read, mark_read

from .access import DeskRequest

ROWS = 50


@require_GET
def notifications(request: DeskRequest) -> HttpResponse:
    """Newest first, fifty on a page; the next page follows the last row's key."""
    mine = Notification.objects.shown_to(request.user)
    rows = list(mine.for_page().after_row(request.GET.get("after", ""))[: ROWS + 1])
    shown, more = rows[:ROWS], len(rows) > ROWS
    context = {"rows": shown, "next": shown[-1].key if more else "", "is_later": "after" in request.GET}
    return render(request, "verify/notifications.html", context | {"unread": any(not row.read_at for row in shown)})


@require_POST
def read(request: DeskRequest, pk: int) -> HttpResponse:
    """Mark one as read, and go there where the form says so."""
    row = get_object_or_404(Notification.objects.shown_to(request.user), pk=pk)
    mark_read(row)
    return redirect(row.address if request.POST.get("then") == "open" else "notifications")


@require_POST
def read_all(request: DeskRequest) -> HttpResponse:
    """Mark all as read that this person may see."""
    number = mark_all_read(request.user)
    said = ngettext("%(n)s notification is marked as read.", "%(n)s notifications are marked as read.", number)
    messages.success(request, said % {"n": number} if number else _("There was nothing unread."))
    return redirect("notifications")
