#!/usr/bin/env bash
# A guide by hand, as its own commands, against the module's pipeline in a fresh PowerShell process: the same server,
# the same world, turn by turn.
#   tests/Benchmarks/walkthrough.sh azure|aws [zero|realistic] [ROUNDS]
# zero: neither requests nor platforms take time; what is left is what the clients themselves cost. realistic: requests
# and platforms take what docs/sandbox.md assumes. Build Release first. Needs what tests/clients needs, and GNU time.
source "$(dirname "${BASH_SOURCE[0]}")/../clients/sandbox.sh"
source "$here/azure-clients.sh"
source "$here/azure-steps.sh"
source "$here/aws-steps.sh"
source "$here/module.sh"
cloud=${1:?azure or aws} latency=${2:-zero} rounds=${3:-5}
release=$root/src/TimescaleVpc.Sandbox.Server/bin/Release/net8.0
SANDBOX_PROGRAM=${SANDBOX_PROGRAM:-$release/TimescaleVpc.Sandbox.Server.dll}
[ -x /usr/bin/time ] || skip 'no GNU time on this machine.'

# The poll intervals that the platforms ask for would count as waits of ours; so does time here, unless it is sped up.
case $latency in
    zero) export SANDBOX_SPEED=100 ;;
    realistic) export SANDBOX_SPEED=1 SANDBOX_LATENCY=realistic ;;
    *) fail "$latency is neither zero nor realistic." ;;
esac

world_anew() {
    begin_again
    [ "$latency" = realistic ] || admin settings --request PUT --header 'Content-Type: application/json' --data '{
        "directoryReplication":"0:00:00", "secretReplication":"0:00:00", "rolePropagation":"0:00:00",
        "platformRolePropagation":"0:00:00", "roleDefinitionReplication":"0:00:00", "armOperation":"0:00:00",
        "peeringRequest":"0:00:00", "platformPoll":"0:00:01",
        "serviceMove":"0:00:00", "dnsDelay":"0:00:00", "cloudVpcReady":"0:00:00", "cloudPeeringRequest":"0:00:00",
        "cloudPoll":"0:00:01", "cloudBusy":"0:00:00", "cloudStaleState":"0:00:00", "awsProvisioning":"0:00:00",
        "awsPeeringVisibility":"0:00:00", "awsReplication":"0:00:00", "tokenLifetime":"10.00:00:00"}' >/dev/null
}

by_hand_azure() {
    admin_name=admin@demo.example admin_password=sbx-admin-pw-4Qz81 subscription='Demo Subscription'
    cloud=timescale-azure-westeurope vnet=Prod-VNet group=Network-RG
    choose_az
    choose_avn 2>/dev/null
    steps 1 17
}

by_hand_aws() {
    region=us-east-1 service=metrics vpc_cidr=10.30.0.0/20 aws_vpc_id=vpc-0a1b2c3d4e5f60718
    choose_aws
    aws_steps 1 6
}

pipeline_azure='Get-TimescaleVpc -CloudName timescale-azure-westeurope |
    Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG | Add-VpcPeering | Approve-VpcPeering |
    Wait-VpcPeering'
pipeline_aws='New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20 |
    Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 | Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering'

by_module() {
    local pipeline=pipeline_$cloud
    module "if (@(${!pipeline}).State -ne 'ACTIVE') { throw 'not ACTIVE' }"
}

# Inside the process that is timed.
if [ -n "${BENCH_PART-}" ]; then
    trap - EXIT
    eval "$(<"$BENCH_STATE")"
    "$BENCH_PART"
    exit
fi

# part NAME: one line, seconds of wall clock and processor, MB at the peak of its largest process, requests.
part() {
    world_anew
    local state=$folder/state
    declare -p folder pwsh_command sandbox_uri sandbox_http sandbox_certificate sandbox_token |
        sed 's/^declare/declare -g/' >"$state"
    rm -rf "$folder/azure" "$folder/aiven"
    BENCH_PART=$1 BENCH_STATE=$state /usr/bin/time -o "$folder/time" -f '%e %U %S %M' \
        bash "${BASH_SOURCE[0]}" "$cloud" "$latency" >"$folder/said" 2>&1 ||
        { cat "$folder/said" >&2; fail "$1 ended with an error."; }
    local count
    count=$(admin requests | python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')
    echo "$1 $(<"$folder/time") $count"
}

choose_module
start_sandbox
"choose_a${cloud:1}" 2>/dev/null || true
for ((round = 1; round <= rounds; round++)); do
    part "by_hand_$cloud"
    part by_module
done | tee "$folder/rounds" >&2

python3 - "$folder/rounds" "$cloud" "$latency" <<'REPORT'
import statistics, sys
rounds = [line.split() for line in open(sys.argv[1])]
def runs(module): return [[float(x) for x in row[1:]] for row in rounds if (row[0] == 'by_module') == module]
hand, ours = runs(False), runs(True)
median = lambda rows, pick: statistics.median(pick(row) for row in rows)
measures = [('wall clock, s', lambda r: r[0], 2), ('processor, s', lambda r: r[1] + r[2], 2),
            ('peak memory, MB', lambda r: r[3] / 1024, 0), ('requests', lambda r: r[4], 0)]
print(f'{sys.argv[2]}, {sys.argv[3]}: medians of {len(ours)}')
print(f'| {"":16} | by hand | module | module / hand, pairwise |')
print('|---|---|---|---|')
for name, pick, digits in measures:
    pairs = statistics.median(pick(o) / pick(h) for h, o in zip(hand, ours))
    print(f'| {name:16} | {median(hand, pick):.{digits}f} | {median(ours, pick):.{digits}f} | 1 / {1 / pairs:.1f} |')
REPORT
