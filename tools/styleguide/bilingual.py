from core.language import speaks_chinese


def zh_or_en(zh, en):
    """Sample words are not translated by catalogue: they stand beside each other."""
    return zh if speaks_chinese() else en
