from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache


@never_cache
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request):
    """200 when database, search and worker answer; else 503 and which does not."""
    faults = {}
    for path in settings.READINESS_CHECKS:
        name = path.rpartition(".")[2]
        try:
            reason = import_string(path)()
        except Exception as error:  # whatever is wrong, it is not ready
            reason = f"{type(error).__name__}: {error}"[:200]
        if reason:
            faults[name] = reason
    return JsonResponse({"ready": not faults, "faults": faults}, status=503 if faults else 200)
