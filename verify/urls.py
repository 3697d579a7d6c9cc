"""The desk's addresses, in the domain's words."""

from django.urls import path

from verify.views import article, claim, desk, editing, files, flags, links, live, person, revision, signing, upload

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("upload/", upload.upload, name="upload"),
    path("articles/<int:pk>/", article.article, name="article"),
    path("articles/<int:pk>/details/", article.details, name="details"),
    path("articles/<int:pk>/checks/", article.checks, name="checks"),
    path("articles/<int:pk>/live/", live.live, name="live"),
    path("articles/<int:pk>/undo/", claim.undo, name="undo"),
    path("articles/<int:pk>/revise/", upload.revise, name="revise"),
    path("articles/<int:pk>/revisions/", revision.revisions, name="revisions"),
    path("articles/<int:pk>/revisions/<int:number>/", revision.revision, name="revision"),
    path("articles/<int:pk>/revisions/<int:number>/original", files.original, name="original"),
    path("articles/<int:pk>/revisions/<int:number>/retry/", revision.retry, name="retry_split"),
    path("claims/<int:pk>/", claim.claim, name="claim"),
    path("claims/<int:pk>/review/", claim.review, name="review"),
    path("claims/<int:pk>/answer/", claim.answer, name="answer"),
    path("claims/<int:pk>/sign/", signing.sign, name="sign"),
    path("claims/<int:pk>/evidence/", claim.evidence, name="evidence"),
    path("claims/<int:pk>/edit/", editing.edit_claim, name="edit_claim"),
    path("articles/<int:pk>/claims/add/", editing.add_claim, name="add_claim"),
    path("edits/<int:pk>/undo/", editing.undo_edit, name="undo_edit"),
    path("evidence/<int:pk>/file", files.evidence_file, name="evidence_file"),
    path("flags/<int:pk>/dismiss/", flags.dismiss, name="dismiss_flag"),
    path("links/<int:pk>/check/", links.check, name="check_link"),
    path("media/<int:pk>/preview", files.preview, name="preview"),
    path("me/", person.preferences, name="preferences"),
]
