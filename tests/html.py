"""Pages as tests read them, whatever the layout of their templates."""

import re


def folded(html):
    """The page without its line breaks: those beside a tag are gone, others are one space."""
    html = re.sub(r"(?<=>)\s*\n\s*|\s*\n\s*(?=[<>])", "", html)
    return re.sub(r"\s+", " ", html)
