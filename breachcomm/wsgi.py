"""What gunicorn serves."""

import os

from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "breachcomm.settings")
application = get_wsgi_application()
# A server asks for no checks by itself; a broken data file must stop it, with file and line.
BaseCommand().check()
