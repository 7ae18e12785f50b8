import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from search.models import Synonym
from search.vocabulary.lexicon import current_lexicon
from tools.demo import search as demo

pytestmark = pytest.mark.django_db


def test_an_organizer_adds_a_synonym_in_the_admin(client):
    user = get_user_model().objects.create_user(email="organizer@expo.test", password="expo-demo")
    user.groups.add(Group.objects.get(name="Organizers"))
    client.force_login(user)
    url = "/admin/snippets/search/synonym/"
    assert client.get(url).status_code == 200
    response = client.post(f"{url}add/", {"words": "蜜糖, bee sugar", "means": "蜂蜜"})
    assert response.status_code == 302
    assert Synonym.objects.values_list("words", "means").get() == ("蜜糖, bee sugar", "蜂蜜")
    assert current_lexicon().synonyms.table == {"蜜糖": ("蜂蜜",), "bee sugar": ("蜂蜜",)}


def test_the_demo_can_be_seeded_again():
    demo.seed()
    demo.seed()
    assert Synonym.objects.count() == len(demo.SYNONYMS)
    for concept in current_lexicon().planner.plan("baby milk 尿不湿").concepts:
        assert concept.kind == "synonym" or len(concept.any_of) > 6
