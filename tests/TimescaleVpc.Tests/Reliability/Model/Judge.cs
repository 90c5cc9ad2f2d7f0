using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>Judges each cmdlet by itself: what it writes and says must be true, and it comes to its end.</summary>
internal sealed class Judge : Part
{
    private static readonly HashSet<string> Catalogued = [.. Catalogue.All.Select(entry => entry.Id)];

    private int requests;
    private int mutations;

    /// <summary>Whether an object is a plan, or leads to one.</summary>
    public static bool IsPlanned(object? item) => item switch
    {
        Vpc vpc => vpc.Planned,
        VpcRef { Vpc: { } vpc } => vpc.Planned,
        PeerPair { Vpc.Vpc: { } vpc } => vpc.Planned,
        AwsPeerPair { Vpc.Vpc: { } vpc } => vpc.Planned,
        AzurePeerGrant grant => grant.Planned,
        VpcPeering peering => peering.Planned,
        ServiceVpc service => service.Planned,
        PeeringUndo undo => undo.Planned,
        _ => false,
    };

    public override void Begin(Run run, CmdletRun cmdlet) =>
        (requests, mutations) = (run.World.Requests.Length, Mutations(run.World));

    public override void End(Run run, CmdletRun cmdlet)
    {
        var collector = cmdlet.Said;
        foreach (var error in collector.Errors)
        {
            Assert.True(Catalogued.Contains(error.ErrorId) && error.ErrorId != Catalogue.UnexpectedError.Id,
                $"{error.ErrorId}: {error.Message}\n{string.Join('\n', run.Traces)}");
            Assert.NotEmpty(error.RecommendedAction);
        }

        var count = run.World.Requests.Length - requests;
        Assert.True(count <= 200 + (cmdlet.Took.TotalSeconds / 2), $"{count} requests in {cmdlet.Took}");
        Assert.True(cmdlet.Took <= TimeSpan.FromMinutes(45), $"{cmdlet} took {cmdlet.Took}");
        if (!cmdlet.Plans && !cmdlet.Items.Any(IsPlanned)) return;
        Assert.Equal(mutations, Mutations(run.World));
        if (cmdlet.Request is not (GetVpcRequest or GetPeeringRequest))
            Assert.All(collector.Outputs, output => Assert.True(IsPlanned(output)));
    }

    private static int Mutations(VpcSandbox world) => world.Requests.Count(request => request.Mutates);
}
