"""What the site is made of: its known vulnerabilities, looked up by pip-audit."""
