using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms.ManagedService;

namespace TimescaleVpc.Engine.Stages.Vpcs;

/// <summary>Finds the VPC that an object, an id or a cloud name means, and turns the platform's record into ours.</summary>
internal static class VpcFinder
{
    /// <summary>The VPC that is meant. Several of one cloud name are an error that lists their ids.</summary>
    public static async Task<Vpc> FindAsync(VpcRef wanted, ItemContext context, CancellationToken cancel)
    {
        // A planned VPC is not there yet; it is what it says it is.
        if (wanted.Vpc is { Planned: true } planned) return planned;

        var text = wanted.Vpc?.VpcId ?? wanted.Text ?? "";
        var all = await context.Platform.ListVpcsAsync(cancel);
        var byId = all.Where(vpc => Same(vpc.Id, text)).ToArray();
        var matches = byId.Length > 0 ? byId : [.. all.Where(vpc => Same(vpc.CloudName, text))];
        return matches switch
        {
            [var only] => ToVpc(only, context) with
            {
                Changes = wanted.Vpc?.Changes ?? [],
            },
            [] => throw Catalogue.VpcNotFound.For(text, context.Platform.Project, text, List(all)),
            _ => throw Catalogue.VpcAmbiguous.For(text, context.Platform.Project, text, List(matches)),
        };
    }

    public static Vpc ToVpc(MstVpc vpc, ItemContext context) => new()
    {
        VpcId = vpc.Id,
        Platform = "ManagedService",
        Project = context.Platform.Project,
        CloudName = vpc.CloudName,
        Region = CloudNames.Region(vpc.CloudName),
        Cidr = vpc.Cidr,
        State = vpc.State,
        CreatedAt = vpc.Created?.UtcDateTime,
        Session = context.Session,
    };

    public static string List(IEnumerable<MstVpc> vpcs)
    {
        var text = string.Join(", ", vpcs.Select(vpc => $"{vpc.Id} ({vpc.CloudName}, {vpc.Cidr}, {vpc.State})"));
        return text.Length == 0 ? "none" : text;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
