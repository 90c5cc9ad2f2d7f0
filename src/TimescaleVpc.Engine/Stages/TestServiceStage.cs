using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Reachability;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Tries to reach services, and says honestly what that proves from where it was tried.</summary>
internal sealed class TestServiceStage(TestServiceRequest request, ISink sink) : Stage<TestServiceRequest>(request,
    sink)
{
    private static readonly TimeSpan PerCheck = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(15);

    /// <summary>DNS changes within minutes after a move.</summary>
    protected override TimeSpan DefaultTimeout => TimeSpan.FromMinutes(5);

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        if (item is ServiceVpc { Planned: true } attachment)
        {
            Sink.Output(Of(attachment) with
            {
                PeeredNetworks = Names(attachment.PeeredNetworkIds), Planned = true, Plan = attachment.Plan,
                Reason = "Planned only; nothing was tried.",
            });
            return;
        }

        var (services, near) = await FindAsync(item, context, cancel);
        foreach (var service in services)
            await TestAsync(service, near, item, context, cancel);
    }

    /// <summary>The services that are meant, and the networks to look from first.</summary>
    private async Task<(IReadOnlyList<FoundService> Services, string[] Networks)> FindAsync(
        object? item, ItemContext context, CancellationToken cancel)
    {
        var finder = new ServiceFinder(context);
        if (item is ServiceVpc attachment)
            return (await finder.FindAsync(attachment, cancel), attachment.PeeredNetworkIds);

        var peering = item is VpcPeering or PeeringRef
            ? await new PeeringFinder(context).OneAsync(item, cancel) : null;
        var vpcId = item is VpcRef reference
            ? (await VpcFinder.FindAsync(reference, context, cancel)).VpcId : peering?.VpcId;
        var services = await finder.FindAsync(Request.Service, cancel);
        if (vpcId is null) return (services, []);

        FoundService[] inside = [.. services.Where(service => service.VpcId == vpcId)];
        string?[] network = [peering?.NetworkId];
        return inside.Length > 0 ? (inside, [.. network.OfType<string>()])
            : throw Catalogue.VpcWithoutService.For(item, vpcId);
    }

    private async Task TestAsync(
        FoundService service, string[] near, object? item, ItemContext context, CancellationToken cancel)
    {
        var finder = new ServiceFinder(context);
        var peerings = await finder.PeeringsAsync(service.Record.Platform, service.VpcId, cancel);
        var networkIds = peerings.Select(peering => peering.NetworkId).ToArray();
        // A service's record may contain a network whose peering is gone; a peering means its own network.
        string[] networks = near is [var vnet] && networkIds.Any(network => Same(network, vnet))
            ? [vnet, .. networkIds.Where(network => !Same(network, vnet))] : [.. networkIds, .. near];
        if (Request.AsScript)
        {
            var target = await TargetAsync(service, context, cancel);
            Sink.Output(Script(service, target, await RangesAsync(peerings, context, cancel)));
            return;
        }

        var test = SessionState.Of(context.Session).Sandbox is { } sandbox
            ? await SandboxAsync(service, networks, sandbox, context, cancel)
            : await RealAsync(service, peerings, context, cancel);
        Sink.Output(test with
        {
            VpcName = service.Record.VpcName ?? (item as ServiceVpc)?.VpcName ?? (item as VpcPeering)?.VpcName,
            // The platform keeps names in lower case; where the test ran from is known as Azure writes it.
            PeeredNetworks = Names(networkIds.Select(id => Same(id, test.From) ? test.From : id)),
        });
    }

    private static ServiceVpcTest Of(ServiceVpc service) => new()
    {
        Service = service.Service, ServiceId = service.ServiceId, Platform = service.Platform,
        Project = service.Project, VpcId = service.VpcId, VpcName = service.VpcName, Host = service.Host,
        Port = service.Port,
    };

    private static string[] Names(IEnumerable<string> networkIds) =>
    [
        .. networkIds.Select(id => VNetId.TryParse(id, out var vnet) ? vnet.GroupAndName : id)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Refuses values that a script cannot contain safely, whatever their source.</summary>
    private static string Script(FoundService service, ProbeTarget target, IReadOnlyList<string> ranges)
    {
        try
        {
            return ProbeScript.Write(target, ranges);
        }
        catch (ArgumentException exception)
        {
            throw Catalogue.InvalidInput.For(
                service.Name, service.Name, "the target of a script", exception.Message.Split(" (Parameter")[0]);
        }
    }

    private async Task<ServiceVpcTest> SandboxAsync(
        FoundService service, string[] networks, VpcSandbox sandbox, ItemContext context, CancellationToken cancel)
    {
        var from = await FromAsync(networks, context, cancel);
        var inside = from is not null && networks.Any(network => Same(network, from));
        var (user, password) = Login(service);
        return await RepeatAsync(
            service, inside ? "Inside" : "Outside", from ?? "the public internet", conclusive: from is not null,
            () =>
            {
                var probe = sandbox.Probe(from, service.Record.Host, service.Record.Port, user, password);
                return Task.FromResult(new ProbeReport(probe.Dns, probe.Tcp, probe.Tls, probe.Login));
            },
            context, cancel);
    }

    private async Task<ServiceVpcTest> RealAsync(
        FoundService service, IReadOnlyList<PlatformPeering> peerings, ItemContext context, CancellationToken cancel)
    {
        if (Request.From is { } from) throw Catalogue.FromNeedsSandbox.For(from, from);

        var target = await TargetAsync(service, context, cancel);
        var vantage = Vantage.Of(await RangesAsync(peerings, context, cancel));
        return await RepeatAsync(
            service, vantage, Environment.MachineName, conclusive: false,
            () => SocketProbe.RunAsync(target, PerCheck, cancel), context, cancel);
    }

    /// <summary>Tries until it works, or cannot work from here, or time is up: DNS may lag behind a move.</summary>
    private async Task<ServiceVpcTest> RepeatAsync(
        FoundService service, string vantage, string from, bool conclusive, Func<Task<ProbeReport>> probe,
        ItemContext context, CancellationToken cancel)
    {
        var subject = service.Name;
        var startTime = context.Clock.Now;
        while (true)
        {
            var report = await probe();
            if (!Request.SkipLogin && Login(service).UserName is null)
                report = report with
                {
                    Login = new() { Detail = "Timescale does not show the password; add -Credential." },
                };
            var verdict = Verdict.Of(
                report, vantage, inVpc: service.VpcId is not null, withoutLogin: Login(service).UserName is null,
                conclusive);
            if (!verdict.MayChange || context.DeadlinePassed)
            {
                context.EndProgress(subject);
                return Of(service.Record) with
                {
                    Vantage = vantage, From = from, Dns = report.Dns, Tcp = report.Tcp, Tls = report.Tls,
                    Login = report.Login, Reachable = verdict.Reachable, Reason = verdict.Reason,
                    Duration = context.Clock.Now - startTime,
                };
            }

            await context.WaitAsync(TryAgain, subject, verdict.Reason, cancel);
        }
    }

    private async Task<ProbeTarget> TargetAsync(FoundService service, ItemContext context, CancellationToken cancel)
    {
        var (user, password) = Login(service);
        // Projects of the managed service have a CA of their own; Timescale Cloud's API tells of none.
        var ca = await context.Platform(service.Record.Platform).FindCaAsync(cancel);
        return new ProbeTarget(
            service.Record.Host, service.Record.Port, user, password, service.Record.Database, ca);
    }

    /// <summary>The given credential, else the service's own; none if the login is left out.</summary>
    private (string? UserName, string? Password) Login(FoundService service)
    {
        if (Request.SkipLogin) return (null, null);
        if (Request.ReadCredential is { } read) return read();
        // Timescale Cloud does not tell a service's password.
        return service.Password is { } password ? (service.Record.UserName, password.Reveal()) : (null, null);
    }

    /// <summary>The address ranges of the peered networks; none of one that its cloud does not show.</summary>
    private static async Task<IReadOnlyList<string>> RangesAsync(
        IReadOnlyList<PlatformPeering> peerings, ItemContext context, CancellationToken cancel)
    {
        var ranges = new List<string>();
        foreach (var peering in peerings.DistinctBy(item => item.NetworkId, StringComparer.OrdinalIgnoreCase))
            ranges.AddRange(await new PlatformReader(context).RangesAsync(peering, cancel));
        return ranges;
    }

    /// <summary>
    /// The origin of the sandbox's test: -From, otherwise the first peered network. Null is the internet.
    /// </summary>
    private async Task<string?> FromAsync(string[] networks, ItemContext context, CancellationToken cancel)
    {
        var sides = context.InAllClouds<ICustomerSide>().ToArray();
        if (Request.From is not { } from)
        {
            if (networks is not [var network, ..]) return null;
            foreach (var side in sides) network = await side.SpelledAsync(network, cancel);
            return network;
        }

        if (Same(from, "Outside") || Same(from, "Internet")) return null;
        if (sides.Any(side => side.IsPlaceId(from))) return from;

        var all = new List<CompletionItem>();
        foreach (var side in sides) all.AddRange(await side.ListPlacesAsync(cancel));
        var matches = all.FindAll(
            item => Same(item.Id, from) || Same(item.Text, from) || Same(NameOf(item), from));
        return matches is [var match]
            ? match.Id
            : throw Catalogue.ProbePlaceUnknown.For(
                from, from, NearNames.Of(from, matches.Count == 0 ? all : matches, NameOf));

        static string NameOf(CompletionItem item) => VpcPeering.NetworkLabelOf(item.Group, item.Text);
    }
}
