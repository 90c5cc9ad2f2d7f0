using System.Xml.Linq;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Sandbox.Aws;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>
/// Each request of the engine and each answer of the sandbox, in the walkthroughs, their variants and undo, against the
/// vendors' own descriptions.
/// </summary>
public sealed class DescriptionTests
{
    [SharedDataFact(ArmDescription.Types)]
    public async Task What_goes_to_and_from_Arm_is_described()
    {
        var description = new ArmDescription();
        var all = (await ScenarioRuns.ToAsync("management.azure.com")).Select(description.Check).ToArray();
        Fits(all.SelectMany(item => item.Faults));
        Assert.Superset(
            new HashSet<string>
            {
                "GET virtualNetwork", "GET virtualNetworks", "GET virtualNetworkPeerings", "PUT virtualNetworkPeerings",
                "DELETE virtualNetworkPeerings", "GET operation", "GET roleDefinitions", "PUT roleDefinitions",
                "DELETE roleDefinitions", "GET roleAssignmentss", "PUT roleAssignments", "DELETE roleAssignments",
                "GET subscriptions",
            },
            all.Select(item => item.Kind).ToHashSet());
    }

    [SharedDataFact(GraphDescription.File)]
    public async Task What_goes_to_and_from_Graph_is_described()
    {
        var description = new GraphDescription();
        var all = (await ScenarioRuns.ToAsync("graph.microsoft.com")).Select(description.Check).ToArray();
        Fits(all.SelectMany(item => item.Faults));
        Assert.Superset(
            new HashSet<string>
            {
                "GET application", "PATCH application", "DELETE application", "POST addPassword",
                "POST removePassword", "GET servicePrincipal", "POST servicePrincipal", "DELETE servicePrincipal",
            },
            all.Select(item => item.Kind).ToHashSet());
    }

    [SharedDataFact("ec2-2016-11-15.json")]
    public async Task What_goes_to_and_from_Ec2_is_described()
    {
        var (requests, answers) = (new Ec2Model(), new AwsModel(VendorData.Read(VendorData.Ec2)));
        var all = (await ScenarioRuns.ToAsync("amazonaws.com"))
            .Where(item => item.Host.StartsWith("ec2.", StringComparison.Ordinal)).ToArray();
        Fits(all.SelectMany(item => requests.Faults(item.Asked)));
        Fits(all.Where(item => !item.IsError)
            .SelectMany(item => answers.Check(item.Asked["Action"]!, Members(item))));
        Assert.Empty(all.Where(item => item.IsError && Code(item) is null).Select(item => item.Body));
        string[] expected =
            [
                "AcceptVpcPeeringConnection", "AuthorizeSecurityGroupEgress", "CreateRoute", "CreateSecurityGroup",
                "CreateTags", "DeleteRoute", "DeleteSecurityGroup", "DeleteVpcPeeringConnection",
                "DescribeNetworkInterfaces", "DescribeRouteTables", "DescribeSecurityGroups", "DescribeVpcs",
                "DescribeVpcPeeringConnections", "RevokeSecurityGroupEgress",
            ];
        Assert.Empty(expected.Except(all.Select(item => item.Asked["Action"])));
    }

    [SharedDataFact("sts-2011-06-15.json")]
    public async Task What_goes_to_and_from_Sts_is_described()
    {
        var model = new AwsModel(VendorData.Read(VendorData.Sts));
        var all = (await ScenarioRuns.ToAsync("amazonaws.com"))
            .Where(item => item.Host.StartsWith("sts.", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(all);
        foreach (var item in all)
        {
            var action = item.Asked["Action"]!;
            Assert.Empty(item.Asked.Form.Select(pair => pair.Key).Except(["Action", "Version"])
                .Except(model.Parameters(action)));
            Assert.Empty(model.Check(action, XElement.Parse(item.Body).Elements()
                .Single(one => one.Name.LocalName == $"{action}Result").Elements()));
        }
    }

    [SharedDataFact(ArmDescription.Types)]
    public void The_checks_find_mistakes()
    {
        string[] expected =
        [
            "PUT virtualNetworkPeerings.etag is read only",
            "PUT virtualNetworkPeerings.properties.allowVirtualNetworkAccess must not be 1",
            "PUT virtualNetworkPeerings.properties.provisioningState is read only",
            "PUT virtualNetworkPeerings.properties.typo is unknown", "api-version 2020-01-01, not 2024-05-01",
            "no Azure-AsyncOperation", "no property hidden", "syncRemoteAddressSpace=false is not described",
            "the status is not described", "virtualNetworkPeerings: .name is missing",
            "virtualNetworkPeerings: .properties.peeringState must not be 'Open'",
        ];
        string[] findings =
        [
            .. new ArmDescription().Check(Made(
                "PUT", "https://management.azure.com/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/"
                    + "virtualNetworks/v/virtualNetworkPeerings/p?api-version=2020-01-01&syncRemoteAddressSpace=false",
                """
                {"etag":"e","properties":{"typo":1,"allowVirtualNetworkAccess":1,"provisioningState":"Succeeded"}}
                """, 200, """{"properties":{"peeringState":"Open"}}""")).Faults,
            .. new ArmDescription().Check(Made("DELETE", "https://management.azure.com/subscriptions/s/providers/"
                + "Microsoft.Authorization/roleAssignments/a?api-version=2022-04-01", "", 202, "")).Faults,
            .. new GraphDescription().Check(Made("GET",
                "https://graph.microsoft.com/v1.0/applications?$select=id,hidden", "", 200, """{"value":[]}""")).Faults,
        ];
        Assert.All(expected, text => Assert.Single(findings, fault => fault.EndsWith(text, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, findings.Length);
        Assert.Single(new ArmDescription().Check(Made("GET", "https://management.azure.com/none", "", 200, "")).Faults);
    }

    private static void Fits(IEnumerable<string> faults)
    {
        string[] all = [.. faults.Distinct()];
        Assert.True(all.Length == 0, string.Join("\n", all));
    }

    private static WireExchange Made(string method, string address, string requestBody, int status, string body) => new(
        new(new(method), new(address), new Dictionary<string, string>(), requestBody.Trim()), status,
        new Dictionary<string, string>(), body);

    private static IEnumerable<XElement> Members(WireExchange item) => XElement.Parse(item.Body).Elements().Where(one =>
        one.Name.LocalName != "requestId" && !(one.Name.LocalName == "return" && item.Asked["Action"]
            is "CreateTags" or "DeleteTags" or "ModifyNetworkInterfaceAttribute"));

    private static string? Code(WireExchange item) =>
        XElement.Parse(item.Body).Descendants().FirstOrDefault(one => one.Name.LocalName == "Code")?.Value;
}
