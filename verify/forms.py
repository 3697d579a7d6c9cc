"""What comes in from the browser, checked and named; forms save nothing."""

from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verify.models import (
    Article,
    Attribution,
    ClaimOccurrence,
    Clearance,
    Person,
    Scope,
    SignOff,
    SignOffRule,
    Stance,
    Status,
)
from verify.services.errors import Refused
from verify.services.intake import Details, Upload
from verify.services.reviewing import NewEvidence, Verdict


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; ``clean`` answers a list, empty where none was chosen."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > settings.UPLOAD_MAX_FILES:
            raise forms.ValidationError(
                _("That is %(count)s files; upload %(limit)s at a time.")
                % {"count": len(files), "limit": settings.UPLOAD_MAX_FILES}
            )
        return [super(ManyFilesField, self).clean(file, initial) for file in files]

    def validate(self, value: Any) -> None:
        """An empty file gets its sentence from the service, which knows its name."""


class TextSourceForm(forms.Form):
    """The text of an article or of a new revision: pasted, or as files."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 6, "placeholder": gettext_lazy("Headline, date line, text. Markdown and links are kept.")}
        ),
    )
    files = ManyFilesField(  # type: ignore[assignment]
        label=gettext_lazy("Files"), required=False, allow_empty_file=True
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        text, files = cleaned.get("text") or "", cleaned.get("files") or []
        if not self.errors and not text.strip() and not files:
            self.add_error("text", _("Drop a file here or paste the text of the article."))
        for file in files:
            if file.size > settings.UPLOAD_MAX_BYTES:
                sizes = {
                    "name": file.name,
                    "size": filesizeformat(file.size),
                    "limit": filesizeformat(settings.UPLOAD_MAX_BYTES),
                }
                self.add_error(
                    "files",
                    _("%(name)s has %(size)s; the limit is %(limit)s. Upload the text without its media.") % sizes,
                )
        return cleaned

    @property
    def limits(self) -> str:
        """What may be uploaded, in a sentence under the field."""
        sizes = {"size": filesizeformat(settings.UPLOAD_MAX_BYTES), "count": settings.UPLOAD_MAX_FILES}
        return (
            _(
                "Text, Markdown, HTML, Word, OpenDocument, RTF, PDF, e-mail or wire; up to %(size)s each, %(count)s at once"
            )
            % sizes
        )

    def uploads(self) -> list[Upload]:
        """The texts that came in, bytes as received; pasted text first, in UTF-8."""
        pasted = self.cleaned_data["text"]
        uploads = [Upload(pasted.encode("utf-8", "surrogatepass"))] if pasted.strip() else []
        return uploads + [Upload(file.read(), file.name or "") for file in self.cleaned_data["files"]]

    def one_upload(self) -> Upload:
        """The one text of a revision. Raises Refused when there are several."""
        uploads = self.uploads()
        if len(uploads) > 1:
            raise Refused(_("A revision is one text: choose one file or paste the text, not both."), "files")
        return uploads[0]

    def idempotency_key(self) -> UUID | None:
        return cast("UUID | None", self.cleaned_data["key"])


class DetailsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is known about an article; the text's own words fill what is left empty."""

    class Meta:
        model = Article
        fields = ["title", "byline", "credit", "published_on", "source_url", "deadline", "sign_off"]
        widgets = {
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "deadline": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = str(SignOffRule(settings.SIGN_OFF).label).lower()
        choices = [("", _("as for the whole desk: %(rule)s") % {"rule": rule}), *SignOffRule.choices]
        cast("forms.ChoiceField", self.fields["sign_off"]).choices = choices

    def clean_source_url(self) -> str:
        url = str(self.cleaned_data["source_url"]).strip()
        if url:
            URLValidator(
                schemes=["http", "https"],
                message=_("This is not a web address: it should begin with https:// or stay empty."),
            )(url)
        return url

    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class UploadForm(TextSourceForm):
    """A new article: its text, and the deadline if there is one. The rest is read from the text and can be edited after."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, required=False)
    byline = forms.CharField(label=gettext_lazy("Byline"), max_length=300, required=False)
    published_on = forms.DateField(
        label=gettext_lazy("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    deadline = forms.DateTimeField(
        label=gettext_lazy("Deadline"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        several = len(cleaned.get("files") or []) + bool((cleaned.get("text") or "").strip()) > 1
        if several and any(cleaned.get(name) for name in ("title", "byline", "published_on")):
            self.add_error(
                None, _("Title, byline and date belong to one article: leave them empty when you upload several.")
            )
        return cleaned

    def details(self) -> Details:
        names = ("title", "byline", "published_on", "deadline")
        return Details(**{name: self.cleaned_data[name] for name in names})


class ReviewForm(forms.Form):
    """The claim card's form. Evidence typed into it is added with the verdict, or by itself with its own button."""

    MACHINE_MADE = ("version", "key", "evidence_key", "scope", "evidence_stance")
    """Nobody types these: they are wrong only in a form that was tampered with or cut short on its way."""
    PIECE = ("evidence_source", "evidence_file", "evidence_again")
    """Any of these is a piece of evidence."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    evidence_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    status = forms.ChoiceField(
        choices=Status,
        error_messages={"required": gettext_lazy("Choose a verdict: verified, unverified or disputed.")},
    )
    scope = forms.ChoiceField(choices=Scope, required=False, initial=Scope.BOTH, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    evidence_source = forms.CharField(
        label=gettext_lazy("Paste a URL, or write what you saw"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    evidence_file = forms.FileField(label=gettext_lazy("or a file"), required=False)
    evidence_again = forms.IntegerField(min_value=1, required=False)
    evidence_stance = forms.ChoiceField(
        label=gettext_lazy("Stance"), choices=Stance, required=False, initial=Stance.SUPPORTS, widget=forms.RadioSelect
    )
    evidence_quotation = forms.CharField(
        label=gettext_lazy("What it says"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_damaged:
            self.add_error(
                None, _("This form came in damaged: nothing was saved, what you typed is kept. Send it again.")
            )
        return cleaned

    @property
    def is_damaged(self) -> bool:
        return any(name in self.errors for name in self.MACHINE_MADE)

    def expect_evidence_against(self) -> None:
        """What is typed next refutes the claim; evidence that stands in the form already keeps the stance it was given."""
        if not any(self.cleaned_data.get(name) for name in self.PIECE):
            self.data = dict(self.data.items()) | {"evidence_stance": Stance.REFUTES}

    def verdict(self) -> Verdict:
        data = self.cleaned_data
        return Verdict(
            status=data["status"],
            scope=data["scope"] or Scope.BOTH,
            note=data["note"],
            version=data["version"],
            idempotency_key=data["key"],
        )

    def evidence(self) -> NewEvidence:
        data = self.cleaned_data
        file = data["evidence_file"]
        return NewEvidence(
            source=data["evidence_source"],
            stance=data["evidence_stance"] or Stance.SUPPORTS,
            quotation=data["evidence_quotation"],
            file=file.read() if file else b"",
            filename=file.name if file else "",
            again=data["evidence_again"],
        )


class EvidenceForm(ReviewForm):
    """The same card, sent by its "Add evidence" button: only the evidence is taken, the rest is kept as typed."""

    version = forms.IntegerField(required=False)
    key = forms.UUIDField(required=False)
    evidence_key = forms.UUIDField()
    status = forms.ChoiceField(choices=Status, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in self.PIECE):
            self.add_error("evidence_source", _("Paste a URL, choose a file or write what you saw."))
        return cleaned


class SignForm(forms.Form):
    """A second person's answer to one exact review."""

    review = forms.IntegerField(min_value=1)
    answer = forms.ChoiceField(choices=SignOff.Answer)
    missing = forms.CharField(max_length=20_000, required=False)
    key = forms.UUIDField()


class ClearanceForm(forms.Form):
    """Clear an article or withdraw that; the reasons for what stays open are read by the page that lists it."""

    act = forms.ChoiceField(
        choices=Clearance.Act, error_messages={"required": gettext_lazy("Choose: clear or withdraw.")}
    )
    note = forms.CharField(
        label=gettext_lazy("What came up"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    key = forms.UUIDField()


class UndoForm(forms.Form):
    """The undo button: a key, so that one press is one step."""

    key = forms.UUIDField(required=False)

    def idempotency_key(self) -> UUID:
        """Raises Refused for a key that is none; a fresh one where the form has none."""
        if not self.is_valid():
            raise Refused(_("This form came in damaged: nothing was taken back. Send it again."))
        return self.cleaned_data["key"] or uuid4()


class EditClaimForm(forms.Form):
    """The editor's tools for one claim. ``start`` and ``end`` are code points of the canonical text, at word edges."""

    class Act(models.TextChoices):
        BOUNDS = "bounds", gettext_lazy("Set these bounds")
        SPLIT = "split", gettext_lazy("Split before the first word")
        ADD = "add", gettext_lazy("New claim from these words")
        MERGE = "merge", gettext_lazy("Merge with the next claim")
        SPEAKER = "speaker", gettext_lazy("Set the speaker")
        KIND = "kind", gettext_lazy("Set the kind")
        SCOPE_OUT = "scope_out", gettext_lazy("Do not check it")
        SCOPE_IN = "scope_in", gettext_lazy("Check it after all")
        ONLY_SAID = "only_said", gettext_lazy("Only who said it counts")
        SO_TOO = "so_too", gettext_lazy("It has to be so")
        WITHDRAW = "withdraw", gettext_lazy("This is no claim")

    act = forms.ChoiceField(choices=Act)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    start = forms.IntegerField(label=gettext_lazy("From"), min_value=0, required=False, widget=forms.Select)
    end = forms.IntegerField(label=gettext_lazy("To"), min_value=0, required=False, widget=forms.Select)
    speaker = forms.CharField(label=gettext_lazy("The speaker as written"), max_length=500, required=False)
    mode = forms.ChoiceField(label=gettext_lazy("How"), choices=Attribution.Mode, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ClaimOccurrence.Kind, required=False)
    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("act") in (self.Act.BOUNDS, self.Act.SPLIT, self.Act.ADD) and cleaned.get("start") is None:
            self.add_error("start", _("Select the words in the text above."))
        if cleaned.get("act") in (self.Act.BOUNDS, self.Act.ADD) and cleaned.get("end") is None:
            self.add_error("end", _("Select the words in the text above."))
        return cleaned


class AddClaimForm(forms.Form):
    """Words selected in the article's text."""

    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    key = forms.UUIDField(initial=uuid4)


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person's own settings."""

    class Meta:
        model = Person
        fields = ["first_name", "last_name", "email", "mail", "shortcuts"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mail"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["mail"] = cleaned.get("mail") or Person.Mail.NONE
        if cleaned["mail"] != Person.Mail.NONE and "email" not in self.errors and not cleaned.get("email"):
            self.add_error("email", _("Give an address for these mails, or choose no e-mail."))
        return cleaned


class OverruleForm(forms.Form):
    """What a person saw of a link, against what the program found."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What you saw"),
        choices=[
            ("", gettext_lazy("Choose …")),
            ("ok", gettext_lazy("It is there")),
            ("redirected", gettext_lazy("It is there, at another address")),
            ("soft_404", gettext_lazy("The page is gone, the site says so in words")),
            ("broken", gettext_lazy("It is broken")),
        ],
        error_messages={"required": gettext_lazy("Choose what you saw.")},
    )
    note = forms.CharField(
        label=gettext_lazy("How you looked"),
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": gettext_lazy("Checked in a browser, it is there.")}),
        error_messages={"required": gettext_lazy("Write how you looked: a colleague must be able to follow it.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class WithdrawForm(forms.Form):
    """Why a person's word on a link shall stand no longer."""

    withdraw_note = forms.CharField(
        label=gettext_lazy("Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write why: a colleague must be able to follow it.")},
    )
    withdraw_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
