"""A person's own settings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from verify.forms import PreferencesForm
from verify.models import Person
from verify.services.people import save_preferences

from .access import DeskRequest


def preferences(request: DeskRequest) -> HttpResponse:
    """Name, e-mail and whether one-key actions are on."""
    # A row of its own: checking a form writes to its instance, and the header shows the name of request.user.
    me = Person.objects.get(pk=request.user.pk)
    form = PreferencesForm(request.POST or None, instance=me)
    if request.method == "POST" and form.is_valid():
        save_preferences(form.instance)
        messages.success(request, _("Your settings are saved."))
        return redirect("preferences")
    return render(request, "verify/preferences.html", {"form": form}, status=422 if request.method == "POST" else 200)
