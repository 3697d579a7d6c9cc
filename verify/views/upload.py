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
    if request.method != "POST" or not form.is_valid():
        return render(request, "verify/upload.html", {"form": form}, status=422 if request.method == "POST" else 200)
    received, refused = [], []
    for text in form.uploads():
        try:
            received.append(
                intake.upload_article(request.user, text, form.details(), idempotency_key=form.idempotency_key())
            )
        except Refused as error:
            refused.append(str(error))
    if refused and not received:
        for sentence in refused:
            form.add_error("files" if form.cleaned_data["files"] else "text", sentence)
        return render(request, "verify/upload.html", {"form": form}, status=422)
    for sentence in refused:
        messages.error(request, sentence)
    for known in received:
        if not known.created:
            messages.info(request, _("“%(title)s” already holds these very bytes: nothing was added.") % {"title": known.article})
    return redirect(received[0].article) if len(received) == 1 and not refused else redirect("desk")


@editors_only
def revise(request: DeskRequest, pk: int) -> HttpResponse:
    """A new revision of an article: every earlier one stays readable."""
    article = article_for(request, pk)
    form = TextSourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploads = form.uploads()
        try:
            if len(uploads) > 1:
                raise Refused(_("A revision is one text: choose one file, or paste, not both."), "files")
            intake.upload_revision(article, request.user, uploads[0], idempotency_key=form.idempotency_key())
            return redirect(article)
        except Refused as error:
            form.add_error("files" if uploads[0].filename else "text", str(error))
    context = {"form": form, "article": article}
    return render(request, "verify/revise.html", context, status=422 if request.method == "POST" else 200)
