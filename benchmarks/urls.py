"""The site as it is, and below ``bare/`` its peers, behind the same middleware in the same server."""

from django.urls import include, path

from benchmarks import bare

urlpatterns = [
    path("bare/desk/", bare.desk),
    path("bare/desk/same-sql/", bare.desk_same_sql),
    path("bare/review/<int:pk>/", bare.review),
    path("bare/review/<int:pk>/same-sql/", bare.review_same_sql),
    path("", include("newsroom.urls")),
]
