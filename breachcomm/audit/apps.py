from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "breachcomm.audit"
    label = "audit"
