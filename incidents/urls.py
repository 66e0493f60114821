from django.urls import path

from incidents.views import (
    asking,
    contributions,
    duties,
    findings,
    incidents,
    members,
    record,
    veris,
)

app_name = "incidents"
urlpatterns = [
    path("", incidents.index, name="list"),
    path("new/", incidents.create, name="create"),
    path("import/", veris.upload, name="import_veris"),
    path("<str:reference>/", incidents.detail, name="detail"),
    path("<str:reference>/edit/", incidents.edit, name="edit"),
    path("<str:reference>/findings/", findings.findings, name="findings"),
    path("<str:reference>/facts/<str:key>/", findings.history, name="fact_history"),
    path("<str:reference>/contributions/", contributions.contribute, name="contribute"),
    path("<str:reference>/questions/", contributions.ask, name="ask"),
    path("<str:reference>/questions/<int:pk>/answer/", contributions.answer, name="answer"),
    path("<str:reference>/members/", members.members, name="members"),
    path("<str:reference>/members/<int:pk>/remove/", members.remove, name="remove_member"),
    path("<str:reference>/duties/", duties.board, name="duties"),
    path("<str:reference>/duties/events/", duties.log_event, name="log_event"),
    path("<str:reference>/duties/questions/", asking.questions, name="duty_questions"),
    path("<str:reference>/duties/choose/", duties.choose, name="choose_duties"),
    path("<str:reference>/duties/rules/", duties.take_rules, name="take_newer_rules"),
    path("<str:reference>/duties/<str:duty>/decision/", duties.decide, name="decide_duty"),
    path("<str:reference>/duties/<str:duty>/filing/", duties.record_filing, name="record_filing"),
    path("<str:reference>/record/", record.timeline, name="timeline"),
]
