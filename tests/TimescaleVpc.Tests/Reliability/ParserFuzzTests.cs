using System.Text;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Reachability;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Tests.Aws;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>Each parser of what comes from outside, by itself.</summary>
public sealed class ParserFuzzTests(ITestOutputHelper output)
{
    private const string Group =
        "/subscriptions/6a1f0c3e-52b7-4d0e-9c1d-7e3b5a90c411/resourceGroups/Network-RG";

    [Fact]
    public void Ids_of_VNets() => Fuzz.Check(
        output, "ARM resource ids",
        Fuzz.Texts(
            $"{Group}/providers/Microsoft.Network/virtualNetworks/Prod-VNet", Group, "Network-RG/Prod-VNet", "/"),
        text =>
        {
            if (!VNetId.TryParse(text, out var id)) VNetId.Parse(text);
            else Assert.Equal(id, VNetId.Parse(id.ToString()));
        });

    [Fact]
    public void Address_ranges() => Fuzz.Check(
        output, "address ranges",
        Fuzz.Texts("10.30.0.0/20", "10.200.0.128/25", "0.0.0.0/0", "fd00:1::/48", "::ffff:10.0.0.0/104", "1.2.3.4/32"),
        text =>
        {
            if (!AddressRange.TryParse(text, out var range, out var why))
            {
                Assert.NotEmpty(why);
                Assert.Throws<FormatException>(() => AddressRange.Parse(text));
                return;
            }

            Assert.Equal(range, AddressRange.Parse(range.ToString()));
            Assert.True(range.Overlaps(range));
            Assert.True(range.Contains(range.First));
        });

    [Fact]
    public async Task Records_of_the_managed_service()
    {
        string[] samples =
        [
            .. await Recordings.AnswersAsync("Mst.GetVpc"), .. await Recordings.AnswersAsync("Mst.ListVpcs"),
            .. await Recordings.AnswersAsync("Mst.ListServices"), .. await Recordings.AnswersAsync("Mst.GetService"),
            """
            {"peer_cloud_account":"a","peer_vpc":"b","state":"PENDING_PEER","state_info":{"message":"m","warnings":
             [{"conflicting_aws_account_id":"1","message":"w"}],"to-tenant-id":"t","to-network-id":"n",
             "aws_vpc_peering_connection_id":"pcx-0a1b2c3d4e5f60718"}}
            """,
        ];
        Fuzz.Check(output, "managed service records", Fuzz.Texts(samples), text =>
        {
            var node = Json.Parse(text);
            MstReader.Vpc(node, "p");
            MstReader.Peering(node, Cloud.Azure);
            MstReader.Service(node, "p");
            node.Get("vpcs").All(item => MstReader.Vpc(item, "p"));
            node.Get("services").All(item => MstReader.Service(item, "p"));
            MstReader.Service(node.Get("service"), "p");
        });
    }

    [Fact]
    public async Task Records_of_Timescale_Cloud()
    {
        string[] samples =
        [
            .. await Recordings.AnswersAsync("Cloud.ListVpcs"), .. await Recordings.AnswersAsync("Cloud.GetAuthInfo"),
            .. await Recordings.AnswersAsync("Cloud.ListPeerings"),
            .. await Recordings.AnswersAsync("Cloud.GetService"),
        ];
        Fuzz.Check(output, "Timescale Cloud records", Fuzz.Texts(samples), text =>
        {
            var node = Json.Parse(text);
            TigerReader.Vpc(node, "p");
            TigerReader.Peering(node);
            TigerReader.Service(node, "p");
            TigerReader.Identity(node);
            Json.All(node, item => TigerReader.Vpc(item, "p"));
            Json.All(node, TigerReader.Peering);
            Json.All(node, item => TigerReader.Service(item, "p"));
        });
    }

    [Fact]
    public async Task Records_of_Azure()
    {
        string[] samples =
        [
            .. await Recordings.AnswersAsync("Arm.ListVNets"), .. await Recordings.AnswersAsync("Arm.GetPeering"),
            .. await Recordings.AnswersAsync("Arm.ListRoleAssignments"),
            .. await Recordings.AnswersAsync("Arm.GetRoleDefinition"),
        ];
        Fuzz.Check(output, "Azure records", Fuzz.Texts(samples), text =>
        {
            var node = Json.Parse(text);
            ArmLinks.Read(node);
            ArmRoles.ReadRole(node);
            ArmRoles.ReadAssignment(node);
            foreach (var item in node.Items("value"))
            {
                ArmLinks.Read(item);
                ArmRoles.ReadRole(item)?.Allows(["Microsoft.Network/virtualNetworks/peer/action"]);
                ArmRoles.ReadAssignment(item);
            }
        });
    }

    /// <summary>Whatever is not refused has all items that an independent reader finds, and no other.</summary>
    [Fact]
    public async Task Records_of_EC2()
    {
        var all = (await Recordings.AllAsync())
            .Where(item => item.Kind.StartsWith("Ec2.Describe", StringComparison.Ordinal) && item.Status < 300)
            .Select(item => new Ec2Answer(item.Kind["Ec2.".Length..], item.Answer)).Distinct().ToArray();
        var cases = Fuzz.Cases(random =>
        {
            var sample = all[random.Next(all.Length)];
            return random.Next(50) == 0 ? sample : sample with { Text = Mutation.Of(sample.Text, random) };
        });
        var answer = "";
        var understood = 0;
        using var bench = new Ec2Bench(new StubHandler((_, _) => StubHandler.Answer(answer)));
        Fuzz.Check(output, "EC2 records", cases, async item =>
        {
            answer = item.Text;
            var ids = await Ec2Actions.Reads[item.Action](bench.Ec2, Ec2Query.All);
            Assert.Equal(Ec2Actions.IdsIn(item.Action, answer), ids);
            understood++;
        });
        Assert.True(understood > 50, $"{understood} answers were understood.");
    }

    [Fact]
    public async Task Nesting_of_any_depth()
    {
        Assert.Null(Json.Parse(Mutation.Nested("[", "]", 200_000)));
        Assert.Null(Json.Parse(Mutation.Nested("{\"a\":", "}", 200_000)));
        using var bench = Ec2Bench.Answering(
            "<R><vpcSet><item>" + Mutation.Nested("<a>", "</a>", 10_000) + "</item></vpcSet></R>");
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => bench.Ec2.DescribeVpcsAsync(Ec2Query.All, default));
        Assert.Equal("AnswerOverLimit", error.ErrorId);
    }

    [Fact]
    public void Profiles_of_AWS()
    {
        // It has no process and no role: a mutation of it must run nothing and send no request.
        const string Profiles =
            """
            [default]
            aws_access_key_id = AKIADEFAULT
            aws_secret_access_key = default-secret

            [prod]
            aws_access_key_id = AKIAPROD
            aws_secret_access_key = prod-secret
            aws_session_token = prod-token
            region = eu-west-1
            endpoint_url = http://127.0.0.1:3
            use_fips_endpoint = true
            """;
        Fuzz.Check(output, "AWS profile files", Fuzz.Texts(Profiles), text =>
        {
            // A file holds bytes.
            using var files = new AwsFiles(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
            var signIn = AwsSignIn.Find("prod", files.Path, _ => null);
            signIn.Endpoint(AwsService.Ec2, signIn.Region(null));
            signIn.GetAsync(CancellationToken.None).GetAwaiter().GetResult();
        }, 1000);
    }

    [Fact]
    public void Names_of_AWS_regions() => Fuzz.Check(
        output, "AWS regions", Fuzz.Texts("us-east-1", "us-gov-west-1", "cn-north-1", "eu-central-2"),
        text => Assert.Matches("^[a-z0-9-]+$", AwsRegions.Check(text)));

    [Fact]
    public void Certificates() => Fuzz.Check(
        output, "CA certificates", Fuzz.Texts(ProjectCa.Certificate),
        text =>
        {
            if (CaCertificates.TryRead(text, out var issuers)) Assert.NotEmpty(issuers.ExportCertificatePems());
        }, 1000);

    [Fact]
    public void Hosts_users_and_databases_in_a_script() => Fuzz.Check(
        output, "connection parts",
        Fuzz.Texts("mst-metrics.demo-mst.aivencloud.com", "10.30.0.4", "fd00::1", "tsdbadmin", "o'brien", "a b"),
        text =>
        {
            // What the script's own rules refuse, it refuses by this exception; the stage puts it into our words.
            foreach (var target in new[]
            {
                new ProbeTarget(text, 5432, "tsdbadmin", null, null, null),
                new ProbeTarget("localhost", 5432, text, "secret", text, null),
                new ProbeTarget("localhost", 5432, null, null, null, text),
            })
            {
                try
                {
                    var script = ProbeScript.Write(target, [text]);
                    Assert.DoesNotContain('\r', script);
                    Assert.DoesNotContain('\0', script);
                }
                catch (ArgumentException error)
                {
                    Assert.NotEmpty(error.Message);
                }
            }
        }, 1000);

    [Fact]
    public void Wildcards() => Fuzz.Check(
        output, "wildcards", Fuzz.Texts("prod*", "*", "[a-c]?x", "[!a]", "[[]", "a[", "[]", "[z-a]", "[a-]", "[\\d]"),
        text =>
        {
            Wildcard.Matches(text, "prod-vnet");
            Wildcard.Matches(text, text);
        });

    [Fact]
    public void Seeds_of_sandboxes() => Fuzz.Check(
        output, "sandbox seeds", Fuzz.Cases(random => random.Next(int.MinValue, int.MaxValue)),
        seed =>
        {
            Assert.NotEmpty(new SandboxWorld(seed).Inventory());
            return Task.CompletedTask;
        }, 200);

    [Fact]
    public void Secrets_are_taken_out_of_any_text() => Fuzz.Check(
        output, "redaction",
        Fuzz.Texts("Bearer abcdefgh", "eyJhbGciOi.eyJzdWIiOi.c2ln", "aivenv1 sandbox-mst-token", "no secret {0} {1}"),
        text =>
        {
            Redaction.Clean(text);
            Catalogue.InvalidInput.For(text, text, text, text);
            Redaction.WithoutParts(text, text);
        });

    private sealed record Ec2Answer(string Action, string Text);
}
