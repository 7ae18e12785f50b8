import logging
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache
from wagtail import hooks

log = logging.getLogger(__name__)
SECURITY_TXT_LIFETIME = timedelta(days=180)  # RFC 9116 asks for less than a year


@never_cache
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request):
    """200 when database, search and worker answer; else 503 and which does not."""
    errors, details = {}, {}
    for check in hooks.get_hooks("readiness_checks"):
        name = check.__name__
        try:
            reason = check()
        except Exception as exc:  # whatever is wrong, it is not ready
            log.warning("%s is not ready: %s", name, exc)
            reason = type(exc).__name__  # its message may name hosts and users
        if reason:
            errors[name] = reason
    for more in hooks.get_hooks("readiness_details"):
        try:
            details |= more()
        except Exception as exc:
            log.warning("%s does not answer: %s", more.__qualname__, exc)
    answer = {"ready": not errors, "errors": errors, "details": details}
    return JsonResponse(answer, status=503 if errors else 200)


def security_txt(request):
    """Where to report a weakness (RFC 9116); 404 where SECURITY_CONTACT names nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + SECURITY_TXT_LIFETIME).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: zh, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def favicon(request):
    # not permanent: with hashed file names the target changes at each release
    return redirect(static("img/seal.svg"), permanent=False)
