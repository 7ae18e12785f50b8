"""What an exhibitor writes and a reviewer reads, declared once for a model in its list `written`.
The desk's form, the draft, the review's difference and the live page's facts all read that list."""

from dataclasses import dataclass
from typing import ClassVar

from django.core.checks import Error

from core.language import in_language

TEXTS, CONTACT = "texts", "contact"  # the parts of the desk's form


@dataclass(frozen=True)
class WrittenField:
    """A line of `written`, in the order in which reviewers read.

    section: the part of the desk's form it stands in; "" where the form has a control of its own.
    label: where it is not the column's own. fact: its label in the live page's table of facts; ""
    where the page's template has a place for it. value: the method that gives what a reviewer
    reads, where that is not the column."""

    name: str
    section: str = ""
    label: str = ""
    fact: str = ""
    value: str = ""


@dataclass(frozen=True)
class FieldValue:
    """A written field of one object: text, a list of names, or a picture."""

    name: str
    label: str
    value: object


def bilingual(name, section, fact=""):
    """The two columns `<name>_zh` and `<name>_en`."""
    return tuple(WrittenField(f"{name}_{code}", section, fact=fact) for code in ("zh", "en"))


class Reviewed:
    """Mixed into a model before Wagtail's own mixins."""

    written: ClassVar[tuple[WrittenField, ...]]
    kept_by_staff: ClassVar[tuple[str, ...]] = ()  # columns that no exhibitor writes
    # a draft may lack them; `errors_for_review` says so in words
    needed_for_review: ClassVar[tuple[str, ...]] = ()

    def reviewed_fields(self):
        return [
            FieldValue(field.name, label_of(self, field), value_of(self, field))
            for field in self.written
        ]

    def facts(self):
        """(label, text) of the live page's table in the visitor's language, without empty ones."""
        labels = {stem(field.name): field.fact for field in self.written if field.fact}
        texts = {name: getattr(self, name, "") or in_language(self, name) for name in labels}
        return [(labels[name], text) for name, text in texts.items() if text]

    @classmethod
    def check(cls, **kwargs):
        """An undeclared column would be no error anywhere else: its change alone is dropped by
        `save_draft`, and the desk says that it is saved."""
        declared = {field.name for field in cls.written} | set(cls.kept_by_staff)
        message = "The column %s is neither in `written` nor in `kept_by_staff`."
        return super().check(**kwargs) + [
            Error(message % name, obj=cls, id="exhibitors.E001")
            for name in own_columns(cls)
            if name not in declared
        ]


def label_of(obj, field):
    return field.label or obj._meta.get_field(field.name).verbose_name


def value_of(obj, field):
    return getattr(obj, field.value)() if field.value else getattr(obj, field.name)


def stem(name):
    return name.removesuffix("_zh").removesuffix("_en")


def own_columns(model):
    """The columns of a model's table but for its key and those that Wagtail brings along."""
    # revisions, locks and dates of publication are Wagtail's to keep
    wagtails = {
        field.name
        for base in model.__mro__
        if base.__module__.startswith("wagtail.") and hasattr(base, "_meta")
        for field in base._meta.local_fields
    }
    columns = [field.name for field in model._meta.local_fields if not field.primary_key]
    return [name for name in columns if name not in wagtails]
