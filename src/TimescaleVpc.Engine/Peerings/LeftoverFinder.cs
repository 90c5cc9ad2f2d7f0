using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// Finds what interrupted runs left behind beside the peerings that a platform knows, as far as the sign-ins show it.
/// </summary>
internal sealed class LeftoverFinder(ItemContext context)
{
    /// <param name="vpcs">All VPCs of the session's projects.</param>
    /// <param name="known">The peerings that the platforms know.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IReadOnlyList<VpcPeering>> FindAsync(
        IReadOnlyList<Vpc> vpcs, IReadOnlyList<VpcPeering> known, CancellationToken cancel)
    {
        var onAws = vpcs.Where(IsOnAws).ToArray();
        IReadOnlyList<VpcPeering> inAzure = [], inAws = [];
        await context.Clock.SideBySideAsync(
            async () => inAzure = context.State.ManagedService is null ? [] : await SeenAsync("Azure", async () =>
                await new AzureLeftovers(await context.AzureAsync(cancel), context).FindAsync(
                    [.. vpcs.Where(vpc => CloudNames.IsAzure(vpc.CloudName))],
                    [.. known.Where(peering => peering.VNetId is not null)], cancel)),
            async () => inAws = context.State.Cloud is null && onAws.Length == 0 ? [] : await InAwsAsync(
                onAws, [.. known.Where(peering => peering.AwsVpcId is not null)], cancel));
        return [.. inAzure, .. inAws];
    }

    /// <summary>The regions where something of ours may be: the sign-in's own, and those of VPCs and peerings.</summary>
    private Task<IReadOnlyList<VpcPeering>> InAwsAsync(
        IReadOnlyList<Vpc> vpcs, IReadOnlyList<VpcPeering> known, CancellationToken cancel) =>
        SeenAsync("AWS", async () =>
        {
            var account = await context.AwsAsync(cancel);
            var regions = known.Select(peering => peering.AwsRegion!).Concat(vpcs.Select(vpc => vpc.Region))
                .Append(account.Region).Distinct(StringComparer.OrdinalIgnoreCase);
            var found = new List<VpcPeering>();
            foreach (var region in regions)
            {
                found.AddRange(await SeenAsync($"AWS in {region}", () =>
                    new AwsLeftovers(account, account.Ec2(region), context).FindAsync(vpcs, known, cancel)));
            }

            return found;
        });

    private static bool IsOnAws(Vpc vpc) =>
        vpc.Platform == PlatformNames.Cloud || CloudNames.Cloud(vpc.CloudName) == "aws";

    /// <summary>A sign-in that is missing, or may not read, hides its part and nothing else.</summary>
    private async Task<IReadOnlyList<VpcPeering>> SeenAsync(string what, Func<Task<IReadOnlyList<VpcPeering>>> find)
    {
        try
        {
            return await find();
        }
        catch (Exception error) when (error is TimescaleVpcException or TokenRefusedException or EntraException
            or Ec2Exception)
        {
            context.Sink.Verbose($"{what} is not searched for leftovers: {error.Message}");
            return [];
        }
    }
}
