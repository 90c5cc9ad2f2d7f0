#!/usr/bin/env bash
# Half by hand and half by the module, both ways round, for Timescale Cloud and AWS.
# Arguments choose splits: 1 to 6 (so many steps by hand first), or add, approve, egress (the module first).
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
source "$here/aws-steps.sh"
source "$here/module.sh"
region=us-east-1 service=metrics vpc_cidr=10.30.0.0/20 aws_vpc_id=vpc-0a1b2c3d4e5f60718

hand_then_module() {
    local egress='Grant-AwsPeerEgress'
    [ "$1" -lt 5 ] || egress+=" -SecurityGroupId $group_id"
    local state
    state=$(module "Get-TimescaleVpc -Name prod | Add-VpcPeering -AwsVpc $aws_vpc_id | Approve-VpcPeering | $egress |
        Wait-VpcPeering | Tee-Object -Variable active | Set-ServiceVpc -Service $service | Out-Null; \$active.State")
    [ "$state" = ACTIVE ] || fail "the module ends with '$state'."
}

module_then_hand() {
    local stages=" | Add-VpcPeering -AwsVpc $aws_vpc_id"
    [ "$1" = add ] || stages+=' | Approve-VpcPeering'
    [ "$1" != egress ] || stages+=' | Grant-AwsPeerEgress'
    local shown
    shown=$(module "New-TimescaleVpc -Name prod -Region $region -Cidr $vpc_cidr$stages |
        Select-Object VpcId, AwsPeeringId, SecurityGroupId | ConvertTo-Json")
    vpc_id=$(field VpcId <<<"$shown")
    peering_id=$(cloud GET "/vpcs/$vpc_id/peerings" | field 0.id)
    case $1 in
        add) aws_steps 3 7 ;;
        approve) aws_steps 5 7 ;;
        egress) aws_steps 6 7 ;;
    esac
}

expect_one_of_each() {
    expect_count 1 "^Cloud.Vpc "
    expect_count 1 "^Cloud.Peering "
    expect_count 1 "^Aws.Peering .*active"
    expect_count 1 "^Aws.Peering .*accepter=[^ ]*$aws_vpc_id"
    expect_count 3 "^Aws.RouteTable .*routes=$vpc_cidr[^ ,]* .*vpc=$aws_vpc_id"
    expect_count 1 "^Aws.SecurityGroup .*rules=egress:tcp:5432-5432:$vpc_cidr "
    expect_count 2 "^Aws.SecurityGroup .*vpc=$aws_vpc_id\$"
    expect_count 1 "^Cloud.Service $service .*vpc=[0-9]"
}

choose_aws
choose_module
check_only "$@"
start_sandbox
[ $# -gt 0 ] || set -- 1 2 3 4 5 6 add approve egress
for split in "$@"; do
    begin_again
    case $split in
        [0-9])
            aws_steps 1 "$split"
            hand_then_module "$split"
            echo "AWS: $split steps by hand, then the module: ACTIVE, one of each."
            ;;
        *)
            module_then_hand "$split"
            echo "AWS: the module up to $split, then by hand: ACTIVE, one of each."
            ;;
    esac
    expect_one_of_each
done
