import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config.checks import run_or_refuse  # noqa: E402 - it asks settings, which stand only now

run_or_refuse()  # a web server runs no system check by itself
# Loads all views once, for every process that parts from here: a first visitor of each would wait
# for it, a second or two.
get_resolver().url_patterns  # noqa: B018
