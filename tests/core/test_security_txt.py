"""Where somebody who has found a weakness reports it (RFC 9116)."""

import time_machine

PAGE = "/.well-known/security.txt"


def test_it_names_the_contact_and_is_good_for_half_a_year(client, settings):
    settings.SECURITY_CONTACT, settings.SITE_URL = "mailto:security@e.example", "https://e.example"
    with time_machine.travel("2026-12-01T08:00:00Z"):
        response = client.get(PAGE)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:security@e.example",
        "Expires: 2027-05-30T00:00:00Z",
        "Preferred-Languages: zh, en",
        "Canonical: https://e.example/.well-known/security.txt",
    ]


def test_without_a_contact_there_is_none(client, db):
    assert client.get(PAGE).status_code == 404
