#!/usr/bin/env bash
# The Timescale Cloud guide's VPC peering with the AWS CLI and curl, then the way back.
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
source "$here/aws-steps.sh"
region=us-east-1 service=metrics vpc_cidr=10.30.0.0/20 aws_vpc_id=vpc-0a1b2c3d4e5f60718

choose_aws
check_only "$@"
start_sandbox
inventory >"$folder/before"

aws_steps 1 7
expect_count 1 "^Aws.Peering $pcx .*active"
expect_count 3 "^Aws.RouteTable .*routes=$vpc_cidr"
expect_count 1 "^Aws.SecurityGroup timescale-by-hand .*rules=egress:tcp:5432-5432:$vpc_cidr "
expect_count 1 "^Cloud.Service $service .*vpc=$vpc_id\$"
echo 'Timescale Cloud guide, AWS: ACTIVE, and the service is in the VPC.'

aws_cleanup
expect_as_before "$folder/before"
echo 'Timescale Cloud guide, AWS, back: all is as it was.'
