"""Where anybody may have an evidence bundle checked."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.rate_limits import limited
from evidence.bundle_report import report_on
from evidence.forms import BundleForm
from evidence.timestamps.pins import own_fingerprints, pinned_fingerprints


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("verify_bundle", methods=("POST",))
def verify_bundle(request):
    """R-EVID-6: the answer stands on the page, and the file is kept nowhere."""
    report = None
    form = BundleForm()
    if request.method == "POST":
        form = BundleForm(request.POST, request.FILES)
        if form.is_valid():
            report = report_on(form.cleaned_data["file"])
    context = {
        "form": form,
        "report": report,
        "fingerprints": sorted(pinned_fingerprints() - own_fingerprints()),
        "own_fingerprints": sorted(own_fingerprints() & pinned_fingerprints()),
    }
    return render(request, "evidence/verify.html", context, status=422 if form.errors else 200)
