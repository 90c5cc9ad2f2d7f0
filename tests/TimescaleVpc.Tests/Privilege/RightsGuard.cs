using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Sandbox.Tiger;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Privilege;

/// <summary>
/// Lets each cmdlet run with nothing but the rights that are given for it, and takes down which rights the platforms
/// checked meanwhile.
/// </summary>
internal sealed class RightsGuard(Func<string, Rights> rights) : Part
{
    public const string RoleName = "Rights for TimescaleVpc: ";
    public const string AdminId = "c3a8f1d2-7b46-4e95-8d10-2f6e9a4b7c01";

    private const string NoRights = "none";

    private int from;

    /// <summary>What was checked.</summary>
    public HashSet<(string Cmdlet, string Where, string Permission)> Checked { get; } = [];

    public override void Begin(Run run, CmdletRun cmdlet)
    {
        Allow(run.World, rights(cmdlet.Name));
        from = run.World.Requests.Length;
    }

    public override void End(Run run, CmdletRun cmdlet)
    {
        foreach (var request in run.World.Requests.Skip(from).Where(request => !IsRehearsal(request)))
            Checked.UnionWith(request.Permissions.Split(", ", StringSplitOptions.RemoveEmptyEntries)
                .Select(permission => (cmdlet.Name, Place(request), permission)));
    }

    private static void Allow(VpcSandbox world, Rights rights)
    {
        // The managed service peers from another account than Timescale Cloud.
        var vendor = world.Inventory().Any(item => item.Kind == "Mst.Vpc" && item.Name == AllScenarios.ManagedAws)
            ? AwsLinks.Account : TigerAgent.PlatformAccount;
        Set("SetProjectPermissions", string.Join(' ', rights.On(StepCatalogue.Mst)));
        Set("SetDirectoryActions:admin", string.Join(' ', rights.On(StepCatalogue.Entra)));
        Set("SetAzureRole:admin", rights.AzureRole.ToJsonString());
        Set("SetAwsPolicy:sandbox", rights.AwsPolicy.ToJsonString());
        if (rights.LosesKey) world.Change("RevokeCloudKeys", "*");

        void Set(string change, string text) => world.Change(change, text.Length == 0 ? NoRights : text
            .Replace("SUBSCRIPTION", "0b1f6471-1bf0-4dda-aec3-cb9272f09590", StringComparison.Ordinal)
            .Replace("VENDORACCOUNT", vendor, StringComparison.Ordinal)
            .Replace("ACCOUNT", "111122223333", StringComparison.Ordinal)
            .Replace("VPCID", AwsGuide.East, StringComparison.Ordinal)
            .Replace("REGION", "us-east-1", StringComparison.Ordinal));
    }

    /// <summary>One with DryRun asks whether there is a right, and does without it.</summary>
    private static bool IsRehearsal(SandboxRequest request) => !request.Mutates
        && request.Kind.StartsWith("Ec2.", StringComparison.Ordinal)
        && !request.Kind.StartsWith("Ec2.Describe", StringComparison.Ordinal);

    private static string Place(SandboxRequest request) => request.Kind.Split('.')[0] switch
    {
        "Mst" => StepCatalogue.Mst,
        "Cloud" => StepCatalogue.TimescaleCloud,
        "Graph" => StepCatalogue.Entra,
        "Arm" => request.Caller.Contains('@', StringComparison.Ordinal) ? StepCatalogue.Azure
            : StepCatalogue.Application,
        "Ec2" or "Sts" => StepCatalogue.Aws,
        _ => throw new InvalidOperationException($"{request.Kind} needs a right of an unknown platform."),
    };
}
