import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config.checks import require_production_settings  # noqa: E402 - settings are loaded only now

require_production_settings()  # a web server runs no system check by itself
# Loads all views once, for every process that is forked from here: else the first visitor of each
# would wait a second or two.
get_resolver().url_patterns  # noqa: B018
