"""Customs' platform and the partners who report to it, played by a process of its own.

Knows nothing of the site but the address its receipts go to, and nothing of Django. Its store is
the truth: whatever was answered is on disk, so it may be killed at any moment.
Described in docs/integrations/clearance.md."""
