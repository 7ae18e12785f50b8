"""The example key of GB/T 32918.5-2017 annex A, as PEM, and a certificate made for it."""

import base64

SECRET = bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
POINT = bytes.fromhex(
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
MESSAGE = b"message digest"
SIGNATURE = bytes.fromhex(
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
)
# By OpenSSL: openssl req -x509 -new -key key.pem -sm3, serial 01691f7f.
CERTIFICATE = b"""-----BEGIN CERTIFICATE-----
MIIBrjCCAVWgAwIBAgIEAWkffzAKBggqgRzPVQGDdTA0MQswCQYDVQQGEwJDTjEP
MA0GA1UECgwGRS1FeHBvMRQwEgYDVQQDDAtTTTIgZXhhbXBsZTAgFw0yNjExMjUx
NzU3MjlaGA8yMTI2MTEwMTE3NTcyOVowNDELMAkGA1UEBhMCQ04xDzANBgNVBAoM
BkUtRXhwbzEUMBIGA1UEAwwLU00yIGV4YW1wbGUwWTATBgcqhkjOPQIBBggqgRzP
VQGCLQNCAAQJ+d8xHlQhoVDdfRYeS8XGchefrRgz/AdrsI/zVvNQIMzqSQziZ3Wl
LcbqcYzBqmAK7QX7814ISmYy9gctqa0To1MwUTAdBgNVHQ4EFgQU+eJRYUwvDp6A
kT/9owjkfAGiQbQwHwYDVR0jBBgwFoAU+eJRYUwvDp6AkT/9owjkfAGiQbQwDwYD
VR0TAQH/BAUwAwEB/zAKBggqgRzPVQGDdQNHADBEAiBamh3IBJ9jUHW+Ilep3RGw
hpIZFnf9mXM4GMSc4hgxqQIgODsiJ4unaZp7TTUcMkLugHsZQySMDTURoWjmTqmc
s4U=
-----END CERTIFICATE-----
"""


def pem(label: str, content: bytes) -> bytes:
    body = base64.encodebytes(content).decode()
    return f"-----BEGIN {label}-----\n{body}-----END {label}-----\n".encode()


def value(tag: int, *contents: bytes) -> bytes:
    content = b"".join(contents)
    return bytes([tag]) + (
        bytes([len(content)]) if len(content) < 128 else bytes([0x81, len(content)])
    ) + content  # fmt: skip


SEC1 = value(
    0x30,
    value(2, b"\1"),
    value(4, SECRET),
    value(0xA1, value(3, b"\0\4", POINT)),
)
PKCS8 = value(
    0x30,
    value(2, b"\0"),
    value(
        0x30,
        value(6, bytes.fromhex("2a8648ce3d0201")),
        value(6, bytes.fromhex("2a811ccf5501822d")),
    ),
    value(4, SEC1),
)
KEY = pem("PRIVATE KEY", PKCS8)
OLDER_KEY = pem("EC PRIVATE KEY", SEC1)
