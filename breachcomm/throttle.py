"""What the sign-in throttle counts, and what it answers."""

from django.conf import settings
from django.shortcuts import render


def name(request, credentials=None):
    """The e-mail address as typed, in one spelling, so that capitals buy no further guesses."""
    given = (credentials or {}).get("username") or request.POST.get("username") or ""
    return given.strip().lower()[:254]


def address(request):
    """Where the request came from: behind our proxy, the last address it appended."""
    if settings.BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return request.META.get("REMOTE_ADDR", "")


def locked_out(request, response, credentials):
    return render(request, "accounts/locked_out.html", {"minutes": 15}, status=429)
