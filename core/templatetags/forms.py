"""Forms as the site draws them: fields with label, help and errors, consents, quantities."""

from django import forms, template
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("components/field.html")
def field(field, hint="", mark_optional=True):
    """A form's field: label above, control, help, errors with their sign.

    field: a BoundField; hint: quiet text beside the label. What must be filled in is marked
    there, and so is what need not be, unless `mark_optional` is off. Checkboxes and radios stand
    left of their labels; hidden fields pass through.
    """
    return {"field": field, "hint": hint, "mark": mark_of(field, mark_optional)}


@register.filter
def mark_of(field, mark_optional=True):
    """ "required", "optional" or "". A form's field may have a `mark` of its own: a draft is saved
    without what its review will ask for."""
    own = getattr(field.field, "mark", "")
    if own or field.field.required:
        return own or _("required")
    is_box = isinstance(field.field.widget, forms.CheckboxInput)  # may always be left
    return _("optional") if mark_optional and not is_box else ""


@register.inclusion_tag("components/form_fields.html")
def form_fields(form, grid=False):
    """A whole form's fields in order, its own errors first; write <form> and its button around.

    grid: two columns on wide screens."""
    return {"form": form, "grid": grid}


@register.inclusion_tag("components/form_steps.html")
def form_steps(steps, at):
    """Where one is in a form of several pages. steps: labels; at: the present one, from 1."""
    return {"steps": steps, "at": at}


@register.inclusion_tag("components/consent.html")
def consent(field, title="", text="", url="", link=""):
    """A separate consent in its own frame, never ticked for anyone.

    field: a BoundField of a BooleanField; title: first words; url and link: the whole text with its
    version."""
    context = {"field": field, "title": title, "text": text, "url": url, "link": link}
    return context | {"mark": mark_of(field)}


@register.inclusion_tag("components/quantity.html")
def quantity(value=1, name="quantity", max="", id=""):
    """How many. max: where the button stops; the server says in words what is too much.

    The buttons need static/js/quantity.js, the box works without."""
    return {"value": value, "name": name, "max": max, "id": id}


@register.filter
def widget_kind(field):
    """How components/field.html lays a field out: check, choices or line."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "line"


@register.filter
def control(field):
    """The field's widget dressed as an input of the site; checkboxes dress themselves."""
    if widget_kind(field) != "line":
        return field.as_widget()
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"input {own}".strip()})
