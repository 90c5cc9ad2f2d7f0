using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>In which cloud a network lies, and whether a peering of the platform leads to it.</summary>
public sealed class CloudTests
{
    private const string Account = "0b1f6471-1bf0-4dda-aec3-cb9272f09590";

    private static readonly DecisionTable Names = new("""
        name                               | cloud and region
        timescale-azure-westeurope         | Azure westeurope
        azure-westeurope, AZURE-westeurope | Azure westeurope
        timescale-aws-us-east-1            | Aws us-east-1
        aws-us-east-1                      | Aws us-east-1
        google-europe-west1                | Other europe-west1
        timescale-google-europe-west1      | Other europe-west1
        do-ams                             | Other ams
        timescale-azurestack-one           | Other timescale-azurestack-one
        us-east-1                          | Other us-east-1
        -                                  | Other
        """);

    [Fact]
    public void A_cloud_name_holds_the_cloud_and_its_region()
    {
        string[] names =
        [
            "timescale-azure-westeurope", "azure-westeurope", "AZURE-westeurope", "timescale-aws-us-east-1",
            "aws-us-east-1", "google-europe-west1", "timescale-google-europe-west1", "do-ams",
            "timescale-azurestack-one", "us-east-1", "",
        ];
        foreach (var name in names)
            Names.Check($"{CloudNames.Cloud(name)} {CloudNames.Region(name)}".Trim(), name);

        Names.CheckAllRowsDecided();
    }

    /// <summary>The parts that name a network: its holder, its place and its own name. Case does not count.</summary>
    private static readonly DecisionTable Peers = new("""
        of    | shown | account | place        | network | leads
        Azure | Azure | same    | same         | same    | True
        Aws   | Aws   | same    | same, of VPC | same    | True
        Other | Other | same    | *            | same    | True
        *     | *     | *       | *            | *       | False
        """);

    /// <summary>What has the same names in another cloud is another network.</summary>
    [Fact]
    public void A_peering_leads_to_a_network_of_its_cloud_that_is_named_alike()
    {
        foreach (var of in Enum.GetValues<Cloud>())
        foreach (var cloud in Enum.GetValues<Cloud>())
        foreach (var account in new[] { "same", "other" })
        foreach (var place in new[] { "same", "other", "of VPC" })
        foreach (var network in new[] { "same", "other" })
        {
            var accountId = account == "same" ? Account.ToUpperInvariant() : "x";
            var networkId = network == "same" ? "NETWORK" : "x";
            var peering = new PlatformPeering
            {
                Cloud = cloud, Account = accountId, Network = networkId,
                // In Azure the place is the resource group; AWS's region is not told where it is the VPC's own.
                ResourceGroup = cloud == Cloud.Azure ? place == "same" ? "PLACE" : "x" : null,
                Region = cloud == Cloud.Azure || place == "of VPC" ? "" : place == "same" ? "PLACE" : "x",
            };
            var leads = (peering with { NetworkId = IdOf(peering) }).LeadsTo(WantedOf(of), "place");
            Peers.Check(leads, of, cloud, account, place, network);
        }

        Peers.CheckAllRowsDecided();
    }

    /// <summary>The id that the platform gives a network.</summary>
    private static string IdOf(PlatformPeering peering) => peering.Cloud switch
    {
        Cloud.Azure => peering.VNet.ToString(), Cloud.Aws => peering.Network,
        _ => $"{peering.Account}/{peering.Network}",
    };

    /// <summary>
    /// It has the names of all clouds, so that only the side of its own cloud tells which of them count.
    /// </summary>
    private static PlatformPeering WantedOf(Cloud cloud)
    {
        var peering = new VpcPeering
        {
            Cloud = cloud, VpcRegion = "place",
            VNetId = $"/subscriptions/{Account}/resourceGroups/place"
                + "/providers/Microsoft.Network/virtualNetworks/network",
            AwsAccountId = Account, AwsRegion = "place", AwsVpcId = "network", OtherNetworkId = $"{Account}/network",
        };
        return cloud switch
        {
            Cloud.Azure => AzurePeerings.ForPlatform(peering), Cloud.Aws => AwsPeerings.ForPlatform(peering),
            _ => new OtherSide(null!).ForPlatform(peering),
        };
    }
}
