from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "breachcomm.accounts"
    label = "accounts"
