from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The top floor: the desk and whatever composes what the apps offer."""

    name = "config"
    label = "config"
