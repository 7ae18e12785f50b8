"""The content security policy, sent with every page; and what no address or form can hold."""

from django.conf import settings
from django.http import HttpResponseBadRequest, UnreadablePostError
from django.utils.deprecation import MiddlewareMixin

# Wagtail's admin carries inline scripts of its own; the public site has none.
ADMIN_EXTRA = {
    "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],  # previews stand in a frame of the editor
}


def policy(extra=None):
    rules = {**settings.CONTENT_SECURITY_POLICY, **(extra or {})}
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


class RejectNullBytesMiddleware(MiddlewareMixin):
    """A NUL in an address or a form is somebody's trial: PostgreSQL refuses it in any text, and
    each view that looks something up by it, or keeps it, would fall over."""

    def process_request(self, request):
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("bad address", content_type="text/plain")
        return None

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "csrf_exempt", False):  # no browser's form: it reads its body itself
            return None
        if request.method == "POST" and has_null(request):
            return HttpResponseBadRequest("bad form", content_type="text/plain")
        return None


def has_null(request):
    """Is there a NUL in a field? No form at all, or one that broke off, is the view's business."""
    try:
        fields = request.POST.lists()
        return any("\0" in text for name, values in fields for text in (name, *values))
    except UnreadablePostError:
        return False


class ContentSecurityPolicyMiddleware(MiddlewareMixin):
    """A view may widen its own page's policy by `response.csp = {"script-src": [...]}`."""

    def process_response(self, request, response):
        if "Content-Security-Policy" not in response:
            extra = getattr(response, "csp", None)
            if request.path.startswith("/admin/"):
                extra = ADMIN_EXTRA
            response["Content-Security-Policy"] = policy(extra)
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        return response
