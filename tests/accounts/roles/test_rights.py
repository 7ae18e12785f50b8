"""Each group may do what the table says, and the document says what the table does."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from accounts.roles.rights_table import markdown
from core import groups
from core.admin.group_permissions import grant_permissions

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).parents[3] / "docs" / "security.md"


def codenames(group):
    return set(group.permissions.values_list("content_type__app_label", "codename"))


def wanted(name):
    may = groups.MAY.get(name, {})
    return {(label, codename) for label, names in may.items() for codename in names}


@pytest.mark.parametrize("name", groups.ALL)
def test_a_group_has_the_rights_of_the_table_and_no_others(name):
    assert codenames(Group.objects.get(name=name)) == wanted(name)


def test_a_right_that_the_table_no_longer_says_is_taken_away():
    reviewers = Group.objects.get(name=groups.REVIEWERS)
    extra = Permission.objects.get(codename="delete_user")
    reviewers.permissions.add(extra)
    page = GroupPagePermission.objects.filter(group=reviewers).get()
    publish = Permission.objects.get(codename="publish_page", content_type__model="page")
    GroupPagePermission.objects.create(group=reviewers, page=page.page, permission=publish)
    mine = Group.objects.create(name="Friends of the expo")
    mine.permissions.add(extra)
    for label in ("core", "wagtailcore"):
        grant_permissions(apps.get_app_config(label))
    assert codenames(reviewers) == wanted(groups.REVIEWERS)
    assert GroupPagePermission.objects.filter(group=reviewers).get() == page
    assert mine.permissions.get() == extra  # other groups are nobody's business here


def test_organizers_have_pages_and_the_library_and_nobody_else_has():
    on_pages = GroupPagePermission.objects.values_list("group__name", "permission__codename")
    ours = {row for row in on_pages if row[0] in groups.ALL}
    assert ours == {(name, code) for name, codes in groups.ON_PAGES.items() for code in codes}
    in_library = GroupCollectionPermission.objects.filter(group__name__in=groups.ALL)
    assert set(in_library.values_list("group__name", flat=True)) == {groups.ORGANIZERS}


def test_the_document_says_what_the_code_does():
    text = DOCUMENT.read_text().partition("<!-- rights -->\n")[2].partition("<!-- end of")[0]
    assert text == markdown(), "run `manage.py show_rights` and put it into docs/security.md"
