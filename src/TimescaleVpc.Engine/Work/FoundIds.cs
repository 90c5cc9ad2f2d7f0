namespace TimescaleVpc.Engine.Work;

/// <summary>The ids that were found for an item so far. Finders that run side by side write different ones.</summary>
internal sealed class FoundIds
{
    public string? VpcId { get; set; }

    public string? VNetId { get; set; }

    public string? AwsVpcId { get; set; }

    /// <summary>The network of a peering was found.</summary>
    public void Take(VpcPeering peering) => (VNetId, AwsVpcId) = (peering.VNetId, peering.AwsVpcId);

    /// <summary>The subject of an error: the found object, otherwise that of the error or the item.</summary>
    public static ErrorSubject Subject(FoundIds? ids, params object?[] sources)
    {
        var subjects = sources.SelectMany(Named).Select(Of).Prepend(ids is null ? new ErrorSubject() : new ErrorSubject
        {
            VpcId = ids.VpcId, VNetId = ids.VNetId, AwsVpcId = ids.AwsVpcId,
        }).ToArray();
        return new ErrorSubject
        {
            Name = sources.Select(ILabelled.Known).FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? "",
            VpcId = First(subject => subject.VpcId),
            VNetId = First(subject => subject.VNetId),
            AwsVpcId = First(subject => subject.AwsVpcId),
            Service = First(subject => subject.Service),
        };

        string? First(Func<ErrorSubject, string?> part) =>
            subjects.Select(part).FirstOrDefault(text => !string.IsNullOrEmpty(text));
    }

    private static IEnumerable<object?> Named(object? source) =>
        source is IReference reference ? reference.Parts.SelectMany(Named) : [source];

    private static ErrorSubject Of(object? source) => source switch
    {
        VpcPeering peering => new() { VpcId = peering.VpcId, VNetId = peering.VNetId, AwsVpcId = peering.AwsVpcId },
        AzurePeerGrant grant => new() { VpcId = grant.VpcId, VNetId = grant.VNetId },
        Vpc vpc => new() { VpcId = vpc.VpcId },
        AzureVNet vnet => new() { VNetId = vnet.VNetId },
        AwsVpc vpc => new() { AwsVpcId = vpc.AwsVpcId },
        ServiceVpc service => new() { Service = service.Service, VpcId = service.VpcId },
        Networking.VNetId id => new() { VNetId = id.ToString() },
        string text when Networking.VNetId.TryParse(text, out var id) => new() { VNetId = id.ToString() },
        string text when text.StartsWith("vpc-", StringComparison.OrdinalIgnoreCase) => new() { AwsVpcId = text },
        _ => new(),
    };
}
