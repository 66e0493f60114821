from django.apps import AppConfig
from django.core import checks


class IncidentsConfig(AppConfig):
    name = "incidents"

    def ready(self):
        from incidents.checks import data_set_is_sound

        checks.register(data_set_is_sound)
