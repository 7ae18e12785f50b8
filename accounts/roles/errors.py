class RoleError(Exception):
    """A role can't be granted or taken so; the text says why, in the page's language."""
