"""The frame of those who work here."""

from django import template

from accounts.workplaces import frame_of

register = template.Library()


@register.simple_tag(takes_context=True)
def work_frame(context):
    """Whose desk this is and what it navigates: an `accounts.workplaces.WorkFrame`."""
    return frame_of(context["request"])
