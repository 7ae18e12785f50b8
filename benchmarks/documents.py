"""Customs' documents of an order: building, checking and signing, beside the bare signatures."""

import time

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from benchmarks.scratch_site import clocked
from ceb import MESSAGES, Signer, build, check, new_guid
from tests.ceb import sm2_example
from tests.ceb.conftest import make_key_and_certificate
from tests.ceb.records import TRANSFER, record

ORDER = ("311", "411", "511", "621")
ROUNDS = 200


def main():
    pem, certificate = make_key_and_certificate()
    signers = [Signer(pem, certificate), Signer(sm2_example.KEY, sm2_example.CERTIFICATE)]
    unsigned = signed = 0.0
    for kind in ORDER:
        building, checking, signing, sm2 = measured(kind, *signers)
        unsigned += building + checking
        signed += building + checking + signing
        print(
            f"{kind} {MESSAGES[kind].en:17} build {building:.2f} ms, check {checking:.2f} ms, "
            f"sign {signing:.2f} ms (SM2 {sm2:.2f} ms)"
        )
    key = serialization.load_pem_private_key(pem, None)
    # what no library could save: four signatures, without XML around them
    bare = milliseconds(lambda _: key.sign(b"SignedInfo", padding.PKCS1v15(), hashes.SHA1()))
    print(
        f"one order: {unsigned:.1f} ms unsigned ({60_000 / unsigned:.0f} a minute), "
        f"{signed:.1f} ms signed ({60_000 / signed:.0f} a minute); "
        f"four bare RSA signatures {4 * bare:.1f} ms"
    )


def measured(kind, rsa, sm2):
    """Milliseconds for one document: built, checked, signed with RSA, signed with SM2."""
    records = [record(kind, seed) for seed in range(20)]
    documents = [one_document(kind, each) for each in records]
    return (
        milliseconds(lambda number: one_document(kind, records[number])),
        milliseconds(lambda number: check(documents[number])),
        milliseconds(lambda number: rsa.sign(documents[number])),
        milliseconds(lambda number: sm2.sign(documents[number])),
    )


def one_document(kind, record):
    return build(kind, [record], guid=new_guid(), base_transfer=TRANSFER)


def milliseconds(work):
    """CPU time of this process for one call of `work`."""
    every = clocked(lambda: [work(number % 20) for number in range(ROUNDS)], time.process_time)
    return every[0] / ROUNDS * 1000
