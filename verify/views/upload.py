"""How articles and new revisions come in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from verify.forms import TextSourceForm, UploadForm
from verify.services import intake
from verify.services.errors import Refused

from .access import DeskRequest, article_for, editors_only


@editors_only
def upload(request: DeskRequest) -> HttpResponse:
    """The upload page; one text leads to its article, several to the desk."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        received, refused = _receive(request, form)
        if received:
            _tell(request, received, refused)
            return redirect(received[0].article) if len(received) == 1 and not refused else redirect("desk")
        for error in refused:
            form.add_error(error.field if error.field in form.fields else None, str(error))
    return render(request, "verify/upload.html", {"form": form}, status=422 if request.method == "POST" else 200)


@editors_only
def revise(request: DeskRequest, pk: int) -> HttpResponse:
    """A new revision of an article: every earlier one stays readable."""
    article = article_for(request, pk)
    form = TextSourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            intake.upload_revision(article, request.user, form.one_upload(), idempotency_key=form.idempotency_key())
            return redirect(article)
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
    context = {"form": form, "article": article}
    return render(request, "verify/revise.html", context, status=422 if request.method == "POST" else 200)


def _receive(request: DeskRequest, form: UploadForm) -> tuple[list[intake.Received], list[Refused]]:
    """Each text by itself: one that is refused does not keep the others out."""
    received, refused = [], []
    for text in form.uploads():
        try:
            key = form.idempotency_key()
            received.append(intake.upload_article(request.user, text, form.details(), idempotency_key=key))
        except Refused as error:
            refused.append(error)
    return received, refused


def _tell(request: DeskRequest, received: list[intake.Received], refused: list[Refused]) -> None:
    for error in refused:
        messages.error(request, str(error))
    for known in received:
        if not known.created:
            words = _("“%(title)s” already holds these very bytes: nothing was added.")
            messages.info(request, words % {"title": known.article})
