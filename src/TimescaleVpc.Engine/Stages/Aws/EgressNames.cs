using TimescaleVpc.Engine.Peering;

namespace TimescaleVpc.Engine.Stages.Aws;

/// <summary>Names and marks of security groups and rules of ours.</summary>
internal static class EgressNames
{
    public const string TagKey = "TimescaleVpc";

    /// <summary>Of the characters that AWS takes; it may not begin with sg-.</summary>
    public static string Group(VpcPeering peering) => $"timescale-{peering.VpcName ?? peering.VpcId}-{peering.VpcId}";

    /// <summary>What the tag says: which VPC of which project the group is for.</summary>
    public static string TagValue(VpcPeering peering) => $"{peering.Project}/{peering.VpcId}";

    /// <summary>What is written beside a rule, in a group of ours or of somebody else.</summary>
    public static string Rule(VpcPeering peering) => $"{Names.Mark}: {peering.Project}/{peering.VpcId}";
}
