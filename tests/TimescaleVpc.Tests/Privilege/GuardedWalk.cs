using TimescaleVpc.Engine.Clouds.Aws;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Privilege;

/// <summary>
/// Runs cmdlets one after the other, each with nothing but the rights that are given for it, and takes down which
/// rights the platforms checked meanwhile.
/// </summary>
internal sealed class GuardedWalk
{
    public const string RoleName = "Rights for TimescaleVpc: ";
    public const string AdminId = "c3a8f1d2-7b46-4e95-8d10-2f6e9a4b7c01";

    private const string NoRights = "none";

    private readonly Func<string, Rights> rights;
    private Walk walk;

    private GuardedWalk(Walk walk, Func<string, Rights> rights) => (this.walk, this.rights) = (walk, rights);

    /// <summary>What was checked, by cmdlet.</summary>
    public Dictionary<string, HashSet<(string Where, string Permission)>> Checked { get; } = [];

    /// <summary>The AWS account that the platform peers from.</summary>
    public string Vendor { get; set; } = "222233334444";

    /// <summary>The AWS VPC that the policies are for.</summary>
    public string AwsVpc { get; set; } = AwsGuide.East;

    public VpcSandbox World => walk.World;

    public Collector Said => walk.Said;

    public static async Task<GuardedWalk> StartAsync(Func<string, Rights> rights)
    {
        var first = await Walk.StartAsync();
        var guarded = new GuardedWalk(first, rights);
        await guarded.RunAsync("Connect-Timescale", async () =>
        {
            guarded.walk = await Walk.StartAsync(new ConnectRequest
            {
                Sandbox = true, World = first.World, SessionId = 2, Subscription = "Demo Subscription",
            });
            return true;
        });
        return guarded;
    }

    /// <summary>Runs one cmdlet on one object; its first failure is thrown.</summary>
    public async Task<T> DoAsync<T>(string cmdlet, StageRequest request, object? item = null) =>
        (T)(await AllAsync(cmdlet, request, item)).First();

    public Task<object[]> AllAsync(string cmdlet, StageRequest request, object? item = null) =>
        RunAsync(cmdlet, async () =>
        {
            var found = await walk.RunAsync<object>(request, null, item);
            return walk.Said.Errors.TryPeek(out var error) ? throw error : found;
        });

    /// <summary>An administrator takes the rule out of a group that lets everything out.</summary>
    public async Task CloseAsync(string group)
    {
        World.Change("SetAwsPolicy:sandbox",
            """{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""");
        var state = SessionState.Of(walk.Session);
        using var work = state.Pace.Work();
        var aws = await state.AwsAsync(walk.Session, CancellationToken.None);
        await aws.Ec2().RevokeSecurityGroupEgressAsync(group, [Ec2Permission.AllOut], CancellationToken.None);
    }

    private async Task<T> RunAsync<T>(string cmdlet, Func<Task<T>> run)
    {
        Allow(rights(cmdlet));
        var from = World.Requests.Length;
        try
        {
            return await run();
        }
        finally
        {
            if (!Checked.TryGetValue(cmdlet, out var all)) Checked[cmdlet] = all = [];
            foreach (var request in World.Requests.Skip(from))
                all.UnionWith(request.Permissions.Split(", ", StringSplitOptions.RemoveEmptyEntries)
                    .Select(permission => (Place(request), permission)));
        }
    }

    private void Allow(Rights given)
    {
        Set("SetProjectPermissions", string.Join(' ', given.On(StepCatalogue.Mst)));
        Set("SetDirectoryActions:admin", string.Join(' ', given.On(StepCatalogue.Entra)));
        Set("SetAzureRole:admin", given.AzureRole.ToJsonString());
        Set("SetAwsPolicy:sandbox", given.AwsPolicy.ToJsonString());
        if (given.LosesKey) World.Change("RevokeCloudKeys", "*");
    }

    private void Set(string change, string text) => World.Change(change, text.Length == 0 ? NoRights : text
        .Replace("SUBSCRIPTION", "0b1f6471-1bf0-4dda-aec3-cb9272f09590", StringComparison.Ordinal)
        .Replace("VENDORACCOUNT", Vendor, StringComparison.Ordinal)
        .Replace("ACCOUNT", "111122223333", StringComparison.Ordinal)
        .Replace("VPCID", AwsVpc, StringComparison.Ordinal)
        .Replace("REGION", "us-east-1", StringComparison.Ordinal));

    private static string Place(SandboxRequest request) => request.Kind.Split('.')[0] switch
    {
        "Mst" => StepCatalogue.Mst,
        "Cloud" => StepCatalogue.Cloud,
        "Graph" => StepCatalogue.Entra,
        "Arm" => request.Caller.Contains('@', StringComparison.Ordinal) ? StepCatalogue.Azure
            : StepCatalogue.Application,
        "Ec2" or "Sts" => StepCatalogue.Aws,
        _ => throw new InvalidOperationException($"{request.Kind} needs a right of an unknown platform."),
    };
}
