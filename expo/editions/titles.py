"""The name that a next edition is likely to have: 第十届 becomes 第十一届, 2026 becomes 2027, and
10th becomes 11th. An organizer reads and mends it."""

import re

DIGITS = "零一二三四五六七八九"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ONE = "[一二三四五六七八九]"
CHINESE = re.compile(rf"第({ONE}?十{ONE}?|{ONE}|\d{{1,3}})届")
ENGLISH = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")


def next_title(title, years=1):
    title = YEAR.sub(lambda match: str(int(match[0]) + years), title)
    title = CHINESE.sub(lambda match: f"第{next_numeral(match[1])}届", title)
    return ENGLISH.sub(lambda match: ordinal(int(match[1]) + 1), title)


def next_numeral(text):
    return str(int(text) + 1) if text.isdigit() else numeral(value(text) + 1)


def value(text):
    """Of a Chinese numeral below a hundred."""
    tens, ten, ones = text.rpartition("十")
    high = DIGITS.index(tens) if tens else 1 if ten else 0
    return high * 10 + (DIGITS.index(ones) if ones else 0)


def numeral(number):
    tens, ones = divmod(number, 10)
    if tens >= 10:
        return str(number)
    high = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return high + (DIGITS[ones] if ones or not high else "")


def ordinal(number):
    teen = 10 < number % 100 < 20
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
