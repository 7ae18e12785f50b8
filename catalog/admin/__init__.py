"""The organizers' side of the catalogue in Wagtail's admin: filings, imports, tables of customs."""
