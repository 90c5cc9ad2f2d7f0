using System.Runtime.CompilerServices;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Transport;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// Each client on a far end that answers anything: any status, false bodies, error bodies, Retry-After headers.
/// </summary>
public sealed class ClientFuzzTests(ITestOutputHelper output)
{
    /// <summary>Four waits of a minute at most, and a little for what is not told to wait.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(10);

    private const string Tenant = "6a1f0c3e-52b7-4d0e-9c1d-7e3b5a90c411";

    private static readonly VNetId VNet = VNetId.Parse(
        $"/subscriptions/{Tenant}/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v");

    [Fact]
    public async Task The_managed_service() => await CheckAsync("managed service client", wire =>
    {
        var api = new MstApi(new MstTransport(wire, new Uri("https://api.aiven.io"), new Secret("secret-token")), "p");
        var peer = new PlatformPeering
        {
            Account = "s", ResourceGroup = "g", Network = "n", AppId = "a", TenantId = "t",
        };
        return
        [
            ("Mst.ListVpcs", () => api.ListVpcsAsync(default)),
            ("Mst.GetVpc", () => api.GetVpcAsync("v", default)),
            ("Mst.GetVpc", () => api.DeleteVpcAsync("v", default)),
            ("Mst.GetVpc", () => api.CreateVpcAsync("c", "10.0.0.0/24", default)),
            ("Mst.CreatePeering", () => api.RequestPeeringAsync("v", peer, default)),
            ("Mst.DeletePeering", () => api.DeletePeeringAsync("v", peer, default)),
            ("Mst.ListServices", () => api.ListServicesAsync(default)),
            ("Mst.GetService", () => api.GetServiceAsync("s", default)),
            ("Mst.UpdateService", () => api.MoveServiceAsync("s", "v", default)),
            ("Mst.ListProjects", () => api.GetRolesAsync(default)),
            ("Mst.ListProjects", () => api.GetCaAsync(default)),
            ("Mst.ListProjects", () => api.ListCloudsAsync(default)),
        ];
    });

    [Fact]
    public async Task Timescale_Cloud() => await CheckAsync("Timescale Cloud client", wire =>
    {
        var transport = new TigerTransport(wire, TigerTransport.PublicApi, "public", new Secret("secret-key"));
        var api = new TigerApi(transport, "p");
        return
        [
            ("Cloud.GetAuthInfo", () => TigerApi.GetIdentityAsync(transport, default)),
            ("Cloud.ListVpcs", () => api.ListVpcsAsync(default)),
            ("Cloud.ListServices", () => api.ListAllowListsAsync(default)),
            ("Cloud.GetVpc", () => api.GetVpcAsync("v", default)),
            ("Cloud.CreateVpc", () => api.CreateVpcAsync("n", "10.0.0.0/24", "us-east-1", default)),
            ("Cloud.DeleteVpc", () => api.DeleteVpcAsync("v", default)),
            ("Cloud.ListPeerings", () => api.ListPeeringsAsync("v", default)),
            ("Cloud.CreatePeering", () => api.CreatePeeringAsync("v", "1", "us-east-1", "vpc-1", default)),
            ("Cloud.ListServices", () => api.ListServicesAsync(default)),
            ("Cloud.GetService", () => api.GetServiceAsync("s", default)),
            ("Cloud.AttachService", () => api.AttachAsync("s", "v", default)),
        ];
    });

    [Fact]
    public async Task Azure_Resource_Manager() => await CheckAsync("Azure Resource Manager client", wire =>
    {
        var arm = new ArmTransport(wire, Tokens(wire), "t");
        var (networks, roles, links) = (new ArmNetworks(arm), new ArmRoles(arm), new ArmLinks(arm, wire.Clock));
        var ends = wire.Clock.Now.AddMinutes(1);
        return
        [
            ("Arm.ListSubscriptions", () => ArmSubscriptions.ResolveAsync(wire, Tokens(wire), "t", null, default)),
            ("Arm.ListVNets", () => networks.ListAsync("s", default)),
            ("Arm.GetVNet", () => networks.GetAsync(VNet, default)),
            ("Arm.GetRoleDefinition", () => roles.GetAsync("/r", default)),
            ("Arm.ListRoleAssignments", () => roles.FindAsync("/s", "role", default)),
            ("Arm.ListRoleAssignments", () => roles.ListAssignmentsAsync("/s", "p", default)),
            ("Arm.ListPermissions", () => roles.PermissionsAsync("/s", default)),
            ("Arm.PutRoleDefinition", async () =>
                (await roles.PutAsync("s", "/r", "n", "d", ["a"], default)).Require("/r")),
            ("Arm.PutPeering", async () =>
                (await links.PutAsync(VNet, "l", "/remote", "t", new(), null, ends, default)).Require("/l")),
            ("Arm.GetPeering", () => links.DeleteAsync(VNet, "l", ends, default)),
        ];
    }, 150);

    [Fact]
    public async Task Microsoft_Graph() => await CheckAsync("Microsoft Graph client", wire =>
    {
        var graph = new GraphEntraApi(wire, Tokens(wire), "t");
        var credential = new EntraCredential(Guid.Empty.ToString(), "c", null, false);
        return
        [
            ("Graph.ListApplications", () => graph.FindAppsAsync("tag", default)),
            ("Graph.ListApplications", () => graph.GetAppAsync("a", default)),
            ("Graph.UpsertApplication", () => graph.CreateAppAsync("n", "k", ["t"], default)),
            ("Graph.UpdateApplication", () => graph.SetTagsAsync("o", ["t"], default)),
            ("Graph.DeleteApplication", () => graph.DeleteAppAsync("o", default)),
            ("Graph.ListServicePrincipals", () => graph.FindPrincipalAsync("a", default)),
            ("Graph.CreateServicePrincipal", () => graph.CreatePrincipalAsync("a", "t", default)),
            ("Graph.AddPassword", () => graph.AddSecretAsync("o", "n", wire.Clock.Now, default)),
            ("Graph.ListApplications", () => graph.AddKeyAsync("o", "n", [1], wire.Clock.Now, wire.Clock.Now, default)),
            ("Graph.RemovePassword", () => graph.RemoveCredentialAsync("o", credential, default)),
        ];
    }, 150);

    [Fact]
    public async Task Entra_tokens() => await CheckAsync("Entra token client", wire =>
    {
        var app = new AzureTokens(() => SignIn.App(wire, "t", "app", new Secret("secret")), wire.Clock);
        var user = new AzureTokens(
            () => new DelegateCredential(new SandboxUser(wire, "t", "u", new Secret("secret")).GetTokenAsync),
            wire.Clock);
        return
        [
            ("Entra.Token", () => app.GetAsync(AzureTokens.Arm, Tenant, DateTimeOffset.MaxValue, default).AsTask()),
            ("Entra.Token", () => user.GetAsync(AzureTokens.Arm, null, DateTimeOffset.MaxValue, default).AsTask()),
        ];
    }, 200);

    [Fact]
    public async Task EC2_and_STS() => await CheckAsync("EC2 and STS client", wire =>
    {
        var keys = new GivenKeys("AKIDEXAMPLE", new Secret("secret"));
        var clients = new AwsClients(wire, AwsSignIn.From(keys, "us-east-1"));
        var (ec2, tags) = (clients.Ec2(), new Dictionary<string, string> { ["k"] = "v" });
        return
        [
            ("Sts.GetCallerIdentity", () => clients.Sts().GetCallerAccountAsync(default)),
            ("Ec2.DescribeVpcs", () => ec2.DescribeVpcsAsync(Ec2Query.All, default)),
            ("Ec2.DescribeVpcPeeringConnections",
                () => ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.Where("status-code", "active"), default)),
            ("Ec2.DescribeRouteTables", () => ec2.DescribeRouteTablesAsync(Ec2Query.Where("vpc-id", "v"), default)),
            ("Ec2.DescribeSecurityGroups",
                () => ec2.DescribeSecurityGroupsAsync(Ec2Query.Where("vpc-id", "v"), default)),
            ("Ec2.DescribeSubnets", () => ec2.DescribeSubnetsAsync(Ec2Query.All, default)),
            ("Ec2.DescribeSubnets", () => ec2.DescribeNetworkAclsAsync(Ec2Query.All, default)),
            ("Ec2.AcceptVpcPeeringConnection", () => ec2.AcceptVpcPeeringConnectionAsync("pcx-1", default)),
            ("Ec2.CreateRoute", () => ec2.CreateRouteAsync("r", "10.0.0.0/8", "pcx-1", default)),
            ("Ec2.CreateSecurityGroup",
                () => ec2.CreateSecurityGroupAsync(new("v", "n", "d") { Tags = tags }, default)),
            ("Ec2.AuthorizeSecurityGroupEgress",
                () => ec2.AuthorizeSecurityGroupEgressAsync("g", [Ec2Permission.AllOut], default)),
            ("Ec2.CreateTags", () => ec2.CreateTagsAsync("r", tags, default)),
        ];
    }, 150);

    private static AzureTokens Tokens(Wire wire) => new(
        () => new DelegateCredential((_, _, _) => Task.FromResult(("token", wire.Clock.Now.AddHours(1)))), wire.Clock);

    private async Task CheckAsync(
        string name, Func<Wire, (string Kind, Func<Task> Call)[]> make, int perCall = 300,
        [CallerMemberName] string test = "")
    {
        HttpResponseMessage? Answer(FalseAnswer? falseAnswer) => falseAnswer?.Response();
        FalseAnswer? current = null;
        var stub = new StubHandler((_, _) => Answer(current)!);
        var time = new LeapTime();
        using var wire = new Wire(new WorkClock(time, Still.Instance), stub);
        var calls = make(wire);
        var samples = new List<string[]>();
        foreach (var (kind, _) in calls) samples.Add([.. await Recordings.AnswersAsync(kind), .. Errors(kind)]);
        Fuzz.Check(
            output, name, Fuzz.Cases(random => FalseAnswer.Make(random, samples)),
            async answer =>
            {
                (current, var before) = (answer, time.Waited);
                stub.Requests.Clear();
                await calls[answer.Call].Call();
                Assert.InRange(time.Waited - before, TimeSpan.Zero, LongestCall);
                Assert.InRange(stub.Requests.Count, 0, 200);
            },
            perCall * calls.Length, test: test);
    }

    /// <summary>The platforms' own error bodies, to spoil as well.</summary>
    private static string[] Errors(string kind) => kind.Split('.')[0] switch
    {
        "Mst" => ["""{"message":"Not Found","errors":[{"message":"Not Found","status":404,"error_code":"x"}]}"""],
        "Cloud" => ["""{"code":"NOT_FOUND","message":"no Endpoint for that service","details":"d"}"""],
        "Arm" =>
            ["""{"error":{"code":"AuthorizationFailed","message":"action 'Microsoft.Network/x/write' over scope"}}"""],
        "Graph" =>
        [
            """
            {"error":{"code":"Request_ResourceNotFound","message":"m","innerError":{"request-id":"r","date":"d"}}}
            """,
        ],
        "Entra" =>
        [
            """
            {"error":"invalid_client","error_description":"AADSTS7000215: No. Trace ID: t","error_codes":[7000215]}
            """,
        ],
        "Sts" => ["<ErrorResponse><Error><Code>AccessDenied</Code><Message>m</Message></Error></ErrorResponse>"],
        _ => [StubHandler.Error("UnauthorizedOperation", "ec2:CreateRoute Encoded authorization failure message: x")],
    };
}
