"""
Signatures of a tiny model by OpenSSF's own code: model.sig by a key, certified.sig by a certificate.

    python3 -m venv venv && venv/bin/pip install model-signing==1.1.1
    venv/bin/python make.py

Writes them beside this script, with the public key and the root certificate that verify them. Private keys are thrown away.
The model is `files` below; model-signature.spec.ts knows the same contents.
"""

import datetime
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from model_signing import hashing, signing

here = Path(__file__).parent
files = {"config.json": "{}", "onnx/decoder.onnx": "weights", "README.md": "# A model"}


def private_pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def certificate(subject, key, issuer, issuer_key, is_root):
    name = lambda common: x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])
    usage = dict.fromkeys(
        ["content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"],
        False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.datetime(2026, 1, 1))
        .not_valid_after(datetime.datetime(2126, 1, 1))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=not is_root, key_cert_sign=is_root, crl_sign=is_root, **usage), critical=True
        )
    )
    return builder.sign(issuer_key, hashes.SHA256())


with tempfile.TemporaryDirectory() as folder:
    work = Path(folder)
    model = work / "model"
    for path, content in files.items():
        (model / path).parent.mkdir(parents=True, exist_ok=True)
        (model / path).write_text(content)
    key, root_key, own_key = (ec.generate_private_key(curve()) for curve in (ec.SECP256R1, ec.SECP256R1, ec.SECP384R1))
    (work / "key.pem").write_bytes(private_pem(key))
    (work / "own.pem").write_bytes(private_pem(own_key))
    public = serialization.PublicFormat.SubjectPublicKeyInfo
    (here / "key.pub.pem").write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM, public))
    root = certificate("Example Model Root", root_key, "Example Model Root", root_key, True)
    own = certificate("Example Model Signer", own_key, "Example Model Root", root_key, False)
    (here / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (work / "own.crt").write_bytes(own.public_bytes(serialization.Encoding.PEM))
    signing.Config().use_elliptic_key_signer(private_key=work / "key.pem").sign(model, here / "model.sig")
    signing.Config().use_certificate_signer(
        private_key=work / "own.pem", signing_certificate=work / "own.crt", certificate_chain=[here / "root.pem"]
    ).sign(model, here / "certified.sig")
    shards = hashing.Config().use_shard_serialization(shard_size=4)
    signing.Config().use_elliptic_key_signer(private_key=work / "key.pem").set_hashing_config(shards).sign(
        model, here / "shards.sig"
    )
