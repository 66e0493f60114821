import time

from django.conf import settings
from django.contrib.auth import logout


class IdleTimeoutMiddleware:
    """Signs people out who have not asked for a page in a while, and everybody after half a day."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._check(request)
        return self.get_response(request)

    def _check(self, request):
        now, session = int(time.time()), request.session
        # Ours to keep: each write puts off the expiry that Django stores with the session.
        began = session.get("began_at", now)
        seen = session.get("seen_at", now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
            logout(request)
            return
        # A write at most once a minute: the clock need not be finer.
        if now - seen >= 60 or "seen_at" not in session:
            session["began_at"], session["seen_at"] = began, now
