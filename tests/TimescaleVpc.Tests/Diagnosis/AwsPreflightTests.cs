using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>What Test-VpcPeering says of the rights in EC2 before a peering with an AWS VPC is made.</summary>
public sealed class AwsPreflightTests
{
    [Fact]
    public async Task Rights_that_lack_in_EC2_are_asked_with_DryRun_and_what_is_not_answered_is_not_known()
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(AwsGuide.New(), null);
        var reference = new PeeringRef(null, new VpcRef(null, vpc.VpcId), new VNetRef(null, AwsGuide.East));
        var mutations = walk.Mutations;
        (string Actions, string Expected)[] rows =
        [
            ("ec2:*", ""),
            ("ec2:Describe*", "AwsRightsMissing, AwsEgressRightsMissing"),
            ("ec2:Describe*\", \"ec2:CreateRoute", "AwsEgressRightsMissing"),
            ("ec2:Describe*\", \"ec2:CreateSecurityGroup", "AwsRightsMissing"),
            ("ec2:Describe*\", \"ec2:CreateRoute\", \"ec2:CreateSecurityGroup", ""),
        ];
        foreach (var (actions, expected) in rows)
        {
            walk.World.Change("SetAwsPolicy:sandbox",
                $$"""{ "Statement": [{ "Effect": "Allow", "Action": ["{{actions}}"], "Resource": "*" }] }""");
            var findings = await FindAsync();
            Assert.Equal(expected, string.Join(", ", findings.Select(finding => finding.Id)));
            Assert.All(findings, finding => Assert.Contains("DryRun", Assert.Single(finding.Evidence).Said));
        }

        walk.World.AddFault(new SandboxFault
        {
            Kind = "Ec2.CreateRoute", Status = 400, Code = "InvalidVpcPeeringConnectionID.NotFound",
        });
        var unclear = Assert.Single(await FindAsync());
        Assert.Equal(("AwsRightUnclear", "Unknown"), (unclear.Id, unclear.Severity));
        Assert.Contains("InvalidVpcPeeringConnectionID.NotFound", unclear.Cause, StringComparison.Ordinal);
        Assert.Equal(mutations, walk.Mutations);

        async Task<PeeringFinding[]> FindAsync()
        {
            var findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, reference);
            Assert.Empty(walk.Said.Errors.Select(error => error.Message));
            return findings;
        }
    }
}
