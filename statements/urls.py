from django.urls import path

from statements.views import (
    corrections,
    editing,
    library,
    releases,
    signing,
    statement,
    story,
)

app_name = "statements"
urlpatterns = [
    path("incidents/<str:reference>/statements/new/", editing.create, name="create"),
    path("incidents/<str:reference>/said/", story.said, name="said"),
    path("incidents/<str:reference>/as-of/", story.as_of, name="as_of"),
    path("statements/<int:pk>/", statement.statement, name="statement"),
    path("statements/<int:pk>/edit/", editing.edit, name="edit"),
    path("statements/<int:pk>/preview/", editing.preview, name="preview"),
    path("revisions/<int:pk>/", statement.revision, name="revision"),
    path("revisions/<int:pk>/draft.pdf", statement.draft_pdf, name="draft_pdf"),
    path("revisions/<int:pk>/submit/", signing.submit, name="submit"),
    path("revisions/<int:pk>/new-values/", signing.take_new_values, name="take_new_values"),
    path("revisions/<int:pk>/newer-clause/", library.take, name="take_newer_clause"),
    path("revisions/<int:pk>/take-back/", signing.take_back, name="take_back"),
    path("revisions/<int:pk>/sign-off/", signing.sign_off, name="sign_off"),
    path("revisions/<int:pk>/return/", signing.send_back, name="return"),
    path(
        "revisions/<int:pk>/withdraw-sign-off/",
        signing.withdraw_sign_off,
        name="withdraw_sign_off",
    ),
    path("revisions/<int:pk>/object/", signing.object_to, name="object"),
    path("objections/<int:pk>/settle/", signing.settle, name="settle"),
    path("revisions/<int:pk>/release/", releases.release, name="release"),
    path("releases/<int:pk>/", releases.release_page, name="release_page"),
    path("releases/<int:pk>/withdraw/", releases.withdraw, name="withdraw"),
    path("releases/<int:pk>/correction/", corrections.correction, name="correction"),
    path("releases/<int:pk>/progress/", releases.progress, name="progress"),
    path("renditions/<int:pk>/<str:file_name>", releases.download, name="download"),
    path("render-jobs/<int:pk>/retry/", releases.retry, name="retry"),
    path("clauses/", library.index, name="clauses"),
    path("clauses/new/", library.add, name="add_clause"),
    path("clauses/<slug:slug>/", library.clause, name="clause"),
    path("clauses/<slug:slug>/revise/", library.revise, name="revise_clause"),
    path("clauses/<slug:slug>/retire/", library.retire, name="retire_clause"),
]
