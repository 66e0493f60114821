"""The same site for servers that speak ASGI."""

import os

from django.core.asgi import get_asgi_application
from django.core.management.base import BaseCommand

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "breachcomm.settings")
application = get_asgi_application()
# A server asks for no checks by itself; a broken data file must stop it, with file and line.
BaseCommand().check()
