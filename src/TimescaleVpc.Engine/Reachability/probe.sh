# The part of the probe that is the same for every target; ProbeScript writes the settings before it.
set -u
umask 077
export LC_ALL=C
# Each of them would send psql elsewhere than the other checks.
unset PGHOSTADDR PGSERVICE PGOPTIONS
WORK=$(mktemp -d) || exit 2
trap 'rm -rf "$WORK"' EXIT
trap 'exit 2' HUP INT TERM

has() { command -v "$1" >/dev/null 2>&1; }

# Without timeout(1), only what limits itself is run.
limit() { if has timeout; then timeout "$LIMIT" "$@"; else "$@"; fi; }

# One line of plain characters that need no escape in JSON.
plain() { tr '"\\\n\t' "'/  " | tr -cd '\040-\176' | cut -c 1-300; }

# set_result NAME STATUS DETAIL
set_result() {
  eval "$1_status=\$2"
  eval "$1_detail=\$(printf %s \"\$3\" | plain)"
}

check_dns() {
  if [ -n "$HOST_IS_ADDRESS" ]; then
    set_result dns Passed 'The host is given as an address.'
  elif ! has getent; then
    set_result dns Skipped 'Not tried: this machine has no getent.'
  else
    found=$(limit getent ahosts "$HOST" | sed 's/ .*//' | sort -u | tr '\n' ' ')
    if [ -n "$found" ]; then
      set_result dns Passed "Resolves to ${found% }."
    else
      set_result dns Failed 'The host name does not resolve here.'
    fi
  fi
}

PYTHON_CONNECT='import socket, sys
try: socket.create_connection((sys.argv[1], int(sys.argv[2])), float(sys.argv[3])).close()
except OSError as e: sys.exit(str(e))'

check_tcp() {
  if has bash && has timeout; then
    limit bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$HOST" "$PORT" 2>"$WORK/tcp"
  elif has nc; then
    nc -z -w "$LIMIT" "$HOST" "$PORT" 2>"$WORK/tcp"
  elif has python3; then
    python3 -c "$PYTHON_CONNECT" "$HOST" "$PORT" "$LIMIT" 2>"$WORK/tcp"
  else
    set_result tcp Skipped 'Not tried: this machine has neither bash with timeout, nor nc, nor python3.'
    return
  fi
  code=$?
  if [ $code -eq 0 ]; then
    set_result tcp Passed "Port $PORT answers."
  elif [ $code -eq 124 ]; then
    set_result tcp Failed "No answer within $LIMIT s; a firewall or route may drop it."
  elif grep -qi refused "$WORK/tcp"; then
    set_result tcp Failed 'Refused, nothing listens there.'
  else
    set_result tcp Failed "Could not connect. $(tail -n 1 "$WORK/tcp")"
  fi
}

# Fills $WORK/ca with the issuers to trust.
find_ca() {
  if [ -n "$OWN_CA" ]; then
    ca_certificates >"$WORK/ca"
    return
  fi
  : >"$WORK/ca"
  for file in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
    if [ -r "$file" ]; then
      cat "$file" >"$WORK/ca"
      return
    fi
  done
}

check_tls() {
  if ! has openssl || ! has timeout; then
    set_result tls Skipped 'Not tried: this machine has no openssl or no timeout.'
    return
  fi
  place="$HOST:$PORT"
  name="-verify_hostname $HOST -servername $HOST"
  if [ -n "$HOST_IS_ADDRESS" ]; then
    name="-verify_ip $HOST"
    case $HOST in *:*) place="[$HOST]:$PORT" ;; esac
  fi
  strict=''
  [ -z "$VERIFY" ] || strict="$name -verify_return_error"
  # By these variables, and not by -CAfile, which would add to the system's issuers.
  # $strict is several words on purpose; a host name has no blank or pattern in it.
  SSL_CERT_FILE="$WORK/ca" SSL_CERT_DIR="$WORK/none" \
    limit openssl s_client -starttls postgres -connect "$place" $strict </dev/null >"$WORK/tls" 2>&1
  code=$?
  version=$(sed -n 's/^New, \(TLSv[0-9.]*\).*/\1/p' "$WORK/tls" | head -n 1)
  subject=$(sed -n 's/^subject= *//p' "$WORK/tls" | head -n 1)
  why=$(sed -n 's/^verify error:num=[0-9]*://p' "$WORK/tls" | head -n 1)
  if [ $code -eq 124 ]; then
    set_result tls Failed "No answer within $LIMIT s."
  elif [ -n "$VERIFY" ] && [ -n "$why" ]; then
    set_result tls Failed "The certificate does not verify: $why."
  elif [ $code -ne 0 ] || [ -z "$version" ]; then
    set_result tls Failed 'There was no TLS handshake; the server may refuse TLS.'
  elif [ -n "$VERIFY" ]; then
    set_result tls Passed "$version, certificate $subject; verified."
  else
    set_result tls Passed "$version, certificate $subject; not verified, as asked."
  fi
}

check_login() {
  if [ -z "$DBUSER" ]; then
    set_result login Skipped 'Not tried: no user name was given.'
  elif [ -z "${PGPASSWORD:-}" ]; then
    set_result login Skipped 'Not tried: PGPASSWORD is not set.'
  elif ! has psql; then
    set_result login Skipped 'Not tried: this machine has no psql.'
  else
    mode=verify-full
    # libpq verifies against this file wherever it exists, whatever the mode.
    root="$WORK/ca"
    [ -n "$VERIFY" ] || { mode=require; root="$WORK/none"; }
    found=$(PGHOST="$HOST" PGPORT="$PORT" PGUSER="$DBUSER" PGDATABASE="$DBNAME" PGSSLMODE="$mode" \
      PGSSLROOTCERT="$root" PGCONNECT_TIMEOUT="$LIMIT" PGGSSENCMODE=disable PGAPPNAME=TimescaleVpc \
      limit psql -XAtqw -c 'SHOW server_version' 2>"$WORK/login")
    code=$?
    if [ $code -eq 0 ]; then
      set_result login Passed "Signed in; PostgreSQL $found."
      [ "$mode$tls_status" != verify-fullSkipped ] || set_result tls Passed 'Verified by psql at the login.'
    elif [ $code -eq 124 ]; then
      set_result login Failed "No answer within $LIMIT s."
    else
      # A host with several addresses gives a line for each; the one of the server itself says most.
      set_result login Failed \
        "$({ grep FATAL "$WORK/login" || cat "$WORK/login"; } | sed 's/^.*FATAL: *//' | head -n 1)"
    fi
  fi
}

# Inside if an address of this machine is in a peered range.
find_vantage() {
  vantage=Unknown
  own=$(hostname -I 2>/dev/null) ||
    own=$(ip -o -4 address show scope global 2>/dev/null | sed 's/.*inet //; s/[/ ].*//')
  for address in $own; do
    case $address in *[!0-9.]*) continue ;; esac
    number=0
    rest=$address.
    while [ -n "$rest" ]; do
      number=$((number * 256 + ${rest%%.*}))
      rest=${rest#*.}
    done
    for range in $RANGES; do
      [ "$range" != unread ] || continue
      [ "$vantage" != Unknown ] || vantage=Outside
      [ $((number & ${range#*/})) -ne "${range%/*}" ] || vantage=Inside
    done
  done
  # A range that could not be compared may be the one.
  case $vantage$RANGES in Outside*unread*) vantage=Unknown ;; esac
}

skip_after() {
  why=$1
  shift
  for check; do set_result "$check" Skipped "Not tried: $why."; done
}

find_ca
find_vantage
check_dns
if [ "$dns_status" = Failed ]; then
  skip_after 'the host name did not resolve' tcp tls login
else
  check_tcp
  if [ "$tcp_status" != Passed ]; then
    skip_after 'the port did not answer' tls login
  else
    check_tls
    if [ "$tls_status" = Failed ]; then
      skip_after 'there was no trusted TLS connection to send a password through' login
    else
      check_login
    fi
  fi
fi

json() { printf '"%s":{"status":"%s","detail":"%s"}' "$1" "$2" "$3"; }
printf '{"host":"%s","port":%s,"vantage":"%s",%s,%s,%s,%s}\n' "$HOST" "$PORT" "$vantage" \
  "$(json dns "$dns_status" "$dns_detail")" "$(json tcp "$tcp_status" "$tcp_detail")" \
  "$(json tls "$tls_status" "$tls_detail")" "$(json login "$login_status" "$login_detail")"
[ "$tcp_status" = Passed ]
