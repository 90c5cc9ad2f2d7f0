namespace TimescaleVpc.Engine.Steps;

/// <summary>The least that each of the two principals needs on the customer's VNet.</summary>
internal static class RoleActions
{
    private const string VNets = "Microsoft.Network/virtualNetworks/";

    /// <summary>The built-in role that the guide gives to the own application.</summary>
    public const string NetworkContributor = "4d97b98b-1d4f-4787-a291-c67834d212e7";

    /// <summary>
    /// Our application: write the link and read it. peer/action, too: by the documents only the target needs it, but
    /// the Azure CLI reports that both sides are checked. Nothing else: the VNet is read, and the link removed, by the
    /// admin's sign-in.
    /// </summary>
    public static readonly string[] Own =
    [
        VNets + "peer/action",
        VNets + "virtualNetworkPeerings/read",
        VNets + "virtualNetworkPeerings/write",
    ];

    /// <summary>The platform: be the target of a peering, and nothing else.</summary>
    public static readonly string[] Platform = [VNets + "peer/action"];

    /// <summary>The actions that a role of the user must include at least to serve as the application's role.</summary>
    public static readonly string[] OwnMinimum = [VNets + "virtualNetworkPeerings/read",
        VNets + "virtualNetworkPeerings/write"];
}
