"""Headers every answer carries: pages, redirects, errors, downloads and static files alike."""

from django.conf import settings

_NOT_USED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "sync-xhr",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in _NOT_USED)


class HeadersMiddleware:
    """Stands outermost, so that no answer leaves without them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if not _is_static_file(request, response):
            response.headers["Cache-Control"] = "no-store, private"
        return response


def _is_static_file(request, response):
    return request.path.startswith(settings.STATIC_URL) and response.status_code in (200, 206, 304)
