from core.language import speaks_chinese


def say(zh, en):
    """Sample words are not translated by catalogue: they stand beside each other."""
    return zh if speaks_chinese() else en
