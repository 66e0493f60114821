from django.urls import include, path

from breachcomm.accounts import views as accounts
from breachcomm.health import healthz
from statements.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("password/", accounts.change_password, name="change_password"),
    path("people/", include("breachcomm.accounts.urls")),
    path("incidents/", include("incidents.urls")),
    path("", include("statements.urls")),
]
