import logging

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache

log = logging.getLogger(__name__)


@never_cache
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request):
    """200 when database, search and worker answer; else 503 and which does not."""
    faults, details = {}, {}
    for path in settings.READINESS_CHECKS:
        name = path.rpartition(".")[2]
        try:
            reason = import_string(path)()
        except Exception as error:  # whatever is wrong, it is not ready
            log.warning("%s is not ready: %s", name, error)
            reason = type(error).__name__  # its words may name hosts and users
        if reason:
            faults[name] = reason
    for path in settings.READINESS_DETAILS:
        try:
            details |= {path.split(".")[0]: import_string(path)()}
        except Exception as error:
            log.warning("%s can't be told: %s", path, error)
    answer = {"ready": not faults, "faults": faults, "details": details}
    return JsonResponse(answer, status=503 if faults else 200)


def favicon(request):
    return redirect(static("img/seal.svg"), permanent=False)
