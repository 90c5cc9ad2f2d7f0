using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Why a VPC cannot be peered with a VNet.</summary>
internal static class NotOnAzure
{
    /// <summary>Whether a network is a VNet, and not the id of an AWS VPC.</summary>
    public static bool IsVNet(NetworkRef network) => network.VNet is not null
        || network.Text is { Length: > 0 } text && !text.StartsWith("vpc-", StringComparison.OrdinalIgnoreCase);

    /// <summary>The refusal, with what can be done instead.</summary>
    public static TimescaleVpcException Refusal(Vpc vpc) => vpc.Platform == PlatformNames.TimescaleCloud
        ? Catalogue.CloudHasPrivateLinkOnly.For(vpc.VpcId, vpc, vpc.CloudName)
        : Catalogue.VpcNotOnAzure.For(vpc.VpcId, vpc, vpc.CloudName);
}
