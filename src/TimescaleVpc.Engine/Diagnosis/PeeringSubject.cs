using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>A peering as findings name it, with the commands that mean it.</summary>
/// <param name="Name">The peering in one line.</param>
/// <param name="Peering">The peering; null for what belongs to none.</param>
internal sealed record PeeringSubject(string Name, VpcPeering? Peering = null) : IFormattable
{
    /// <summary>The command that finds it.</summary>
    private const string Get = "get";

    /// <summary>The pipeline that makes it, or goes on from where it stopped: doing it again changes nothing.</summary>
    private const string Make = "make";

    /// <summary>The parameters that name it.</summary>
    private const string Names = "names";

    public string ToString(string? format, IFormatProvider? formatProvider) => format switch
    {
        Get => $"Get-VpcPeering {Parameters}",
        Make when Peering?.Cloud == Cloud.Azure =>
            $"Grant-AzurePeerRole {Parameters} | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering",
        Make => $"Add-VpcPeering {Parameters}{Region} | Approve-VpcPeering | Wait-VpcPeering",
        Names => Parameters,
        _ => Name,
    };

    public override string ToString() => Name;

    /// <summary>A VPC without a peering is looked for where the sign-in is, unless its region is named.</summary>
    private string Region => Peering is { AwsVpcId: not null, AwsRegion: { Length: > 0 } region }
        ? $" -AwsRegion {PowerShellLiteral.Argument(region)}" : "";

    private string Parameters
    {
        get
        {
            var vpc = $"-Vpc {PowerShellLiteral.Argument(Peering?.VpcId ?? "")}";
            return Peering?.Cloud switch
            {
                Cloud.Azure => $"{vpc} {VNet(Peering.VNetId ?? "")}",
                Cloud.Aws => $"{vpc} -AwsVpc {PowerShellLiteral.Argument(Peering.AwsVpcId ?? "")}",
                _ => vpc,
            };
        }
    }

    /// <summary>The parts of an ARM id, which name the same VNet and fit into the lines of a screen.</summary>
    private static string VNet(string id) => VNetId.TryParse(id, out var parts)
        ? $"-VNet {PowerShellLiteral.Argument($"{parts.ResourceGroup}/{parts.Name}")} "
            + $"-SubscriptionId {PowerShellLiteral.Argument(parts.Subscription)}"
        : $"-VNet {PowerShellLiteral.Argument(id)}";
}
