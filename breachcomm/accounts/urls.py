from django.urls import path

from breachcomm.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.people, name="people"),
    path("new/", views.add_person, name="add_person"),
    path("<int:pk>/", views.edit_person, name="edit_person"),
]
