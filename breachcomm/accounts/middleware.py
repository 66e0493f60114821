import time

from django.conf import settings
from django.contrib.auth import logout


class IdleTimeoutMiddleware:
    """Signs people out who have not asked for a page in a while."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._check(request)
        return self.get_response(request)

    def _check(self, request):
        now = int(time.time())
        seen = request.session.get("seen_at", now)
        if now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            return
        # A write at most once a minute: the clock need not be finer.
        if now - seen >= 60 or "seen_at" not in request.session:
            request.session["seen_at"] = now
