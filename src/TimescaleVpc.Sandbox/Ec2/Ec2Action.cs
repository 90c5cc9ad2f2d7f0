using System.Xml.Linq;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>An action: its parameters, the permissions it requires, and the members of its response.</summary>
internal sealed record Ec2Action(string Name, string[] Parameters, Func<Ec2Request, IEnumerable<XElement?>> Respond)
{
    private static readonly string[] Listing = ["Filter.N.Name", "Filter.N.Value.N", "MaxResults", "NextToken"];

    /// <summary>Null means the action itself on <c>*</c>.</summary>
    public Func<Ec2Request, IEnumerable<AwsPermission>>? Permissions { get; init; }

    public bool IsRead => Name.StartsWith("Describe", StringComparison.Ordinal);

    /// <summary>A describe action: ids, filters and paging.</summary>
    public static Ec2Action Describe(string name, string? ids, Func<Ec2Request, IEnumerable<XElement?>> respond) =>
        new(name, [.. ids is null ? Array.Empty<string>() : [$"{ids}.N"], .. Listing], respond);
}
