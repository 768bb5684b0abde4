#!/bin/sh
# A time stamp by an authority that is not ours: OpenSSL 3. Makes response.tsr, over the SHA-256 of "palimpsest", with the
# nonce that OpenSSL chose, and root.pem, the certificate that it leads to. Keys are thrown away.
#
#     sh make.sh
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
cat > "$work/authority.cnf" <<'END'
[req]
distinguished_name = name
prompt = no
[name]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = authority
[authority]
serial = $ENV::work/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
END
export work
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj '/O=Example/CN=Example Root' \
  -config "$work/authority.cnf" -extensions root -keyout "$work/root.key" -out root.pem
openssl req -newkey rsa:2048 -nodes -subj '/O=Example/CN=Example Time Stamps' \
  -config "$work/authority.cnf" -keyout "$work/stamper.key" -out "$work/stamper.csr"
openssl x509 -req -in "$work/stamper.csr" -CA root.pem -CAkey "$work/root.key" -CAcreateserial -CAserial "$work/ca.srl" \
  -days 36500 -extfile "$work/authority.cnf" -extensions stamper -out "$work/stamper.pem"
printf palimpsest > "$work/data"
echo 01 > "$work/serial"
openssl ts -query -data "$work/data" -sha256 -cert -out request.tsq
openssl ts -reply -config "$work/authority.cnf" -queryfile request.tsq -signer "$work/stamper.pem" \
  -inkey "$work/stamper.key" -chain root.pem -out response.tsr
openssl ts -verify -queryfile request.tsq -in response.tsr -CAfile root.pem
rm -r "$work"
