using System.Text;
using TimescaleVpc.Tests.Reliability.Secrets;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Recording;

/// <summary>
/// A whole session is replayed with the stand-ins of its report: the same commands in the same order come to the same
/// results, to the same errors and to the same findings.
/// </summary>
public sealed class SessionReplayTests
{
    private const string Group = "Network-RG";

    [Fact]
    public Task Of_Azure_from_the_preflight_to_the_undo() => ReplayAsync(AzureAsync);

    [Fact]
    public Task Of_AWS_from_the_preflight_to_the_undo() => ReplayAsync(AwsAsync);

    [Fact]
    public Task Of_Azure_with_an_approval_that_fails_and_an_undo_that_cannot_end() => ReplayAsync(
        AzureAsync,
        new SandboxFault { Kind = "Arm.PutPeering", Status = 403, Code = "AuthorizationFailed", Times = 99 },
        new SandboxFault { Kind = "Arm.DeleteRoleAssignment", Status = 403, Code = "AuthorizationFailed", Times = 99 });

    [Fact]
    public Task Of_AWS_with_an_approval_that_fails_and_an_undo_that_cannot_end() => ReplayAsync(
        AwsAsync,
        new SandboxFault { Kind = "Ec2.CreateRoute", Status = 403, Code = "UnauthorizedOperation", Times = 99 },
        new SandboxFault
        {
            Kind = "Ec2.DeleteVpcPeeringConnection", Status = 403, Code = "UnauthorizedOperation", Times = 99,
        });

    /// <summary>The platform repeats all that the session signs in with, in all forms that it may have.</summary>
    [Theory]
    [InlineData("Mst.ListServices")]
    [InlineData("Graph.UpsertApplication")]
    [InlineData("Arm.PutRoleDefinition")]
    [InlineData("Ec2.DescribeVpcs")]
    public async Task Of_a_refusal_that_repeats_secrets_without_them(string kind)
    {
        var walk = await Walk.StartAsync();
        var sign = walk.World.SignIn;
        string[] all = [sign.Token, sign.CloudSecretKey, sign.Users[0].Value];
        var canary = new Canary(all.ToDictionary(secret => secret, _ => "a secret"));
        walk.World.AddFault(new SandboxFault
        {
            Kind = kind, Status = 403, Times = 99,
            Message = $"demo-mst refuses {string.Join(", ", all.SelectMany(Forms))}.",
        });
        var then = new List<string>();
        await PlayAsync(walk, name => name, then);
        Assert.Contains(then, line => line.StartsWith("error ", StringComparison.Ordinal)
            && line.Contains("refuses", StringComparison.Ordinal));
        using var file = new TempReport(walk.Session);
        Assert.Null(canary.Find(file.Text));
        Assert.Contains(" refuses ", file.Text, StringComparison.Ordinal);

        var (again, now) = (await Walk.StartAsync(new ConnectRequest { Replay = file.Path }), new List<string>());
        await PlayAsync(again, file.Names.OfText, now);
        Assert.Equal(Ids(then).Select(file.Names.OfText), Ids(now));

        // A platform may say what is no secret of its own; the user sees that, and the file does not hold it.
        static IEnumerable<string> Ids(List<string> story) => story.Select(line =>
            line.StartsWith("error ", StringComparison.Ordinal) ? string.Join(':', line.Split(':')[..2]) : line);

        static async Task PlayAsync(Walk walk, Func<string, string> name, List<string> story)
        {
            await RunAsync<AzurePeerGrant>(
                walk, story, new GrantPeerRoleRequest { ResourceGroupName = name(Group) },
                new PeerPair(new VpcRef(null, Walk.West), new VNetRef(null, name("Prod-VNet"))));
            await RunAsync<ServiceVpc>(walk, story, new GetServiceRequest(), null);
            await RunAsync<AwsVpc>(walk, story, new GetAwsVpcRequest(), null);
        }

        static IEnumerable<string> Forms(string secret)
        {
            var bytes = Encoding.UTF8.GetBytes(secret);
            return
            [
                secret, Uri.EscapeDataString(secret), Convert.ToHexString(bytes), Convert.ToBase64String(bytes),
            ];
        }
    }

    private static async Task ReplayAsync(
        Func<Walk, Func<string, string>, List<string>, Task> play, params SandboxFault[] faults)
    {
        var (walk, then) = (await Walk.StartAsync(), new List<string>());
        foreach (var fault in faults) walk.World.AddFault(fault);
        await play(walk, name => name, then);
        Assert.Equal(faults.Length > 0, then.Exists(line => line.StartsWith("error ", StringComparison.Ordinal)));
        using var file = new TempReport(walk.Session);

        var (again, now) = (await Walk.StartAsync(new ConnectRequest { Replay = file.Path }), new List<string>());
        await play(again, file.Names.OfText, now);
        Assert.Equal(Unquoted(file.Names.OfText(string.Join('\n', then))), Unquoted(string.Join('\n', now)));

        // Whether a word is quoted in a command depends on its first letter.
        static string Unquoted(string text) => text.Replace("'", "", StringComparison.Ordinal);
    }

    private static async Task AzureAsync(Walk walk, Func<string, string> name, List<string> story)
    {
        var (vnet, group) = (name("Prod-VNet"), name(Group));
        PeeringRef Names(string vpcId) =>
            new(null, new VpcRef(null, vpcId), new VNetRef(null, vnet) { ResourceGroupName = group });
        var grant = new GrantPeerRoleRequest { ResourceGroupName = group };
        var vpc = (await RunAsync<Vpc>(walk, story, new GetVpcRequest { CloudName = Walk.West }, null)).Single();
        var pair = new PeerPair(new VpcRef(null, vpc.VpcId), new VNetRef(null, vnet));
        await RunAsync<VpcPeering>(walk, story, new GetPeeringRequest(), new VpcRef(null, vpc.VpcId));
        await RunAsync<PeeringUndo>(walk, story, new UndoPeeringRequest(), Names(vpc.VpcId), isPlan: true);
        await RunAsync<PeeringFinding>(walk, story, new TestPeeringRequest(), Names(vpc.VpcId));
        await PipelineAsync(isPlan: true);
        await PipelineAsync(isPlan: false);
        await RunAsync<PeeringFinding>(walk, story, new TestPeeringRequest(), Names(vpc.VpcId));
        await PipelineAsync(isPlan: false);
        await RunAsync<PeeringUndo>(walk, story, new UndoPeeringRequest(), Names(vpc.VpcId));
        await RunAsync<VpcPeering>(walk, story, new GetPeeringRequest(), new VpcRef(null, vpc.VpcId));
        await RunAsync<PeeringFinding>(walk, story, new TestPeeringRequest(), null);

        async Task PipelineAsync(bool isPlan)
        {
            var items = await RunAsync<AzurePeerGrant>(walk, story, grant, pair, isPlan);
            var askedPeerings = await RunAsync<VpcPeering>(walk, story, new AddPeeringRequest(), items, isPlan);
            await EndAsync(walk, story, askedPeerings, isPlan);
        }
    }

    private static async Task AwsAsync(Walk walk, Func<string, string> name, List<string> story)
    {
        var network = name(AwsGuide.East);
        var vpc = (await RunAsync<Vpc>(
            walk, story, AwsGuide.New(name("prod"), cidr: name("10.30.0.0/20")), null)).Single();
        var names = new PeeringRef(null, new VpcRef(null, vpc.VpcId), new VNetRef(null, network));
        await RunAsync<VpcPeering>(walk, story, new GetPeeringRequest(), new VpcRef(null, vpc.VpcId));
        await RunAsync<PeeringUndo>(walk, story, new UndoPeeringRequest(), names, isPlan: true);
        await RunAsync<PeeringFinding>(walk, story, new TestPeeringRequest(), names);
        await PipelineAsync(isPlan: true);
        await PipelineAsync(isPlan: false);
        await RunAsync<PeeringFinding>(walk, story, new TestPeeringRequest(), names);
        await PipelineAsync(isPlan: false);
        await RunAsync<PeeringUndo>(walk, story, new UndoPeeringRequest(), names);
        await RunAsync<VpcPeering>(walk, story, new GetPeeringRequest(), new VpcRef(null, vpc.VpcId));
        await RunAsync<PeeringFinding>(walk, story, new TestPeeringRequest(), null);

        async Task PipelineAsync(bool isPlan)
        {
            var askedPeerings = await RunAsync<VpcPeering>(
                walk, story, new AddPeeringRequest(), AwsGuide.Pair(vpc, network), isPlan);
            await EndAsync(walk, story, askedPeerings, isPlan);
        }
    }

    private static async Task EndAsync(Walk walk, List<string> story, VpcPeering[] askedPeerings, bool isPlan)
    {
        var approvedPeerings = await RunAsync<VpcPeering>(
            walk, story, new ApprovePeeringRequest(), askedPeerings, isPlan);
        if (askedPeerings is [{ Cloud: Cloud.Aws }, ..])
        {
            approvedPeerings = await RunAsync<VpcPeering>(
                walk, story, new GrantEgressRequest(), approvedPeerings, isPlan);
        }

        if (!isPlan) await RunAsync<VpcPeering>(walk, story, new WaitPeeringRequest(), approvedPeerings);
    }

    /// <summary>One command, and in the story what it said, as a user sees it.</summary>
    private static async Task<T[]> RunAsync<T>(
        Walk walk, List<string> story, StageRequest request, object? items, bool isPlan = false)
    {
        var (name, collector) = (request.GetType().Name, new Collector(isPlan));
        T[] outputs = [];
        try
        {
            outputs = await walk.RunAsync<T>(request, collector, items is object?[] many ? many : [items]);
        }
        catch (TimescaleVpcException error)
        {
            collector.Error(error);
        }

        story.AddRange(outputs.Select(output => $"{name}: {Text(output)}"));
        story.AddRange(collector.Errors.Select(error =>
            $"error {name}: {error.ErrorId}: {error.Message} {error.RecommendedAction}"));
        return outputs;
    }

    private static string Text(object? output) => output switch
    {
        VpcPeering peering => $"{peering} {peering.State} {peering.NextStep} {Steps(peering.Changes)} "
            + Steps(peering.Plan),
        AzurePeerGrant grant => $"{grant} {grant.AppId} {Steps(grant.Changes)} {Steps(grant.Plan)}",
        PeeringUndo undo => $"{undo} {undo.IsComplete} {Steps(undo.Changes)} {Steps(undo.Plan)} {undo.NextStep}",
        PeeringFinding finding => $"{finding.Id} {finding.Subject} {finding.Cause} {finding.Command}",
        _ => $"{output}",
    };

    private static string Steps(PeeringStep[] steps) => string.Join(", ", steps.Select(step => step.Action));
}
