namespace TimescaleVpc.Tests.Clients;

/// <summary>The Azure guide's commands on the sandbox's server, with the real az and avn.</summary>
public sealed class AzureClientTests
{
    [ClientFact("azure.sh")]
    public void The_guide_works() =>
        ClientScript.Check("azure.sh", [], "17 steps: ACTIVE.", "cleanup: all is as it was.");

    [ClientFact("azure-mixed.sh")]
    public void Az_and_the_module_go_on_where_the_other_stopped() => ClientScript.CheckSplits(
        "azure-mixed.sh", ["5", "6", "9", "11", "16", "grant", "add", "approve"]);

    [ClientFact("azure-signin.sh")]
    public void An_az_that_needs_another_sign_in_is_told_by_its_reason() =>
        ClientScript.Check("azure-signin.sh", [], "told by its reason.");
}
