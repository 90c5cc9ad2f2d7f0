# Sourced: a sandbox server for real clients, and the settings that lead them to it. Nothing of the user's is read or
# changed: clients get folders of their own, and the proxy that az is told leads to the sandbox and nowhere else.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

skip() { echo "Skipped: $*"; exit 77; }

fail() { echo "FAILED: $*" >&2; exit 1; }

need() { command -v "$1" >/dev/null || skip "no $1 on this machine."; }

# With --check a script only says whether it can run here; called when all that it needs has been looked for.
check_only() { [ "${1-}" != --check ] || exit 0; }

say() { printf '%s\n' "$*" >&2; }

# field NAME[.NAME...]: one value of the JSON on standard input; nothing if it is null or missing.
field() {
    python3 -c '
import json, sys
value = json.load(sys.stdin)
for name in sys.argv[1].split("."):
    value = value[int(name)] if isinstance(value, list) else (value or {}).get(name)
print("" if value is None else value if isinstance(value, str) else json.dumps(value))' "$1"
}

# eventually WHAT COMMAND...: tries until the command succeeds, for ten minutes.
eventually() {
    local what=$1 end=$((SECONDS + 600))
    shift
    while ((SECONDS < end)); do
        if "$@"; then return; fi
        sleep 0.2
    done
    fail "$what"
}

# What serves the sandbox; SANDBOX_PROGRAM names another one.
sandbox_program() {
    echo "${SANDBOX_PROGRAM:-$root/src/TimescaleVpc.Sandbox.Server/bin/Debug/net8.0/TimescaleVpc.Sandbox.Server.dll}"
}

# Real time goes SANDBOX_SPEED times as fast in the sandbox; az alone takes about a second for each of its commands.
start_sandbox() {
    local program
    program=$(sandbox_program)
    [ -f "$program" ] || fail "$program is not built."
    folder=$(mktemp -d)
    coproc server {
        exec dotnet "$program" serve --http-port 0 --start-now --exit-with-stdin --speed "${SANDBOX_SPEED:-60}" \
            --latency "${SANDBOX_LATENCY:-zero}"
    }
    server_process=$server_PID
    trap stop_sandbox EXIT
    IFS= read -r line <&"${server[0]}" || fail 'the server did not start.'
    printf '%s\n' "$line" >"$folder/server.json"
    sandbox_uri=$(field uri <"$folder/server.json")
    sandbox_http=$(field httpUri <"$folder/server.json")
    sandbox_certificate=$(field certificate <"$folder/server.json")
    sandbox_token=$(field token <"$folder/server.json")

    export no_proxy=localhost NO_PROXY=localhost
    export HTTPS_PROXY=$sandbox_http REQUESTS_CA_BUNDLE=$sandbox_certificate AWS_CA_BUNDLE=$sandbox_certificate
    unset https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy
    export AZURE_CONFIG_DIR=$folder/azure AZURE_CORE_COLLECT_TELEMETRY=no AZURE_CORE_NO_COLOR=yes
    export AZURE_CORE_SURVEY_MESSAGE=no
    export AIVEN_CONFIG_DIR=$folder/aiven AIVEN_WEB_URL=$sandbox_uri
    export AIVEN_AUTH_TOKEN=sandbox-mst-token AIVEN_PROJECT=demo-mst
    export AWS_CONFIG_FILE=$folder/none AWS_SHARED_CREDENTIALS_FILE=$folder/none AWS_EC2_METADATA_DISABLED=true
    export AWS_ACCESS_KEY_ID=AKIASANDBOXLEAST0001 AWS_SECRET_ACCESS_KEY=sbx-aws-least-8Wd64 AWS_DEFAULT_REGION=us-east-1
    unset AWS_PROFILE AWS_SESSION_TOKEN
    lengthen_tokens
}

# az keeps a token for an hour of this machine's time, which is longer in the sandbox, and waits in that time, too.
lengthen_tokens() {
    admin settings --request PUT --data '{"TokenLifetime":"3.00:00:00","ArmRetryAfter":1}' >/dev/null
}

stop_sandbox() {
    local status=$?
    kill "$server_process" 2>/dev/null || true
    wait "$server_process" 2>/dev/null || true
    rm -rf "$folder"
    exit "$status"
}

# admin PATH [CURL ARGUMENTS]: the server's own endpoint.
admin() {
    local path=$1
    shift
    curl --silent --show-error --fail --cacert "$sandbox_certificate" --config - "$sandbox_uri/sandbox/$path" "$@" \
        <<<"header = \"Authorization: Bearer $sandbox_token\""
}

# All that exists, one thing a line.
inventory() {
    admin inventory | python3 -c '
import json, sys
for item in json.load(sys.stdin):
    print(item["kind"], item["name"], item["id"], item["properties"])' | sort
}

# count PATTERN: how many things of the inventory fit.
count() { inventory | grep -cE "$1" || true; }

expect_count() {
    local found
    found=$(count "$2")
    [ "$found" = "$1" ] || { inventory | cut -c-200 >&2; fail "expected $1 of '$2', found $found."; }
}

is_as_before() { inventory | cmp -s - "$1"; }

# The platforms take what belongs to a deleted connection back a moment later.
expect_as_before() {
    local end=$((SECONDS + 600))
    while ((SECONDS < end)); do
        if is_as_before "$1"; then return; fi
        sleep 0.2
    done
    inventory | diff "$1" - >&2 || fail 'the world is not as it was.'
}

need dotnet
need curl
need python3
