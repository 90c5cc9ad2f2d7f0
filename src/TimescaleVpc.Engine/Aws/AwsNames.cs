using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Names and marks of what is ours in AWS.</summary>
internal static class AwsNames
{
    public const string TagKey = "TimescaleVpc";

    /// <summary>The tag that the console shows as a name.</summary>
    public const string NameKey = "Name";

    private const string GroupStart = "timescale ";

    private const int LongestName = 200;

    /// <summary>
    /// Of the characters that AWS takes, and of what is known before the VPC is made; it may not begin with sg-.
    /// </summary>
    public static string Group(VpcPeering peering) =>
        Group(peering.VpcName ?? peering.CloudName ?? "", peering.VpcCidr);

    /// <summary>The same of the name of a VPC, and its range.</summary>
    public static string Group(string vpc, string range) => $"{GroupStart}{Plain(vpc)} {range}";

    /// <summary>What the name of a group was made of; null if it is none of ours.</summary>
    public static (string Vpc, string Range)? PartsOfGroup(string name) =>
        name.StartsWith(GroupStart, StringComparison.Ordinal) && name.LastIndexOf(' ') is var end
        && end >= GroupStart.Length && AddressRange.TryParse(name[(end + 1)..], out _, out _)
            ? (name[GroupStart.Length..end], name[(end + 1)..]) : null;

    /// <summary>The platform takes any name for a VPC; what AWS refuses becomes a dash.</summary>
    public static string Plain(string name) => string.Concat(name.Take(LongestName).Select(letter =>
        char.IsAsciiLetterOrDigit(letter) || " ._-:/()#,@[]+=&;{}!$*".Contains(letter) ? letter : '-'));

    /// <summary>The value of the tag: the platform, the project and the VPC that it is for.</summary>
    public static string TagValue(VpcPeering peering) => $"{Prefix(peering)}{peering.VpcId}";

    /// <summary>
    /// Whether this module approved the connection for this VPC. A pending request cannot be approved.
    /// </summary>
    public static bool IsApproved(Ec2Peering connection, VpcPeering peering) =>
        peering.VpcId.Length > 0 && connection.Tags.GetValueOrDefault(TagKey) == TagValue(peering)
        && connection.Status is not (Ec2PeeringStates.PendingAcceptance or Ec2PeeringStates.Initiating);

    /// <summary>Whether this module created the group for this VPC.</summary>
    public static bool IsMarked(Ec2SecurityGroup group, VpcPeering peering) =>
        group.Tags.GetValueOrDefault(TagKey) == TagValue(peering);

    /// <summary>Whether this module approved the connection for any VPC of the project.</summary>
    public static bool IsOfProject(Ec2Peering connection, VpcPeering peering) =>
        connection.Tags.GetValueOrDefault(TagKey)?.StartsWith(Prefix(peering), StringComparison.Ordinal) == true;

    private static string Prefix(VpcPeering peering) => $"{peering.Platform}/{peering.Project}/";

    /// <summary>
    /// The tag that keeps which ranges the platform copied when it peered; its API does not tell them.
    /// </summary>
    public const string RangesKey = "TimescaleVpc:Ranges";

    public static string Ranges(IEnumerable<string> cidrs) => string.Join(' ', cidrs);

    /// <summary>The description of a rule, in a group of ours or in a foreign one.</summary>
    public static string Rule(VpcPeering peering) => $"{Marks.Own}: {peering.Project}/{peering.VpcId}";
}
