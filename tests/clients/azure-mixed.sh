#!/usr/bin/env bash
# Half by hand and half by the module, both ways round: whoever goes on finds what the other made, and doubles nothing.
# Arguments choose splits: 5, 6, 9, 11, 16 (so many steps by hand first), or grant, add, approve (the module first).
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
source "$here/azure-clients.sh"
source "$here/azure-steps.sh"
source "$here/module.sh"
admin_name=admin@demo.example admin_password=sbx-admin-pw-4Qz81 subscription='Demo Subscription'
cloud=timescale-azure-westeurope vnet=Prod-VNet group=Network-RG
customer=tenant=6a1f0c3e-52b7-4d0e-9c1d-7e3b5a90c411

pipeline="Get-TimescaleVpc -CloudName $cloud | Grant-AzurePeerRole -VNet $vnet -ResourceGroupName $group"

# The roles that the guide made are handed to the module, and so is the application.
hand_then_module() {
    local made="-AppId $user_app_id"
    [ "$1" -lt 6 ] || made+=" -OwnRoleId '$network_contributor_role_id'"
    [ "$1" -lt 9 ] || made+=" -PlatformRoleId '$aiven_role_id'"
    local state
    state=$(module "($pipeline $made | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering).State")
    [ "$state" = ACTIVE ] || fail "the module ends with '$state'."
}

# What the module made is read from its objects, as a person would. A secret is never among it.
module_then_hand() {
    local stages=''
    [ "$1" = grant ] || stages+=' | Add-VpcPeering'
    [ "$1" != approve ] || stages+=' | Approve-VpcPeering'
    user_app_id=$(module "($pipeline$stages).AppId")
    step_1
    steps 4 5
    step_10
    find_project_vpc
    case $1 in
        grant) steps 11 17 ;;
        add) steps 12 17 ;;
        approve) step_17 ;;
    esac
}

# expect_one_of_each CUSTOM_ROLES
expect_one_of_each() {
    expect_count 1 "^Mst.Peering .*state=ACTIVE"
    expect_count 1 "^Mst.Peering "
    expect_count 1 "^Entra.Application .*$customer\$"
    expect_count 2 "^Entra.ServicePrincipal .*$customer\$"
    expect_count 1 "^Entra.Credential "
    expect_count 2 "^Arm.RoleAssignment .*scope=$user_vnet_id\$"
    expect_count "$1" "^Arm.RoleDefinition .*$customer\$"
    expect_count 1 "^Arm.Peering .*$user_vnet_id/virtualNetworkPeerings/.*state=Connected"
    expect_count 1 "^Arm.Peering .*$user_vnet_id/virtualNetworkPeerings/"
}

choose_az
choose_avn
choose_module
check_only "$@"
start_sandbox
[ $# -gt 0 ] || set -- 5 6 9 11 16 grant add approve
for split in "$@"; do
    begin_again
    case $split in
        [0-9]*)
            steps 1 "$split"
            hand_then_module "$split"
            case $split in 5) expect_one_of_each 2 ;; *) expect_one_of_each 1 ;; esac
            echo "Azure: $split steps by hand, then the module: ACTIVE, one of each."
            ;;
        *)
            module_then_hand "$split"
            expect_one_of_each 2
            echo "Azure: the module up to $split, then by hand: ACTIVE, one of each."
            ;;
    esac
done
