"""Pictures of drafts: for the exhibitor's members and its reviewers until they are published."""

from wagtail.signals import page_published, published

from core.models import ExpoImage
from exhibitors.reviewed_fields.fields import Reviewed


def may_see(user, image):
    """Hook `picture_viewers`: members of the exhibitor whose collection it lies in, and staff who
    read what exhibitors submit."""
    if user.has_perm("exhibitors.view_exhibitor"):
        return True
    return user.memberships.filter(exhibitor__collection=image.collection_id).exists()


def connect():
    for signal in (published, page_published):
        signal.connect(open_pictures, dispatch_uid="exhibitors.pictures_published")


def open_pictures(sender, instance, **kwargs):
    """What a live booth or product shows is everybody's."""
    if not isinstance(instance, Reviewed):
        return
    shown = [instance.picture_id]
    if hasattr(instance, "pictures"):
        shown += [each.image_id for each in instance.pictures.all()]
    ExpoImage.objects.filter(pk__in=filter(None, shown), is_public=False).update(is_public=True)
