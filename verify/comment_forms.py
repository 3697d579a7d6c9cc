"""The forms of the comments on a claim."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verify.models import CommentAct


class CommentForm(forms.Form):
    """A comment on a claim. ``tell`` holds names beside those with an @ in the text."""

    comment = forms.CharField(
        label=gettext_lazy("Your comment"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    tell = forms.CharField(
        label=gettext_lazy("Tell (names, or @name in the text)"),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off", "spellcheck": "false"}),
    )
    occurrence = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    comment_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"occurrence", "comment_key"} & set(self.errors):
            self.add_error(
                None, _("This form came in damaged: nothing was saved, what you typed is kept. Send it again.")
            )
        return cleaned

    def make_sendable(self) -> None:
        """Keep what was typed, with a key of its own: nothing was written under the one that came."""
        typed = cast("QueryDict", self.data).copy()
        typed["comment_key"] = str(uuid4())
        if "occurrence" in self.errors:
            typed["occurrence"] = ""
        self.data = typed


class SettleForm(forms.Form):
    """Resolve a comment or take it up again."""

    act = forms.ChoiceField(choices=CommentAct.Act)
    key = forms.UUIDField()
