namespace TimescaleVpc.Tests.Clients;

/// <summary>The AWS guide's commands on the sandbox's server, with the real aws.</summary>
public sealed class AwsClientTests
{
    [ClientFact("aws.sh")]
    public void The_guide_works_with_aws_and_curl() =>
        ClientScript.Check("aws.sh", [], "AWS: ACTIVE", "back: all is as it was.");

    [ClientFact("aws-mixed.sh")]
    public void Aws_and_the_module_go_on_where_the_other_stopped() => ClientScript.CheckSplits(
        "aws-mixed.sh", ["1", "2", "3", "4", "5", "6", "add", "approve", "egress"]);
}
