#!/usr/bin/env bash
# Property-based requests, made by schemathesis from the server's own OpenAPI document, against a server of its own:
# no 5xx, no status, header or body that is not in the document, no input accepted that the document excludes.
# Usage: test/schemathesis.sh [examples per operation]. Ends with 1 when something was found.
set -u
cd "$(dirname "$0")/.." || exit 1
examples="${1:-20}"
folder="$(mktemp -d)"
server=""
clean() {
  [ -n "$server" ] && kill "$server" 2> /dev/null && wait "$server" 2> /dev/null
  rm -rf "$folder"
}
trap clean EXIT

absent() {
  echo "schemathesis did not run: $1. The API was not searched for 5xx and schema violations."
  if [ "${CI:-}" = "true" ]; then exit 1; else exit 0; fi
}
command -v python3 > /dev/null || absent "python3 is not on the PATH"
python3 -m venv "$folder/venv" > "$folder/pip.log" 2>&1 || absent "python3 cannot make a virtual environment"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'schemathesis==4.32.5' >> "$folder/pip.log" 2>&1 ||
  absent "pip could not install it: $(tail -n 1 "$folder/pip.log")"

node --import tsx test/support/serve-for-tests.ts > "$folder/server.txt" 2> "$folder/server.log" &
server=$!
for _ in $(seq 600); do
  [ -s "$folder/server.txt" ] && break
  kill -0 "$server" 2> /dev/null || { cat "$folder/server.log"; exit 1; }
  sleep 0.1
done
read -r url key < "$folder/server.txt" || { echo "the server did not start in a minute"; exit 1; }

# 422 is an answer to what fits the document, too: plans name probes and checkpoints, which a schema does not know.
cat > "$folder/anywhere.toml" << 'SETTINGS'
[checks]
positive_data_acceptance.expected-statuses = ["2xx", 401, 403, 404, 409, 413, 415, 416, 422]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 416, 422]
SETTINGS
{ echo '[parameters]'; tail -n +2 "$folder/server.txt"; cat "$folder/anywhere.toml"; } > "$folder/somewhere.toml"

# The matrix of permissions has tests of its own (test/e2e/api); what is deleted here stays readable by design.
search() {
  "$folder/venv/bin/schemathesis" --config-file "$folder/$1.toml" run "$url/openapi.json" --url "$url/api/v1" \
    --header "Authorization: Bearer $key" --exclude-checks ignored_auth,use_after_free,ensure_resource_availability \
    --phases "$2" --max-examples "$examples" --seed 7265 --workers 1 --generation-database none \
    --request-timeout 20 --suppress-health-check all --continue-on-failure --no-color
}
cd "$folder" || exit 1
status=0
search anywhere coverage || status=1
search somewhere examples,fuzzing || status=1
exit "$status"
