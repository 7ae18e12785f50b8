"""What a clerk reads of a partner's request."""

from clearance.masking import shown_request
from clearance.request_rows import rows_of_request


def test_a_request_is_read_in_customs_words():
    shipped_from, heading, made_in = rows_of_request(
        {"country": "142", "lines": [{"country": "609"}]}
    )
    assert (shipped_from["zh"], shipped_from["meaning"]) == ("起运国(地区)", "中国")
    assert (heading["heading"], heading["name"]) == (True, "lines[1]")
    assert (made_in["zh"], made_in["meaning"]) == ("原产国(地区)", "新西兰")


def test_a_name_that_customs_does_not_know_stands_alone():
    (row,) = rows_of_request({"change": False})
    assert (row["zh"], row["value"], row["meaning"]) == ("", False, "")


def test_the_identity_number_is_masked():
    shown = shown_request(b'{"buyer_id_number": "11010519491231002X"}')
    assert shown.rows[0]["value"] == "110***********002X"
    assert "19491231" not in shown.text


def test_an_export_is_told_in_the_words_of_its_own_list():
    request = {"ie_date": "20261126", "lines": [{"country": "304"}]}
    into = [row["zh"] for row in rows_of_request(request)]
    out = [row["zh"] for row in rows_of_request(request, "603")]
    assert into == ["进口日期", "", "原产国(地区)"]
    assert out == ["出口日期", "", "最终目的国(地区)"]
