"""Stand-ins for payment firm, logistics firm, customs agent and site operator: clearly labelled,
never customs.

Each takes the site's request, builds its own document and sends it to the platform under its own
identity.
"""

# By path: the kind of the document requested there.
ENDPOINTS = {
    "/partners/payment/declare": "411",
    "/partners/payment/receipts": "403",
    "/partners/logistics/waybills": "511",
    "/partners/logistics/signed": "513",
    "/partners/logistics/export-waybills": "505",
    "/partners/logistics/arrivals": "507",
    "/partners/logistics/departures": "509",
    "/partners/agent/lists": "621",
    "/partners/agent/cancellations": "623",
    "/partners/agent/returns": "625",
    "/partners/agent/export-lists": "603",
    "/partners/agent/export-cancellations": "605",
    "/partners/agent/export-returns": "213",
    "/partners/agent/master-lists": "607",
    "/partners/agent/summaries": "701",
    "/partners/operator/arrivals": "711",
    "/partners/operator/tallies": "215",
}
