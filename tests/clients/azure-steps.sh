# Sourced: the 17 steps of the managed service's Azure guide, each a function. What a person reads off one command and
# pastes into the next is a variable, named as in the guide. Corrected where the guide's commands no longer exist or
# print other names: --sign-in-audience for --available-to-other-tenants, id for objectId, and the last, cut-off line.
# Beside the clients' settings this takes: admin_name, admin_password, subscription, cloud, vnet, group.

step_1() { # sign in as an administrator; with a name and a password, since there is no browser here
    az account clear
    az login --username "$admin_name" --password "$admin_password" --output none
    az account set --subscription "$subscription"
}

step_2() { # an application
    user_app_id=$(az ad app create --display-name timescale-peering --sign-in-audience AzureADMultipleOrgs \
        --query appId --output tsv)
}

create_principal() { user_sp_id=$(az ad sp create --id "$user_app_id" --query id --output tsv 2>/dev/null); }

step_3() { eventually 'the application gets no service principal.' create_principal; }

step_4() { # its password
    user_app_secret=$(az ad app credential reset --id "$user_app_id" --query password --output tsv --only-show-errors)
}

step_5() { # the network
    user_vnet_id=$(az network vnet list --query "[?name=='$vnet' && resourceGroup=='$group'].id" --output tsv)
    user_subscription_id=$(cut -d/ -f3 <<<"$user_vnet_id")
    user_resource_group=$(cut -d/ -f5 <<<"$user_vnet_id" | tr '[:upper:]' '[:lower:]')
    user_vnet_name=$(cut -d/ -f9 <<<"$user_vnet_id" | tr '[:upper:]' '[:lower:]')
}

# A new principal or role cannot be referred to at once.
assign() {
    az role assignment create --role "$1" --assignee-object-id "$2" --scope "$user_vnet_id" --output none \
        --only-show-errors 2>/dev/null
}

step_6() { # the application may write links of the network
    network_contributor_role_id=$(az role definition list --name 'Network Contributor' --query '[].id' --output tsv)
    eventually 'the application gets no role.' assign "$network_contributor_role_id" "$user_sp_id"
}

step_7() { # the platform's service principal
    local id=${platform_app_id:-55f300d4-fc50-4c5e-9222-e90a6e2187fb}
    aiven_sp_id=$(az ad sp create --id "$id" --query id --output tsv)
}

step_8() { # a role that allows being the target of a peering
    aiven_role_id=$(az role definition create --only-show-errors --query id --output tsv --role-definition '{
        "Name": "Timescale VNet peering by hand",
        "Description": "Allows creating a peering to vnets in scope (but not from)",
        "Actions": ["Microsoft.Network/virtualNetworks/peer/action"],
        "AssignableScopes": ["/subscriptions/'"$user_subscription_id"'"]}')
}

step_9() { # the platform gets it
    eventually 'the platform gets no role.' assign "$aiven_role_id" "$aiven_sp_id"
}

step_10() { # the tenant
    user_tenant_id=$(az account list --query "[?id=='$user_subscription_id'].tenantId" --output tsv)
}

find_project_vpc() {
    aiven_project_vpc_id=$(avn vpc list --json | python3 -c '
import json, sys
print(*[vpc["project_vpc_id"] for vpc in json.load(sys.stdin) if vpc["cloud_name"] == sys.argv[1]])' "$cloud")
}

step_11() { # ask the platform for the connection
    find_project_vpc
    avn vpc peering-connection create --project-vpc-id "$aiven_project_vpc_id" \
        --peer-cloud-account "$user_subscription_id" --peer-resource-group "$user_resource_group" \
        --peer-vpc "$user_vnet_name" --peer-azure-app-id "$user_app_id" \
        --peer-azure-tenant-id "$user_tenant_id" >/dev/null
}

connection() {
    avn vpc peering-connection get -v --json --project-vpc-id "$aiven_project_vpc_id" \
        --peer-cloud-account "$user_subscription_id" --peer-resource-group "$user_resource_group" \
        --peer-vpc "$user_vnet_name"
}

# await_state FROM TO: as long as it is the first; then it has to be the second.
await_state() {
    local state=$1
    while [ "$state" = "$1" ]; do
        sleep 0.1
        state=$(connection | field state)
    done
    [ "$state" = "$2" ] || fail "the connection is $state instead of $2."
}

step_12() { # until the platform waits for the link
    await_state APPROVED PENDING_PEER
    local shown
    shown=$(connection)
    aiven_tenant_id=$(field state_info.to-tenant-id <<<"$shown")
    aiven_vnet_id=$(field state_info.to-network-id <<<"$shown")
}

step_13() { az account clear; }

# A new secret, or a principal that the platform has just made, is not known everywhere at once.
sign_in_app() {
    az login --service-principal -u "$user_app_id" -p "$user_app_secret" --tenant "$1" --output none 2>/dev/null
}

step_14() { eventually 'the application cannot sign in at home.' sign_in_app "$user_tenant_id"; }

# az keeps the token of a sign-in that came too early, until it forgets all of them.
sign_in_at_platform() {
    sign_in_app "$aiven_tenant_id" || { az account clear; sign_in_app "$user_tenant_id" || true; false; }
}

step_15() { eventually 'the application cannot sign in at the platform.' sign_in_at_platform; }

make_link() {
    az network vnet peering create --name "${link_name:-to-timescale}" --remote-vnet "$aiven_vnet_id" \
        --vnet-name "$vnet" --resource-group "$group" --subscription "$user_subscription_id" \
        --allow-vnet-access --output none
}

# The guide's role is on the network, and what tells how the creation goes lies outside of it. Where Azure keeps to that
# (as the sandbox does unless it is told otherwise), az makes the link, ends with this refusal, and the link is looked
# at instead. Any other refusal is one; the guide's remedy for a role that is not in effect is to sign in once more.
step_16() { # the link
    local said end=$((SECONDS + 300))
    while ((SECONDS < end)); do
        if said=$(make_link 2>&1); then return; fi
        if grep -q 'Microsoft.Network/locations/operations/read' <<<"$said"; then
            eventually 'the link is not Connected.' link_is Connected
            return
        fi
        grep -q 'does not have authorization to perform action' <<<"$said" || fail "$said"
        step_14
        step_15
    done
    fail "$said"
}

link_is() {
    local state
    state=$(az network vnet peering show --name "${link_name:-to-timescale}" --vnet-name "$vnet" \
        --resource-group "$group" --subscription "$user_subscription_id" --query peeringState --output tsv)
    [ "$state" = "$1" ]
}

step_17() { await_state PENDING_PEER ACTIVE; } # the platform has seen the link

# steps FROM TO
steps() {
    local number
    for ((number = $1; number <= $2; number++)); do "step_$number"; done
}

# What the walkthrough post removes, in its order; then the connection itself, which it leaves to the console.
azure_cleanup() {
    step_1
    az network vnet peering delete --name "${link_name:-to-timescale}" --vnet-name "$vnet" --resource-group "$group"
    local assignments
    mapfile -t assignments < <(az role assignment list --scope "$user_vnet_id" \
        --query "[?principalId=='$user_sp_id' || principalId=='$aiven_sp_id'].id" --output tsv)
    [ "${#assignments[@]}" = 2 ] || fail "${#assignments[@]} role assignments instead of two."
    az role assignment delete --ids "${assignments[@]}"
    az role definition delete --name 'Timescale VNet peering by hand'
    az ad app delete --id "$user_app_id"
    az ad sp delete --id "$aiven_sp_id"
    avn vpc peering-connection delete --project-vpc-id "$aiven_project_vpc_id" \
        --peer-cloud-account "$user_subscription_id" --peer-resource-group "$user_resource_group" \
        --peer-vpc "$user_vnet_name" >/dev/null
}
