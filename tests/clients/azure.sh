#!/usr/bin/env bash
# The managed service's Azure guide with az and avn, then the cleanup: ACTIVE after the 17 steps, and nothing left after
# the cleanup. TIME_STEPS=1 prints the duration of the 17 steps; with NO_WAITS=1 as well, the background work of the
# platforms takes no time, so that it is the time of the clients.
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
source "$here/azure-clients.sh"
source "$here/azure-steps.sh"
admin_name=admin@demo.example admin_password=sbx-admin-pw-4Qz81 subscription='Demo Subscription'
cloud=timescale-azure-westeurope vnet=Prod-VNet group=Network-RG

choose_az
choose_avn
check_only "$@"
start_sandbox
if [ -n "${NO_WAITS-}" ]; then
    admin settings --request PUT --data '{"DirectoryReplication":"00:00:00","SecretReplication":"00:00:00",
        "RolePropagation":"00:00:00","PlatformRolePropagation":"00:00:00","RoleDefinitionReplication":"00:00:00",
        "ArmOperation":"00:00:01","PeeringRequest":"00:00:01","PlatformPoll":"00:00:01"}' >/dev/null
fi
inventory >"$folder/before"

if [ -n "${TIME_STEPS-}" ]; then
    TIMEFORMAT='17 steps: %R s, of them %U s and %S s on the processor'
    time steps 1 17
else
    steps 1 17
fi

expect_count 1 '^Entra.Application timescale-peering '
expect_count 2 "^Arm.RoleAssignment .*scope=$user_vnet_id\$"
expect_count 1 "^Arm.Peering to-timescale .*state=Connected"
expect_count 1 "^Mst.Peering .*state=ACTIVE"
echo 'Azure guide, 17 steps: ACTIVE.'

azure_cleanup
expect_as_before "$folder/before"
echo 'Azure guide, cleanup: all is as it was.'
