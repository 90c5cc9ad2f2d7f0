using TimescaleVpc.Tests.Reliability;
using TimescaleVpc.Tests.Serving;

namespace TimescaleVpc.Tests.Clients;

/// <summary>
/// The guides' own commands on the sandbox's server, with the real az, avn and aws where they are installed.
/// </summary>
[Collection(AloneGroup.Name)]
public sealed class ClientTests
{
    [ClientFact("azure.sh")]
    public void The_Azure_guide_works_with_az_and_avn() =>
        Check("azure.sh", [], "17 steps: ACTIVE.", "cleanup: all is as it was.");

    [ClientFact("aws.sh")]
    public void The_AWS_guide_works_with_aws_and_curl() =>
        Check("aws.sh", [], "AWS: ACTIVE", "back: all is as it was.");

    [ClientFact("azure-mixed.sh")]
    public void Az_and_the_module_go_on_where_the_other_stopped() => CheckSplits(
        "azure-mixed.sh", ["5", "6", "9", "11", "16", "grant", "add", "approve"], byDay: ["6", "11", "grant"]);

    [ClientFact("aws-mixed.sh")]
    public void Aws_and_the_module_go_on_where_the_other_stopped() => CheckSplits(
        "aws-mixed.sh", ["1", "2", "3", "4", "5", "6", "add", "approve", "egress"], byDay: ["2", "5", "approve"]);

    private static void CheckSplits(string script, string[] all, string[] byDay)
    {
        var splits = Nightly.IsOn ? all : byDay;
        var output = Check(script, splits);
        Assert.Equal(splits.Length, output.Split("ACTIVE, one of each.").Length - 1);
    }

    private static string Check(string script, string[] arguments, params string[] said)
    {
        var (code, output) = ClientScript.Run(script, arguments);
        Assert.True(code == 0, output);
        Assert.All(said, line => Assert.Contains(line, output, StringComparison.Ordinal));
        return output;
    }
}
