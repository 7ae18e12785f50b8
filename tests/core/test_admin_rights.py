"""Wagtail's admin as each role: whatever its choosers, reports, API, history and usage pages show,
nobody reads there what their role may not (OWASP ASVS 4.1, 4.2).

Each role opens every page of the admin's URLconf: that takes some seconds, and is the test."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLResolver
from django.utils.regex_helper import normalize
from wagtail.admin.urls import urlpatterns
from wagtail.documents.models import Document
from wagtail.models import Collection

from core import groups
from core.models import User
from exhibitors.models import Enquiry
from tests.centers.factories import make_sample, make_shelf, make_token
from tests.exhibitors.factories import make_booth, make_exhibitor
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db
CONVERTED = re.compile(r"<(?:(\w+):)?(\w+)>")
STAFF = {groups.ORGANIZERS, groups.REVIEWERS, groups.CLERKS}
# what nobody but these may read: {the words: the roles}
SECRETS = {
    "TOKENvalue00": {groups.ORGANIZERS},
    "WANTEDsubject": {groups.ORGANIZERS},
    "asker@secret.test": {groups.ORGANIZERS},
    "DRAFTslogan": {groups.ORGANIZERS, groups.REVIEWERS},
    "DRAFTgoods": {groups.ORGANIZERS, groups.REVIEWERS},
    "PAPERtitle": {groups.ORGANIZERS},
    "shopper@secret.test": set(),
}


@pytest.fixture
def rows(site):
    """One row of each kind, full of secrets; keys to put into addresses."""
    sample = make_sample(make_variant(make_product(name_zh="DRAFTgoods", live=False)), make_shelf())
    token = make_token(sample, value="TOKENvalue00")
    enquiry = Enquiry.objects.create(
        wanted="WANTEDsubject", text="WANTEDsubject", email="asker@secret.test", language="zh-hans"
    )
    booth = make_booth(make_exhibitor("secret"), live=False, slogan_zh="DRAFTslogan", stand=None)
    booth.title = "DRAFTslogan"
    booth.save()
    paper = Document.objects.create(
        title="PAPERtitle",
        file=ContentFile(b"x", "PAPERtitle.pdf"),
        collection=Collection.get_first_root_node(),
    )
    shopper = User.objects.create_user("shopper@secret.test")
    return {
        "centers_token": token.pk,
        "exhibitors_enquiry": enquiry.pk,
        "catalog_product": sample.variant.product.pk,
        "pages": booth.pk,
        "documents": paper.pk,
        "users": shopper.pk,
    }


def signed_in(role):
    user = User.objects.create_user(f"{role.split()[0].lower()}@example.com")
    user.groups.add(Group.objects.get(name=role))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def addresses(patterns, rows, prefix="/admin/", namespace=""):
    """Every address of these patterns, once for each key that could stand in it."""
    for each in patterns:
        text = str(each.pattern)
        if getattr(each.pattern, "_regex", None):
            (text, names), *_more = normalize(text)
            text = text % {name: f"<str:{name}>" for name in names}
        if isinstance(each, URLResolver):
            inner = f"{namespace}:{each.namespace or ''}"
            yield from addresses(each.url_patterns, rows, prefix + text, inner)
            continue
        keys = sorted(set(rows.values())) if "<" in text else [1]
        for key in keys:
            yield prefix + CONVERTED.sub(lambda m, key=key: str(key), text)


@pytest.mark.slow("opens every page of the admin, each with a row of every kind")
@pytest.mark.parametrize("role", sorted(STAFF))
def test_nobody_reads_in_the_admin_what_their_role_may_not(rows, role):
    client = signed_in(role)
    hidden = [words for words, may in SECRETS.items() if role not in may]
    read = {}
    for path in sorted(set(addresses(urlpatterns, rows)) - {"/admin/failwhale/"}):
        response = client.get(path)
        if response.status_code == 200:
            text = b"".join(response) if response.streaming else response.content
            text = text.decode(errors="replace")
            if leaks := [phrase for phrase in hidden if phrase in text]:
                read[path] = leaks
    assert read == {}
