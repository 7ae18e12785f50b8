"""A backup is one file: a tar with the database, pictures, private files, the stamp log, and as its
last member a manifest with the digest of each. It holds none of the keys (docs/operations.md)."""


class BackupError(Exception):
    """What stands against a backup or a restore, as a sentence."""
