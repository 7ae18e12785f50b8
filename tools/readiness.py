"""Part of `/readyz` for a site that `make run` has started."""

from django.conf import settings

from tools.processes import state


def processes():
    """None when every process stays up. An address may answer while the process behind it is
    started again and again."""
    sentences = [
        f"the {name} keeps ending: {times} times in two minutes"
        for name, times in sorted(state.read(settings.VAR_DIR).items())
    ]
    return "; ".join(sentences) or None
