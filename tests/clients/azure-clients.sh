# Sourced: az, and Aiven's client or what stands in for it.

# Debian's az needs a bridge to the SDK that Debian has; elsewhere it is used as it is.
choose_az() {
    need az
    if command az network vnet list --help >/dev/null 2>&1; then return; fi
    /usr/bin/python3 -c 'import azure.cli.core' 2>/dev/null || skip 'az network does not load here.'
    az() { /usr/bin/python3 "$here/az.py" "$@"; }
}

choose_avn() {
    if command -v avn >/dev/null; then return; fi
    say "No avn on this machine: Aiven's part is done with curl."
    avn() { without_avn "$@"; }
}

# The commands of the guide, as the requests that avn makes of them.
without_avn() {
    local what="$1 $2 ${3-}" project_vpc_id= account= group= vnet= app= tenant=
    while [ $# -gt 0 ]; do
        case $1 in
            --project-vpc-id) project_vpc_id=$2 ;;
            --peer-cloud-account) account=$2 ;;
            --peer-resource-group) group=$2 ;;
            --peer-vpc) vnet=$2 ;;
            --peer-azure-app-id) app=$2 ;;
            --peer-azure-tenant-id) tenant=$2 ;;
        esac
        shift
    done
    local one="$project_vpc_id/peering-connections/peer-accounts/$account/peer-resource-groups/$group/peer-vpcs/$vnet"
    case $what in
        'vpc list '*) aiven GET '' | python3 -c 'import json, sys; print(json.dumps(json.load(sys.stdin)["vpcs"]))' ;;
        'vpc peering-connection create') aiven POST "/$project_vpc_id/peering-connections" --data \
            "{\"peer_cloud_account\":\"$account\",\"peer_resource_group\":\"$group\",\"peer_vpc\":\"$vnet\",
              \"peer_azure_app_id\":\"$app\",\"peer_azure_tenant_id\":\"$tenant\"}" ;;
        'vpc peering-connection get') aiven GET "/$project_vpc_id" | python3 -c '
import json, sys
names = ["peer_cloud_account", "peer_resource_group", "peer_vpc"]
for item in json.load(sys.stdin)["peering_connections"]:
    if [item[name] for name in names] == sys.argv[1:]: print(json.dumps(item))' "$account" "$group" "$vnet" ;;
        'vpc peering-connection delete') aiven DELETE "/$one" ;;
        *) fail "avn $what has no stand-in." ;;
    esac
}

aiven() {
    local method=$1 path=$2
    shift 2
    curl --silent --show-error --fail-with-body --cacert "$REQUESTS_CA_BUNDLE" --request "$method" \
        --header 'Content-Type: application/json' --config - \
        "$AIVEN_WEB_URL/v1/project/$AIVEN_PROJECT/vpcs$path" "$@" \
        <<<"header = \"Authorization: aivenv1 $AIVEN_AUTH_TOKEN\""
}
