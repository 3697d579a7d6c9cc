"""What lists of claims send: one act on many of them, and who is to work on what. Checked and named; nothing is saved here."""

from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy

from verify.models import Person
from verify.services import bulk


class BulkForm(forms.Form):
    """One act on the chosen claims of a list; which those are is read by ``verify.views.choosing``."""

    act = forms.ChoiceField(choices=bulk.Act)
    key = forms.UUIDField()
    note = forms.CharField(max_length=20_000, required=False)
    assignee = forms.ModelChoiceField(queryset=Person.objects.filter(is_active=True), required=False)
    whole = forms.BooleanField(required=False)

    def order(self, person: Person) -> bulk.Order:
        data = self.cleaned_data
        return bulk.Order(bulk.Act(data["act"]), person, data["key"], data["note"], data["assignee"])


class AssignForm(forms.Form):
    """Who is to work on one claim; nobody where it is empty."""

    assignee = forms.ModelChoiceField(queryset=Person.objects.filter(is_active=True), required=False)
    key = forms.UUIDField()


class ShareForm(forms.Form):
    """The open claims of an article for one person, or those without anybody for several."""

    class Act(models.TextChoices):
        SHARE = "share"
        GIVE = "give"

    act = forms.ChoiceField(choices=Act)
    people = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(), error_messages={"required": gettext_lazy("Choose at least one person.")}
    )
    key = forms.UUIDField()

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Person.objects.filter(pk__in=[person.pk for person in people])
        cast("forms.ModelMultipleChoiceField[Person]", self.fields["people"]).queryset = known

    @property
    def chosen(self) -> list[str]:
        """The ids of those who are ticked."""
        return [str(value) for value in self["people"].value() or []]
