"""An app above that keeps an account open, for test_accounts."""


def export(user):
    return {"orders": ["E1"]}


def reasons_to_keep(user):
    return ["An order is on its way."]


def forget(user):
    raise AssertionError("nothing may be forgotten while there is a reason to keep it")
