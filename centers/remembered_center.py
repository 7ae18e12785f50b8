"""Which center's shelf led this visitor here (R-O2O-9). Orders keep it for the centers' figures."""

from django.conf import settings
from django.utils import timezone

from centers.models import DisplayCenter

KEY = "center"  # of the session: the center's slug
SINCE = "center_at"  # POSIX seconds of the scan


def remember_center(request, center):
    request.session[KEY] = center.slug
    # seconds and no datetime: sessions are kept as JSON
    request.session[SINCE] = int(timezone.now().timestamp())


def remembered_center(request):
    """The center of the last scan, None a while later: who saw the goods last month and buys at
    home today does not buy at the shelf."""
    slug = request.session.get(KEY)
    if not slug:
        return None
    age = timezone.now().timestamp() - request.session.get(SINCE, 0)
    if age > settings.CENTER_REMEMBERED_HOURS * 3600:
        return None
    return DisplayCenter.objects.filter(slug=slug).first()
