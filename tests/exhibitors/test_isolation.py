"""Every address of the desk, taken from the URLconf itself, is closed to the other exhibitor, to
consumers and anonymous visitors. A new view has to say here what its ids are."""

import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from catalog.models import ImportJob
from evidence.models import Entry
from exhibitors.actions.members import invite
from exhibitors.enquiries.actions import ask
from exhibitors.models import Invitation, Membership
from exhibitors.models.invitation import digest_of
from orders.models import Order, Return
from orders.payments.refunds import request_refund
from tests.exhibitors.factories import make_booth, make_exhibitor, make_member, make_user
from tests.factories import (
    make_product,
    make_stock,
    make_variant,
    make_variant_for_export,
    make_zone,
)
from tests.module_rows import kept_for_a_module
from tests.orders.factories import make_export

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-nordic"
OWN = {"choose"}  # leads a member to their own desk, names nothing of anybody's


def desk_patterns(resolver=None, prefix="", inside=False):
    """(name, converters) of every URL pattern below `desk/`, however deep it is included."""
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern)
        here = inside or route.lstrip("/").startswith(("desk/", "en/desk/"))
        if isinstance(each, URLResolver):
            yield from desk_patterns(each, route, here)
        elif here and isinstance(each, URLPattern):
            yield each.name, route


PATTERNS = sorted(set(desk_patterns()))


@pytest.fixture(scope="module")
def nordic(django_db_setup, django_db_blocker):
    """The exhibitor whose rows are requested: one of every kind. Nothing changes them."""
    with kept_for_a_module(django_db_blocker):
        exhibitor = make_exhibitor("nordic", country="NO")
        owner = make_member(exhibitor, "ingrid@expo.test")
        make_booth(exhibitor, stand="B-01")
        product = make_product(exhibitor)
        variant = make_variant(product)
        record = make_stock(variant, zone=make_zone())
        listed = ImportJob.objects.create(
            exhibitor=exhibitor, file_name="prices.csv", dry_run=True, state="done", rows=1
        )
        invitation = invite(exhibitor, email="liv@expo.test", role="editor", user=owner)
        Invitation.objects.filter(pk=invitation.pk).update(digest=digest_of(TOKEN))
        enquiry = ask(
            form_key=uuid.uuid4(), wanted="fish", text="", email="l@expo.test", language="en",
            firm=exhibitor,
        )  # fmt: skip
        export = make_export(make_variant_for_export(make_product(exhibitor)), paid=True)
        yield {
            "number": export.number,
            "returned": Return.objects.create(number="R1", order=export, reason="faulty").number,
            "slug": exhibitor.slug,
            "token": TOKEN,
            "variant": variant.pk,
            "record": record.pk,
            "pk": {
                "role": exhibitor.memberships.get().pk,
                "remove": exhibitor.memberships.get().pk,
                "withdraw_invitation": invitation.pk,
                "good": product.pk,
                "good_preview": product.pk,
                "good_withdraw": product.pk,
                "good_price": product.pk,
                "good_stock": product.pk,
                "goods_import": listed.pk,
                "goods_import_errors": listed.pk,
                "goods_import_write": listed.pk,
                "answer_enquiry": enquiry.pk,
                "settle_export": request_refund(export, reason="one is missing").pk,
            },
        }


def address(name, route, instances, slug=None):
    """The URL with ids of real things; fails for an id that this test does not know."""
    kinds = [part.split(":")[-1].split(">")[0] for part in route.split("<")[1:]]
    values = {}
    for kind in kinds:
        value = instances.get(kind)
        value = value.get(name) if isinstance(value, dict) else value
        assert value is not None, f"desk:{name} has an id `{kind}`: add a real one to `nordic`"
        values[kind] = value
    if slug and "slug" in values:
        values["slug"] = slug
    return reverse(f"desk:{name}", kwargs=values)


def untouched(instances):
    """A picture of everything that must not move."""
    return (
        list(Membership.objects.order_by("pk").values()),
        list(Invitation.objects.order_by("pk").values()),
        Entry.objects.count(),
        list(Order.objects.values("number", "payment_state", "cancelled_at")),
    )


def request_as(user, url, method):
    client = Client()
    if user is not None:
        client.force_login(user)
    return getattr(client, method)(url)


def test_the_desk_has_addresses():
    assert len(PATTERNS) >= 16
    assert {"booth", "good", "good_price", "members"} <= {name for name, _route in PATTERNS}


@pytest.mark.parametrize(("name", "route"), PATTERNS)
def test_others_find_nothing(name, route, nordic):
    url = address(name, route, nordic)
    other = make_member(make_exhibitor("kiwi"), "aroha@expo.test")
    consumer = make_user("consumer@expo.test")
    before = untouched(nordic)
    for method in ("get", "post"):
        anonymous = request_as(None, url, method)
        assert (anonymous.status_code, anonymous["Location"].split("?")[0]) == (
            302,
            reverse("accounts:sign_in"),
        )
        assert request_as(consumer, url, method).status_code == 404
        if name not in OWN:
            assert request_as(other, url, method).status_code == 404
    assert untouched(nordic) == before


@pytest.mark.parametrize(
    ("name", "route"),
    [
        each
        for each in PATTERNS
        if "<slug:slug>" in each[1] and any(x in each[1] for x in ("pk>", "number>", "returned>"))
    ],
)
def test_anothers_ids_are_not_found_at_ones_own_desk(name, route, nordic):
    owner = make_member(make_exhibitor("kiwi"), "aroha@expo.test")
    before = untouched(nordic)
    url = address(name, route, nordic, slug="kiwi")
    assert request_as(owner, url, "post").status_code == 404
    # 405 for looking at what can only be done: says nothing of whether the thing is there
    assert request_as(owner, url, "get").status_code in (404, 405)
    assert untouched(nordic) == before


@pytest.mark.parametrize(("name", "route"), [e for e in PATTERNS if "<slug:slug>" in e[1]])
def test_every_view_of_the_desk_goes_through_its_door(name, route, nordic):
    url = address(name, route, nordic)
    view = get_resolver().resolve(url).func
    while not getattr(view, "is_desk_view", False):
        assert hasattr(view, "__wrapped__"), f"desk:{name} is not decorated with @at_desk"
        view = view.__wrapped__


def test_an_owner_is_let_in(nordic):
    owner = Membership.objects.get(exhibitor__slug="nordic").user
    for name, route in PATTERNS:
        status = request_as(owner, address(name, route, nordic), "get").status_code
        # the invitation is for Liv, not for her
        assert status in ({404} if name == "invitation" else {200, 302, 405}), name
