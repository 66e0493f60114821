from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from breachcomm.accounts import operations, rules
from breachcomm.accounts.forms import NewPersonForm, PersonForm
from breachcomm.accounts.freshness import note_password
from breachcomm.accounts.models import User
from breachcomm.refusal import Refused


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    if request.user.is_authenticated:
        return redirect("home")
    form = AuthenticationForm(request, request.POST or None)
    form.error_messages["invalid_login"] = (
        "The e-mail address and the password do not match. Check both and try again."
    )
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        note_password(request)
        operations.note_sign_in(form.get_user())
        return redirect(_next_page(request))
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return render(request, "accounts/sign_in.html", {"form": form, "next": wanted})


def _next_page(request):
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if own else "home"


@require_POST
def sign_out(request):
    operations.note_sign_out(request.user)
    logout(request)
    response = redirect("sign_in")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request):
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.change_password(
            request.user, by=request.user, password=form.cleaned_data["new_password1"]
        )
        update_session_auth_hash(request, request.user)
        messages.success(request, "Your password is changed. Your other sessions have ended.")
        return redirect("home")
    return render(request, "accounts/change_password.html", {"form": form})


@require_safe
def people(request):
    rules.require(rules.can_manage_people(request.user))
    return render(request, "accounts/people.html", {"people": User.objects.all()})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request):
    rules.require(rules.can_manage_people(request.user))
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        try:
            person = operations.add_person(
                by=request.user, administrator=not fields["role"], **fields
            )
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{person.name} can sign in now.")
            return redirect("accounts:people")
    return render(request, "accounts/person_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request, pk):
    rules.require(rules.can_manage_people(request.user))
    person = get_object_or_404(User, pk=pk)
    initial = {"name": person.name, "role": person.role, "is_active": person.is_active}
    if person.is_superuser:
        initial["role"] = "administrator"
    form = PersonForm(request.POST or None, person=person, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_person(person, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"Saved. It holds from {person.name}'s next click.")
            return redirect("accounts:people")
    return render(request, "accounts/person_form.html", {"form": form, "person": person})
