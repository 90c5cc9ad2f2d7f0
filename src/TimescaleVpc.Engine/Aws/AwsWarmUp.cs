using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// AWS's SDK is compiled at the first use of each action, and so are its readers. All cmdlets of a pipeline are opened
/// before the first one runs, so that can go on while the platform makes its VPC.
/// </summary>
internal static class AwsWarmUp
{
    private const string Id = "none";
    private const string Range = "10.0.0.0/16";
    private const string Tags = $"<tagSet><item><key>{Id}</key><value>{Id}</value></item></tagSet>";

    private const string Side =
        $"<ownerId>{Id}</ownerId><vpcId>{Id}</vpcId><region>{Id}</region><cidrBlock>{Range}</cidrBlock>" +
        $"<cidrBlockSet><item><cidrBlock>{Range}</cidrBlock></item></cidrBlockSet>";

    private const string Peering =
        $"<vpcPeeringConnectionId>{Id}</vpcPeeringConnectionId><requesterVpcInfo>{Side}</requesterVpcInfo>" +
        $"<accepterVpcInfo>{Side}</accepterVpcInfo><status><code>active</code></status>{Tags}";

    private const string Rules =
        $"<item><ipProtocol>-1</ipProtocol><ipRanges><item><cidrIp>{Range}</cidrIp></item></ipRanges></item>";

    /// <summary>What each action of the walkthrough answers, as far as its reader looks.</summary>
    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["GetCallerIdentity"] = $"<GetCallerIdentityResult><Account>{Id}</Account></GetCallerIdentityResult>",
        ["DescribeVpcs"] = List("vpcSet",
            $"<vpcId>{Id}</vpcId><ownerId>{Id}</ownerId><state>available</state><cidrBlock>{Range}</cidrBlock>" +
            $"<cidrBlockAssociationSet><item><cidrBlock>{Range}</cidrBlock>" +
            $"<cidrBlockState><state>associated</state></cidrBlockState></item></cidrBlockAssociationSet>{Tags}"),
        ["DescribeVpcPeeringConnections"] = List("vpcPeeringConnectionSet", Peering),
        ["AcceptVpcPeeringConnection"] = $"<vpcPeeringConnection>{Peering}</vpcPeeringConnection>",
        ["DescribeRouteTables"] = List("routeTableSet",
            $"<routeTableId>{Id}</routeTableId><vpcId>{Id}</vpcId>" +
            $"<routeSet><item><destinationCidrBlock>{Range}</destinationCidrBlock>" +
            $"<vpcPeeringConnectionId>{Id}</vpcPeeringConnectionId><state>active</state></item></routeSet>" +
            $"<associationSet><item><subnetId>{Id}</subnetId><main>false</main></item></associationSet>{Tags}"),
        ["DescribeSubnets"] = List("subnetSet",
            $"<subnetId>{Id}</subnetId><vpcId>{Id}</vpcId><cidrBlock>{Range}</cidrBlock>{Tags}"),
        ["DescribeSecurityGroups"] = List("securityGroupInfo",
            $"<groupId>{Id}</groupId><groupName>{Id}</groupName><vpcId>{Id}</vpcId>" +
            $"<ipPermissionsEgress>{Rules}</ipPermissionsEgress>{Tags}"),
    };

    /// <summary>Begun when a cmdlet is opened that works on AWS.</summary>
    public static WarmUp Background { get; } = new(UseAsync);

    /// <summary>For tests: the same, to its end and with its errors.</summary>
    public static async Task UseAsync()
    {
        using var wire = new Wire(WorkClock.Real, new MadeUpResponses("text/xml", (_, form) => Body(form)));
        var signIn = AwsSignIn.From(new GivenKeys(Id, new Secret(Id)), "us-east-1");
        using var clients = new AwsClients(wire, signIn);
        var (ec2, tags) = (clients.Ec2(), new Dictionary<string, string> { [Id] = Id });
        var cancel = CancellationToken.None;

        await clients.Sts().GetCallerAccountAsync(cancel);
        await ec2.DescribeVpcsAsync(Ec2Query.All, cancel);
        await ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.Where("status-code", "active"), cancel);
        await ec2.DescribeRouteTablesAsync(Ec2Query.All, cancel);
        await ec2.DescribeSubnetsAsync(Ec2Query.All, cancel);
        await ec2.AcceptVpcPeeringConnectionAsync(Id, cancel);
        await ec2.CreateTagsAsync(Id, tags, cancel);
        await ec2.CreateRouteAsync(Id, Range, Id, cancel);
        var group = (await ec2.DescribeSecurityGroupsAsync(Ec2Query.All, cancel))[0];
        await ec2.AuthorizeSecurityGroupEgressAsync(Id, group.Outbound, cancel);
        await ec2.RevokeSecurityGroupEgressAsync(Id, group.Outbound, cancel);
    }

    private static string List(string name, string item) => $"<{name}><item>{item}</item></{name}>";

    private static string Body(string form)
    {
        var action = form.Split('&').First(part => part.StartsWith("Action=", StringComparison.Ordinal))[7..];
        return $"<{action}Response>{Answers.GetValueOrDefault(action, "<return>true</return>")}</{action}Response>";
    }
}
