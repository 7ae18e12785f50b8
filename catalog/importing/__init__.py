"""Goods from a file: CSV or XLSX, headers in Chinese or English in any order.

reading → headers → cells (one row at a time, every error named) → plan (what changes, read only)
→ writing (a transaction per batch). `actions.import_goods` is the door."""
