using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>
/// Finds the VPC that an object, an id or a cloud name means, and turns the platform's record into ours.
/// </summary>
internal static class VpcFinder
{
    /// <summary>The VPC that is meant. Several of one cloud name are an error that lists their ids.</summary>
    public static async Task<Vpc> FindAsync(VpcRef reference, ItemContext context, CancellationToken cancel)
    {
        // A planned VPC is not there yet; it is what it says it is.
        if (reference.Vpc is { Planned: true } plannedVpc) return plannedVpc;

        var text = reference.Vpc?.VpcId ?? reference.Text ?? "";
        // A record names its platform; the other one needs no request.
        var all = await ListAsync(context, reference.Vpc?.Platform, cancel);
        var byId = all.Where(vpc => Same(vpc.VpcId, text)).ToArray();
        var matches = byId.Length > 0 ? byId : [.. all.Where(vpc => Same(vpc.Name, text) || Same(vpc.CloudName, text))];
        if (matches.Length > 1 && reference.Row?["Platform"] is { } platform)
            matches = [.. matches.Where(vpc => Same(vpc.Platform, platform))];
        return matches switch
        {
            [var match] => Checked(match with { Changes = reference.Vpc?.Changes ?? [] }),
            [] => throw Catalogue.VpcNotFound.For(text, Projects(context), text, List(text, all)),
            _ => throw Catalogue.VpcAmbiguous.For(text, Projects(context), text, List(text, matches)),
        };

        Vpc Checked(Vpc vpc)
        {
            context.Found.VpcId = vpc.VpcId;
            RowCheck.Require(reference, vpc);
            return vpc;
        }
    }

    /// <summary>The VPCs of all platforms that the session is signed in to.</summary>
    public static Task<IReadOnlyList<Vpc>> ListAsync(ItemContext context, CancellationToken cancel) =>
        ListAsync(context, platformName: null, cancel);

    /// <param name="context">The session.</param>
    /// <param name="platformName">The only platform to ask; null asks all.</param>
    /// <param name="cancel">Stops the requests.</param>
    public static async Task<IReadOnlyList<Vpc>> ListAsync(
        ItemContext context, string? platformName, CancellationToken cancel)
    {
        var all = await context.ListAsync(platformName, platform => platform.ListVpcsAsync(cancel));
        return [.. all.Select(vpc => vpc with { Session = context.Session })];
    }

    /// <summary>The VPCs of some platforms in one cloud.</summary>
    public static async Task<IEnumerable<Vpc>> InCloudAsync(
        ItemContext context, IReadOnlyList<IPlatform> platforms, Cloud cloud, CancellationToken cancel)
    {
        var vpcs = new List<Vpc>();
        foreach (var platform in platforms) vpcs.AddRange(await ListAsync(context, platform.Name, cancel));
        return vpcs.Where(vpc => vpc.Cloud == cloud);
    }

    /// <summary>The projects of a session, in words for an error.</summary>
    public static string Projects(ItemContext context) =>
        context.Platforms() switch
        {
            [var platform] => $"the project '{platform.Project}'",
            var all => $"the projects {string.Join(" and ", all.Select(platform => $"'{platform.Project}'"))}",
        };

    public static string List(string missingName, IEnumerable<Vpc> vpcs) =>
        NearNames.Of(missingName, vpcs, ILabelled.Of, vpc => $"{vpc.VpcId} ({Describe(vpc)})");

    private static string Describe(Vpc vpc)
    {
        string[] parts = [vpc.Name ?? vpc.CloudName ?? vpc.Region, vpc.Cidr, vpc.State];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }
}
