import shutil

import pytest

needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="timestamps need the openssl command"
)
