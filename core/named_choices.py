"""A choice among hundreds by its name: a plain input that the browser filters as one types."""

import unicodedata

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _


class NameInput(forms.TextInput):
    """Shows the name of what is chosen; the list below it needs no script."""

    choices = ()  # set by the field

    def format_value(self, value):
        return dict(self.choices).get(value, value) or ""

    def get_context(self, name, value, attrs):
        own = {"list": f"{attrs.get('id', name)}_names", "placeholder": _("Type to search")}
        return super().get_context(name, value, own | attrs)

    def render(self, name, value, attrs=None, renderer=None):
        attrs = attrs or {}
        names = ((text,) for code, text in self.choices if code)
        options = format_html_join("", '<option value="{}"></option>', names)
        listed = format_html(
            '<datalist id="{}_names">{}</datalist>', attrs.get("id", name), options
        )
        return super().render(name, value, attrs, renderer) + listed


class NamedChoiceField(forms.ChoiceField):
    """choices: a function that gives (code, name) in the language in use, in the order to show.

    What is typed may be the code, or the name in any language of the site; its value is a code."""

    widget = NameInput
    default_error_messages = {"invalid_choice": _("“%(value)s” is not in the list.")}

    def to_python(self, value):
        typed = _folded(super().to_python(value))
        return self._code_of(typed) or value or ""

    def _code_of(self, typed):
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                for code, name in self.choices:
                    if typed and typed in (_folded(code), _folded(name)):
                        return code
        return ""


def _folded(text):
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
