"""Stand-ins for payment firm, logistics firm, customs agent and site operator: clearly labelled,
never customs.

Each takes the site's request, builds its own document and sends it to the platform under its own
identity."""

from tools.customs_sandbox.kinds import KINDS

# By path: the kind of the document requested there.
ENDPOINTS = {facts.endpoint: kind for kind, facts in KINDS.items() if facts.endpoint}
