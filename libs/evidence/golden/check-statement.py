"""
Reads statement.dsse.json by the authors' own code, which is not ours: the envelope and its signature by securesystemslib,
the statement and its predicate by the protocol buffers of in-toto-attestation, which know every field and its type.

    python3 -m venv venv && venv/bin/pip install in-toto-attestation==0.9.3 securesystemslib==1.6.0 cryptography
    venv/bin/python check-statement.py

Prints one line and ends with 0, or raises. statement.spec.ts holds that what we write today is this very file.
"""

import json
from pathlib import Path

from cryptography.hazmat.primitives.serialization import load_pem_public_key
from google.protobuf.json_format import ParseDict
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.statement import Statement
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

folder = Path(__file__).parent
envelope = Envelope.from_dict(json.loads((folder / "statement.dsse.json").read_text()))
(key_id,) = envelope.signatures
key = SSlibKey.from_crypto(load_pem_public_key((folder / "public-key.pem").read_bytes()), keyid=key_id)
assert set(envelope.verify([key], threshold=1)) == {key_id}
assert envelope.payload_type == "application/vnd.in-toto+json"

# ParseDict refuses fields that the protocol buffers do not have, and values of other types.
proto = ParseDict(json.loads(envelope.payload), statement_pb2.Statement())
Statement.copy_from_pb(proto).validate()
assert proto.predicate_type == "https://in-toto.io/attestation/test-result/v0.1"
predicate = ParseDict(json.loads(envelope.payload)["predicate"], test_result_pb2.TestResult())
assert predicate.result in {"PASSED", "WARNED", "FAILED"}
assert len(predicate.configuration) > 0
for resource in predicate.configuration:
    ResourceDescriptor.copy_from_pb(resource).validate()
print(f"signed by {key_id[:16]}, {len(proto.subject)} subjects, {predicate.result}")
