"""What an edition hands to the next one, kind by kind.

Each app offers its own by the hook `carried_over`: a function without arguments that returns
CarriedKinds. They are copied in the sequence of the hooks, all in the transaction that makes the
edition, and change nothing of the edition they are taken from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from wagtail import hooks


@dataclass
class Opening:
    """An edition that is being made from another. `halls`, `pavilions`, `stands`: the new ones by
    the pk of those they were copied from; empty where they were not taken over."""

    source: Any
    edition: Any
    english: Any = None
    choices: dict = field(default_factory=dict)
    user: Any = None
    halls: dict = field(default_factory=dict)
    pavilions: dict = field(default_factory=dict)
    stands: dict = field(default_factory=dict)

    @property
    def days(self):
        return (self.edition.starts_on - self.source.starts_on).days

    def option(self, name):
        """How something is taken over (a value of its CopyOption)."""
        return self.choices.get(name, "")


@dataclass(frozen=True)
class CopyOption:
    """A choice of how a kind is taken over; the first of `values` (value, label) is proposed."""

    name: str
    label: str
    values: tuple


@dataclass(frozen=True)
class CarriedKind:
    """`text`: what is copied and what is not, for organizers; `made`: what comes of it; `needs`:
    kinds without which it can't be. Of a NextEdition: `left_out`, how many it doesn't take over
    though the kind is chosen; `remarks`, sentences on what to look at."""

    name: str
    label: str
    text: str
    made: str
    count: Callable[[Any], int]
    copy: Callable[[Opening], int]
    options: tuple = ()
    needs: tuple = ()
    left_out: Callable[[Any], int] = lambda plan: 0
    remarks: Callable[[Any], list] = lambda plan: []


def kinds():
    return [kind for offer in hooks.get_hooks("carried_over") for kind in offer()]


def shift_in_days(days, option):
    """How far a day moves with the edition; on the same weekday it moves by whole weeks."""
    return timedelta(days=7 * round(days / 7) if option == "weekday" else days)


def copies_of(rows, **changes):
    """Unsaved copies of rows, each with these fields changed; a function is called with the row."""
    model = rows.model
    columns = [column for column in model._meta.concrete_fields if not column.primary_key]
    for row in rows:
        copy = model(**{column.attname: getattr(row, column.attname) for column in columns})
        for name, value in changes.items():
            setattr(copy, name, value(row) if callable(value) else value)
        yield row, copy


def saved_copies(rows, **changes):
    """The copies, saved, by the pk of the row each was made from."""
    pairs = list(copies_of(rows, **changes))
    made = rows.model.objects.bulk_create([copy for _row, copy in pairs])
    return {row.pk: copy for (row, _copy), copy in zip(pairs, made, strict=True)}


def keep_exceptions(copies):
    """Of Overridable rows: a reason was given for certain others, which are the copies' now."""
    touched = [copy for copy in copies.values() if copy.overridden]
    for copy in touched:
        copy.overridden = sorted(copies[pk].pk for pk in copy.overridden if pk in copies)
        copy.override_reason = copy.override_reason if copy.overridden else ""
    if touched:
        type(touched[0]).objects.bulk_update(touched, ["overridden", "override_reason"])
