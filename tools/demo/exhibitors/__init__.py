"""The demo's exhibitors with stands and booths; run again, it adds what is missing."""

from django.utils import timezone

from core.models import User
from exhibitors.actions.booths import open_booth, own_collection
from exhibitors.models import Exhibitor, FeaturedGood, Membership, Package, Participation
from expo.models import Stand
from expo.pages.home import current_edition
from tools.demo.content import load, model_fields
from tools.demo.pictures import stored_picture

CONTENT = load("exhibitors")
FIRMS = CONTENT.exhibitors
FEATURED = 8


def seed(*, goods=None, stdout=None):
    packages = seed_packages()
    edition = current_edition()
    for firm in FIRMS:
        exhibitor = seed_exhibitor(firm)
        if edition is not None:
            seed_booth(firm, exhibitor, edition, packages["standard"])


def seed_packages():
    return {
        each.code: Package.objects.get_or_create(
            code=each.code, defaults=model_fields(each.limits)
        )[0]
        for each in CONTENT.packages
    }


def seed_exhibitor(firm):
    exhibitor, _ = Exhibitor.objects.get_or_create(
        slug=firm.slug,
        defaults=model_fields(firm.exhibitor) | {"verified_on": timezone.localdate()},
    )
    own_collection(exhibitor)  # before any picture: it says who may use them
    if email := getattr(firm, "owner", ""):
        user = User.objects.filter(email=email).first() or User.objects.create_user(email)
        Membership.objects.get_or_create(
            user=user, exhibitor=exhibitor, defaults={"role": Membership.Role.OWNER}
        )
    return exhibitor


def seed_booth(firm, exhibitor, edition, package):
    participation, _ = Participation.objects.get_or_create(
        exhibitor=exhibitor,
        edition=edition,
        defaults={"package": package, "state": Participation.State.ACCEPTED},
    )
    if not participation.allocations.exists():
        allot(participation, firm)
    if participation.booth() is None:
        open_booth(
            participation,
            live=True,
            **model_fields(firm.booth),
            hours_zh=CONTENT.hours.zh,
            hours_en=CONTENT.hours.en,
            contact_email=f"hello@{firm.slug}.expo.test",
            contact_phone="",
            picture=seed_picture(firm, exhibitor),
        )


def allot(participation, firm):
    """The stand wished for, else the first free one of the pavilion, else any free one."""
    available = Stand.objects.filter(allocations=None, state=Stand.State.AVAILABLE)
    free = available.filter(hall__edition=participation.edition)
    in_pavilion = free.filter(pavilion__letter=firm.pavilion)
    stand = free.filter(code__in=firm.stands).first() or in_pavilion.first() or free.first()
    if stand is None:
        return
    # not by the organizer's action, which would write to the ledger what no organizer did
    participation.allocations.create(stand=stand)
    Stand.objects.filter(pk=stand.pk).update(state=Stand.State.ALLOTTED)


def seed_picture(firm, exhibitor):
    name = firm.exhibitor.name
    return stored_picture(
        f"booths/booth-{firm.slug}",
        title=name.zh,
        alt_zh=f"{name.zh}的线上展位",
        alt_en=f"The booth of {name.en}",
        collection=exhibitor.collection,
    )


def seed_featured(*, goods=None, stdout=None):
    """After the catalogue: each booth without featured goods puts its first ones forward."""
    edition = current_edition()
    for participation in Participation.objects.at(edition).accepted():
        booth = participation.booth()
        if booth is None or booth.featured.exists():
            continue
        pks = participation.exhibitor.products.filter(live=True).order_by("pk")
        booth.featured = [
            FeaturedGood(product_id=pk, sort_order=n)
            for n, pk in enumerate(pks.values_list("pk", flat=True)[:FEATURED])
        ]
        if booth.featured.exists():
            booth.save_revision().publish()
