using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Graph;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Mst;

namespace TimescaleVpc.Tests.Sandbox;

public class RouteTests
{
    private const string Vpc = "/v1/project/p/vpcs/v";
    private const string Account = Vpc + "/peering-connections/peer-accounts/a";
    private const string Vnet = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n";
    private static readonly string[] Verbs = ["GET", "HEAD", "PUT", "POST", "PATCH", "DELETE"];

    /// <summary>Path, then each verb that is served with its kind.</summary>
    public static TheoryData<string, string, string> Paths => new()
    {
        { "api.aiven.io", "/v1/me", "GET Mst.GetMe" },
        { "api.aiven.io", "/v1/project", "GET Mst.ListProjects" },
        { "api.aiven.io", "/v1/project/p", "GET Mst.GetProject" },
        { "api.aiven.io", "/v1/clouds", "GET Mst.ListClouds" },
        { "api.aiven.io", "/v1/project/p/clouds", "GET Mst.ListClouds" },
        { "api.aiven.io", "/v1/project/p/kms/ca", "GET Mst.GetCa" },
        { "api.aiven.io", "/v1/project/p/vpcs", "GET Mst.ListVpcs, POST Mst.CreateVpc" },
        { "api.aiven.io", Vpc, "GET Mst.GetVpc, DELETE Mst.DeleteVpc" },
        { "api.aiven.io", $"{Vpc}/peering-connections", "POST Mst.CreatePeering" },
        { "api.aiven.io", $"{Vpc}/peering-connections/refresh", "POST Mst.RefreshPeerings" },
        { "api.aiven.io", Account, "" },
        { "api.aiven.io", $"{Account}/peer-vpcs/n", "DELETE Mst.DeletePeering" },
        { "api.aiven.io", $"{Account}/peer-vpcs/n/peer-regions/r", "DELETE Mst.DeletePeering" },
        { "api.aiven.io", $"{Account}/peer-resource-groups/g", "" },
        { "api.aiven.io", $"{Account}/peer-resource-groups/g/peer-vpcs/n", "DELETE Mst.DeletePeering" },
        { "api.aiven.io", $"{Vpc}/user-peer-network-cidrs", "PUT Mst.PutPeerCidrs" },
        { "api.aiven.io", "/v1/project/p/vpc-peering-connection-types", "GET Mst.ListPeeringTypes" },
        { "api.aiven.io", "/v1/project/p/service", "GET Mst.ListServices" },
        { "api.aiven.io", "/v1/project/p/service/s", "GET Mst.GetService, PUT Mst.UpdateService" },
        { "login.microsoftonline.com", "/common/discovery/instance", "GET Entra.Discovery" },
        { "login.microsoftonline.com", "/t/oauth2/v2.0/token", "POST Entra.Token" },
        { "login.microsoftonline.com", "/t/oauth2/v2.0/authorize", "" },
        { "graph.microsoft.com", "/v1.0/applications", "GET Graph.ListApplications, POST Graph.CreateApplication" },
        { "graph.microsoft.com", "/v1.0/applications/x",
            "GET Graph.GetApplication, PATCH Graph.UpdateApplication, DELETE Graph.DeleteApplication" },
        { "graph.microsoft.com", "/v1.0/applications(appId='x')",
            "GET Graph.GetApplication, PATCH Graph.UpdateApplication, DELETE Graph.DeleteApplication" },
        { "graph.microsoft.com", "/v1.0/applications(uniqueName='x')",
            "GET Graph.GetApplication, PATCH Graph.UpsertApplication" },
        { "graph.microsoft.com", "/v1.0/applications/x/addPassword", "POST Graph.AddPassword" },
        { "graph.microsoft.com", "/v1.0/applications/x/removePassword", "POST Graph.RemovePassword" },
        { "graph.microsoft.com", "/v1.0/applications/x/owners", "" },
        { "graph.microsoft.com", "/v1.0/servicePrincipals",
            "GET Graph.ListServicePrincipals, POST Graph.CreateServicePrincipal" },
        { "graph.microsoft.com", "/v1.0/servicePrincipals/x",
            "GET Graph.GetServicePrincipal, PATCH Graph.UpdateServicePrincipal, DELETE Graph.DeleteServicePrincipal" },
        { "graph.microsoft.com", "/v1.0/servicePrincipals(appId='x')",
            "GET Graph.GetServicePrincipal, PATCH Graph.UpsertServicePrincipal, DELETE Graph.DeleteServicePrincipal" },
        { "graph.microsoft.com", "/v1.0/organization", "GET Graph.ListOrganization" },
        { "graph.microsoft.com", "/v1.0/me", "GET Graph.GetMe" },
        { "graph.microsoft.com", "/v1.0/directoryObjects/getByIds", "POST Graph.GetByIds" },
        { "graph.microsoft.com", "/v1.0/directory/deletedItems/microsoft.graph.application",
            "GET Graph.ListDeletedApplications, DELETE Graph.DeletePermanently" },
        { "graph.microsoft.com", "/v1.0/directory/deletedItems/x", "DELETE Graph.DeletePermanently" },
        { "graph.microsoft.com", "/v1.0/policies/defaultAppManagementPolicy", "GET Graph.GetAppManagementPolicy" },
        { "management.azure.com", "/tenants", "GET Arm.ListTenants" },
        { "management.azure.com", "/subscriptions", "GET Arm.ListSubscriptions" },
        { "management.azure.com", "/subscriptions/s", "GET Arm.GetSubscription" },
        { "management.azure.com", "/subscriptions/s/resourcegroups", "GET Arm.ListResourceGroups" },
        { "management.azure.com", "/subscriptions/s/resourcegroups/g", "GET Arm.GetResourceGroup" },
        { "management.azure.com", "/subscriptions/s/providers/Microsoft.Network", "GET Arm.GetProvider" },
        { "management.azure.com", "/subscriptions/s/providers/Microsoft.Network/virtualNetworks",
            "GET Arm.ListVNets" },
        { "management.azure.com", Vnet, "GET Arm.GetVNet" },
        { "management.azure.com", Vnet.ToUpperInvariant(), "GET Arm.GetVNet" },
        { "management.azure.com", $"{Vnet}/virtualNetworkPeerings", "GET Arm.ListPeerings" },
        { "management.azure.com", $"{Vnet}/virtualNetworkPeerings/x",
            "GET Arm.GetPeering, PUT Arm.PutPeering, DELETE Arm.DeletePeering" },
        { "management.azure.com", $"{Vnet}/subnets/x", "" },
        { "management.azure.com", "/subscriptions/s/providers/Microsoft.Network/networkSecurityGroups",
            "GET Arm.ListNetworkSecurityGroups" },
        { "management.azure.com", "/subscriptions/s/providers/Microsoft.Network/networkInterfaces",
            "GET Arm.ListNetworkInterfaces" },
        { "management.azure.com", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/x",
            "GET Arm.GetNetworkInterface" },
        { "management.azure.com", "/subscriptions/s/resourcegroups/g/providers/Microsoft.Network/routetables",
            "GET Arm.ListRouteTables" },
        { "management.azure.com", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/x",
            "GET Arm.GetRouteTable" },
        { "management.azure.com",
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/x",
            "GET Arm.GetNetworkSecurityGroup" },
        { "management.azure.com", "/subscriptions/s/providers/Microsoft.Network/locations/r/usages",
            "GET Arm.ListUsages" },
        { "management.azure.com", "/subscriptions/s/providers/Microsoft.Network/locations/r/operations/o",
            "GET Arm.GetOperation" },
        { "management.azure.com", "/subscriptions/s/providers/Microsoft.Network/locations/r/operationResults/o",
            "GET Arm.GetOperationResult" },
        { "management.azure.com", "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/x",
            "GET Arm.GetRoleDefinition, PUT Arm.PutRoleDefinition, DELETE Arm.DeleteRoleDefinition" },
        { "management.azure.com", $"{Vnet}/providers/Microsoft.Authorization/roleDefinitions",
            "GET Arm.ListRoleDefinitions" },
        { "management.azure.com", $"{Vnet}/providers/Microsoft.Authorization/roleAssignments",
            "GET Arm.ListRoleAssignments" },
        { "management.azure.com", $"{Vnet}/providers/Microsoft.Authorization/roleAssignments/x",
            "GET Arm.GetRoleAssignment, PUT Arm.PutRoleAssignment, DELETE Arm.DeleteRoleAssignment" },
        { "management.azure.com", $"{Vnet}/providers/Microsoft.Authorization/permissions", "GET Arm.ListPermissions" },
        { "management.azure.com", $"{Vnet}/providers/Microsoft.Authorization/locks", "GET Arm.ListLocks" },
        { "management.azure.com", $"{Vnet}/providers/Microsoft.Authorization/locks/x", "GET Arm.GetLock" },
        { "management.azure.com", $"{Vnet}/providers/Microsoft.Authorization/policyAssignments",
            "GET Arm.ListPolicyAssignments" },
        { "management.azure.com", $"{Vnet}/providers/Microsoft.Authorization/policyAssignments/x",
            "GET Arm.GetPolicyAssignment" },
        { "management.azure.com", "/subscriptions/s/providers/Microsoft.Authorization/policyDefinitions/x",
            "GET Arm.GetPolicyDefinition" },
        { "management.azure.com", $"{Vnet}/providers/Microsoft.Authorization/denyAssignments",
            "GET Arm.ListDenyAssignments" },
        { "management.azure.com", $"{Vnet}/providers/Microsoft.Authorization/denyAssignments/x",
            "GET Arm.GetDenyAssignment" },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void Each_verb_of_each_path_is_served_by_name_or_not_at_all(string host, string path, string served)
    {
        var table = Hosts().Find(host)!.Table;
        var findings =
            Verbs.Select(verb => (verb, table.Find(verb, path, new Dictionary<string, string>()).Route?.Kind))
            .Where(pair => pair.Kind is not null).Select(pair => $"{pair.verb} {pair.Kind}");
        Assert.Equal(served.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(), findings.Order());
    }

    [Fact]
    public void Every_kind_is_in_the_table_above()
    {
        var tested = Paths.SelectMany(row => ((string)row[2]).Split(", ", StringSplitOptions.RemoveEmptyEntries))
            .Select(item => item.Split(' ')[1]).ToHashSet();
        Assert.Equal(["Entra.OpenIdConfiguration", "Entra.UserRealm", "Graph.ListDeletedServicePrincipals"],
            Hosts().Kinds.Except(tested));
    }

    [Theory]
    [InlineData("/subscriptions/s/resourceGroups/g/x/providers/Microsoft.Network/virtualNetworks/n")]
    [InlineData("/subscriptions//resourceGroups/g")]
    [InlineData("/x/subscriptions/s")]
    public void A_path_matches_whole_or_not_at_all(string path) => Assert.Equal((null, false),
        Hosts().Find("management.azure.com")!.Table.Find("GET", path, new Dictionary<string, string>()));

    private static Hosts Hosts()
    {
        var world = new World(1, 1);
        return new Hosts([new MstHost(world), new EntraHost(world), new GraphHost(world), new ArmHost(world)]);
    }
}
