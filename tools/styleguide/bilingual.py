from core.language import speaks_chinese


def zh_or_en(zh, en):
    """Sample texts are in no translation file: they are given in both languages."""
    return zh if speaks_chinese() else en
