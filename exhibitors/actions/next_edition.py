"""What the exhibitors' side hands to the next edition (the hook `carried_over`): its packages, and
whom to invite."""

from django.utils.translation import gettext as _

from exhibitors.models import Package, Participation
from expo.editions.carrying import CarriedKind, saved_copies

MAX_CODE = 50


def kinds():
    return [
        CarriedKind(
            name="packages",
            label=_("Packages"),
            text=_("What each includes. Put them on sale before applications open."),
            made=_("Packages, not on sale"),
            count=lambda source: Package.objects.of(source).count(),
            copy=copy_packages,
        ),
        CarriedKind(
            name="invitations",
            label=_("Firms to invite"),
            text=_(
                "Whoever takes part now is listed as to be invited: no mail, no stand, no goods."
            ),
            made=_("Firms to be invited, nothing sent"),
            count=lambda source: taking_part(source).count(),
            copy=list_firms,
        ),
    ]


def taking_part(source):
    return Participation.objects.at(source).accepted()


def copy_packages(opening):
    packages = Package.objects.of(opening.source).order_by("pk")
    taken = {*Package.objects.values_list("code", flat=True)}

    def code(package):
        """standard-2027 of standard-2026 or of standard; unique among all packages."""
        stem = package.code.removesuffix(f"-{opening.source.slug}")
        new = free_code(stem, f"-{opening.edition.slug}", taken)
        taken.add(new)
        return new

    copies = saved_copies(packages, edition=opening.edition, on_sale=False, code=code)
    return len(copies)


def free_code(stem, ending, taken):
    stem = stem[: MAX_CODE - len(ending) - 4]  # room for a number
    codes = (stem + ending if n == 1 else f"{stem}{ending}-{n}" for n in range(1, 1000))
    return next(code for code in codes if code not in taken)


def list_firms(opening):
    firms = taking_part(opening.source).order_by("exhibitor__name_zh", "pk")
    listed = [
        Participation(exhibitor_id=pk, edition=opening.edition, state=Participation.State.TO_INVITE)
        for pk in firms.values_list("exhibitor", flat=True)
    ]
    return len(Participation.objects.bulk_create(listed))
