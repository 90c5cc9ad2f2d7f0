# Sourced: the Timescale Cloud guide's VPC peering with AWS, step by step. Its console is the public REST API here, its
# AWS dashboards are the AWS CLI. Takes: region, service, vpc_cidr, aws_vpc_id, aws_account.

# A shim of another Python may stand before the CLI that works.
choose_aws() {
    local candidate
    for candidate in aws /usr/bin/aws; do
        if command "$candidate" --version >/dev/null 2>&1; then
            local call="command $candidate --endpoint-url \"\$sandbox_uri\" --output text --region \"\$region\""
            eval "ec2() { $call ec2 \"\$@\"; }"
            eval "sts() { $call sts \"\$@\"; }"
            return
        fi
    done
    skip 'no aws on this machine.'
}

# cloud METHOD PATH [BODY]: Timescale Cloud's API, below the project.
cloud() {
    curl --silent --show-error --fail-with-body --request "$1" --config - \
        --header 'Content-Type: application/json' ${3:+--data "$3"} \
        "${cloud_url:-$sandbox_http}/public/api/v1/projects/${cloud_project:-demo-cloud}$2" \
        <<<'user = "sandbox-public:sandbox-secret"'
}

aws_step_1() { # a VPC in Timescale Cloud
    vpc_id=$(cloud POST /vpcs "{\"name\":\"prod\",\"cidr\":\"$vpc_cidr\",\"region_code\":\"$region\"}" | field id)
}

# Refused while the VPC is being made.
ask_for_peering() {
    local answer
    answer=$(cloud POST "/vpcs/$vpc_id/peerings" \
        "{\"peer_account_id\":\"$aws_account\",\"peer_region_code\":\"$region\",\"peer_vpc_id\":\"$aws_vpc_id\"}" \
        2>/dev/null) && peering_id=$(field id <<<"$answer")
}

aws_step_2() { # ask it to peer with the VPC in AWS
    aws_account=$(sts get-caller-identity --query Account)
    eventually 'Timescale Cloud took no request.' ask_for_peering
}

peering() { cloud GET "/vpcs/$vpc_id/peerings/$peering_id"; }

request_is_known() {
    pcx=$(peering | field provisioned_id)
    [ -n "$pcx" ]
}

# AWS shows a request a moment after it was made.
request_is_shown() {
    request=$(ec2 describe-vpc-peering-connections --vpc-peering-connection-ids "$pcx" --query \
        'VpcPeeringConnections[].[AccepterVpcInfo.VpcId, Status.Code]' 2>/dev/null) &&
        [ "${request##*$'\t'}" != initiating-request ]
}

aws_step_3() { # accept its request, and no other one
    local request
    eventually 'Timescale Cloud sent no request.' request_is_known
    eventually 'AWS does not show the request.' request_is_shown
    [ "$request" = "$aws_vpc_id"$'\t'pending-acceptance ] || fail "the request is: $request"
    ec2 accept-vpc-peering-connection --vpc-peering-connection-id "$pcx" >/dev/null
}

route_tables() {
    ec2 describe-route-tables --filters "Name=vpc-id,Values=$aws_vpc_id" --query 'RouteTables[].[RouteTableId]'
}

aws_step_4() { # a route in each route table
    local table
    for table in $(route_tables); do
        ec2 create-route --route-table-id "$table" --destination-cidr-block "$vpc_cidr" \
            --vpc-peering-connection-id "$pcx" >/dev/null
    done
}

# AWS knows a group a moment after it was made.
lock_group() {
    ec2 revoke-security-group-egress --group-id "$group_id" --protocol all --cidr 0.0.0.0/0 >/dev/null 2>&1
}

aws_step_5() { # a security group: out to the database, and nothing else
    group_id=$(ec2 create-security-group --group-name timescale-by-hand --description 'to Timescale' \
        --vpc-id "$aws_vpc_id" --query GroupId)
    eventually 'AWS does not know the group.' lock_group
    ec2 authorize-security-group-egress --group-id "$group_id" --protocol tcp --port 5432 --cidr "$vpc_cidr" >/dev/null
}

peering_is_active() { [ "$(peering | field status | tr '[:upper:]' '[:lower:]')" = active ]; }

aws_step_6() { eventually 'the peering is not active.' peering_is_active; }

find_service() {
    service_id=$(cloud GET /services | python3 -c '
import json, sys
print(*[item["service_id"] for item in json.load(sys.stdin) if item["name"] == sys.argv[1]])' "$service")
}

service_is_in() {
    local shown
    shown=$(cloud GET "/services/$service_id")
    [ "$(field vpc_endpoint.vpc_id <<<"$shown") $(field status <<<"$shown")" = "$1 READY" ]
}

aws_step_7() { # the service moves into the VPC
    find_service
    cloud POST "/services/$service_id/attachToVPC" "{\"vpc_id\":\"$vpc_id\"}" >/dev/null
    eventually 'the service is not in the VPC.' service_is_in "$vpc_id"
}

aws_steps() {
    local number
    for ((number = $1; number <= $2; number++)); do "aws_step_$number"; done
}

peering_is_gone() { [ "$(cloud GET "/vpcs/$vpc_id/peerings")" = '[]' ]; }

# It is refused for a while after its last peering has gone.
vpc_is_deleted() { cloud DELETE "/vpcs/$vpc_id" >/dev/null 2>&1; }

aws_cleanup() {
    cloud POST "/services/$service_id/detachFromVPC" "{\"vpc_id\":\"$vpc_id\"}" >/dev/null
    eventually 'the service is still in the VPC.' service_is_in ''
    local table
    for table in $(route_tables); do
        ec2 delete-route --route-table-id "$table" --destination-cidr-block "$vpc_cidr" >/dev/null
    done
    ec2 delete-security-group --group-id "$group_id" >/dev/null
    cloud DELETE "/vpcs/$vpc_id/peerings/$peering_id"
    eventually 'the peering is still there.' peering_is_gone
    eventually 'the VPC cannot be deleted.' vpc_is_deleted
}
