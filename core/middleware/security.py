"""The content security policy of each page; and what no address or form can hold."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpResponseBadRequest, UnreadablePostError
from django.utils.deprecation import MiddlewareMixin


class RejectNullBytesMiddleware(MiddlewareMixin):
    """A NUL in an address or a form comes from an attack: PostgreSQL rejects it in any text, and
    each view that looks something up by it, or stores it, would answer 500."""

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


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's, with the policy of Wagtail's admin for all below `/admin/`.

    A view widens its own page's policy by django-csp's decorators."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/admin/") and not report_only:
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts

    def process_response(self, request, response):
        response = super().process_response(request, response)
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        return response
