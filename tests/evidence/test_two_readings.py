"""A ZIP of which programs unpack different parts: the site checked the ones that it had issued, and
said so, while its reader saw a forged order."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.actions import record
from evidence.bundles import make_bundle
from evidence.check_bundle import BrokenBundleError, Bundle

pytestmark = pytest.mark.django_db
FORGED = {"order.json": b'{"total": "0.01"}'}


@pytest.fixture
def issued():
    """What the site gave away."""
    record(subject="order A", kind="placed", payload={"total": "545.50"})
    return make_bundle("order A", {"order.json": b'{"total": "545.50"}'})


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def parts_and_directory(parts, at=0):
    """The bytes of stored parts that begin at `at`, and their directory's."""
    records = directory = b""
    for name, content in parts.items():
        facts = struct.pack("<5H3L", 20, 0x800, 0, 0, 33, zlib.crc32(content), *[len(content)] * 2)
        where = struct.pack("<3H2HLL", len(name), 0, 0, 0, 0, 0, at + len(records))
        directory += b"PK\1\2" + struct.pack("<H", 20) + facts + where + name.encode()
        records += b"PK\3\4" + facts + struct.pack("<2H", len(name), 0) + name.encode() + content
    return records, directory


def end(parts, directory, at, comment=b""):
    facts = (0, 0, len(parts), len(parts), len(directory), at, len(comment))
    return b"PK\5\6" + struct.pack("<4H2LH", *facts) + comment


def with_two_directories(genuine):
    """The ZIP64 record, which Python goes by, names one; the end, by which others go, another."""
    parts, directory = parts_and_directory(genuine)
    forged, others = parts_and_directory(FORGED, at=len(parts))
    before = parts + forged + others
    facts = (44, 45, 45, 0, 0, len(genuine), len(genuine), len(directory), len(before))
    zip64 = b"PK\6\6" + struct.pack("<Q2H2L4Q", *facts)
    locator = b"PK\6\7" + struct.pack("<LQL", 0, len(before + directory), 1)
    return before + directory + zip64 + locator + end(FORGED, others, len(parts + forged))


def with_a_part_that_no_directory_names(genuine):
    """A program that reads a ZIP as it comes, from a pipe, unpacks the last `order.json`."""
    parts, directory = parts_and_directory(genuine)
    forged, _others = parts_and_directory(FORGED, at=len(parts))
    return parts + forged + directory + end(genuine, directory, len(parts + forged))


def with_a_comment(genuine):
    parts, directory = parts_and_directory(genuine)
    comment = b"".join(parts_and_directory(FORGED, at=len(parts + directory) + 22))
    return parts + directory + end(genuine, directory, len(parts), comment)


def with_a_header_that_lies(genuine):
    """Of the first part's size, so that a pipe's reader goes on within it."""
    parts, directory = parts_and_directory(genuine)
    lie = parts[:18] + struct.pack("<2L", 1, 1) + parts[26:]
    return lie + directory + end(genuine, directory, len(parts))


def with_a_part_before(genuine):
    forged, _others = parts_and_directory(FORGED)
    parts, directory = parts_and_directory(genuine, at=len(forged))
    return forged + parts + directory + end(genuine, directory, len(forged + parts))


TWO_READINGS = [
    with_two_directories,
    with_a_part_that_no_directory_names,
    with_a_comment,
    with_a_header_that_lies,
    with_a_part_before,
]


@pytest.mark.parametrize("forge", TWO_READINGS)
def test_a_zip_with_a_second_reading_is_no_bundle(client, issued, forge):
    content = forge(parts_of(issued))
    assert parts_of(content) == parts_of(issued)  # what Python sees, and the site compares
    with pytest.raises(BrokenBundleError, match="contradicts it"):
        Bundle(io.BytesIO(content))
    file = SimpleUploadedFile("bundle.zip", content, "application/zip")
    response = client.post("/en/evidence/verify/", {"file": file})
    assert response.status_code == 422
    assert "The ZIP holds more than its directory names" in response.content.decode()


def test_what_the_site_issues_has_one(issued):
    assert set(Bundle(io.BytesIO(issued)).sizes) == set(parts_of(issued))
