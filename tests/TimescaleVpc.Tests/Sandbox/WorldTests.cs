using TimescaleVpc.Sandbox;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Sandbox;

public class WorldTests
{
    [Fact]
    public async Task Two_worlds_with_one_seed_and_the_same_requests_are_equal()
    {
        var runs = new List<(SandboxItem[] Items, SandboxRequest[] Requests, DateTime End)>();
        for (var run = 0; run < 2; run++)
        {
            using var client = new Client(7);
            await new Walk(client).UpToActive();
            runs.Add((client.World.Inventory(), client.World.Requests, client.World.Clock.UtcNow));
        }

        Assert.Equal(runs[0].Items, runs[1].Items);
        Assert.Equal(runs[0].Requests, runs[1].Requests);
        Assert.Equal(runs[0].End, runs[1].End);
    }

    [Fact]
    public async Task The_order_of_parallel_requests_does_not_show_in_the_world()
    {
        var inventories = new List<SandboxItem[]>();
        foreach (var order in new[] { new[] { 0, 1, 2, 3 }, [3, 1, 0, 2] })
        {
            using var client = new Client();
            var admin = await client.UserToken("admin", Client.GraphScope);
            foreach (var number in order) await Client.Expect(201, client.Graph(
                "POST", "/applications", admin, new { displayName = $"app-{number}" }));
            inventories.Add(client.World.Inventory());
        }

        Assert.Equal(inventories[0], inventories[1]);
    }

    [Fact]
    public async Task Another_seed_makes_other_ids()
    {
        using var one = new Client(1);
        using var two = new Client(2);
        Assert.NotEqual((await new Walk(one).App()).AppId, (await new Walk(two).App()).AppId);
        Assert.Equal(one.World.Inventory().First(item => item.Kind == "Arm.VNet"),
            two.World.Inventory().First(item => item.Kind == "Arm.VNet"));
    }

    [Fact]
    public void The_default_world_is_as_documented()
    {
        VpcSandbox world = Activator.CreateInstance<SandboxWorld>();
        string[] expected =
        [
            "Arm.Peering hub-to-spoke", "Arm.Peering spoke-to-hub", "Arm.VNet Hub-VNet", "Arm.VNet Overlap-VNet",
            "Arm.VNet Prod-VNet", "Arm.VNet Prod-VNet", "Arm.VNet Spoke-VNet", "Entra.Application Aiven VNet peering",
            "Mst.Service mst-archive", "Mst.Service mst-metrics", "Mst.Vpc timescale-azure-switzerland-north",
            "Mst.Vpc timescale-azure-westeurope",
        ];
        var names = world.Inventory().Select(item => item.ToString()).ToList();
        Assert.All(expected, name => Assert.Contains(name, names));
        Assert.Equal(new DateTime(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc), world.Clock.UtcNow);
        Assert.Equal("admin@demo.example", world.SignIn.Users[0].Key);
        Assert.Empty(world.Requests);
        Assert.Empty(world.RecycleBin());
    }

    [Fact]
    public async Task No_secret_is_in_inventory_or_log()
    {
        using var client = new Client();
        var walk = await new Walk(client).UpToActive();
        var service = await client.Mst("GET", "/project/demo-mst/service/mst-metrics");
        var text = string.Join('\n', client.World.Inventory().Select(item => item.Id + item.Name + item.Properties)
            .Concat(client.World.Requests.Select(request => request.ToString())));
        string[] secrets =
        [
            walk.Secret, "sandbox-mst-token", service["service.service_uri_params.password"]!,
            .. client.World.SignIn.Users.Select(user => user.Value), walk.Admin,
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_are_logged_in_order_and_only_changes_mutate()
    {
        using var client = new Client();
        await new Walk(client).UpToActive();
        var log = client.World.Requests;
        Assert.Equal(Enumerable.Range(1, log.Length), log.Select(request => request.Number));
        Assert.All(log, request => Assert.Equal(
            request.Method != "GET" && request.Kind != "Entra.Token", request.Mutates));
        Assert.Contains(log, request => request.Path.Contains("api-version=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fleet_in_parallel_takes_no_longer_than_one()
    {
        using var client = new Client();
        client.World.Settings.Latency["*"] = TimeSpan.FromSeconds(1);
        var start = client.World.Clock.UtcNow;
        var clock = Crew.WorkClockOf(client.World);
        using var work = clock.Work();
        await clock.SideBySideAsync([.. Enumerable.Range(0, 100).Select<int, Func<Task>>(_ => async () =>
        {
            for (var round = 0; round < 5; round++)
            {
                await clock.JoinAsync(Client.Expect(200, client.Mst("GET", "/me")));
                await Task.Delay(TimeSpan.FromSeconds(9), client.World.Time);
            }
        })]).WaitAsync(Hang.Limit);
        Assert.Equal(TimeSpan.FromSeconds(50), client.World.Clock.UtcNow - start);
    }

    [Fact]
    public async Task Latency_of_a_part_of_a_path_goes_before_the_kind()
    {
        using var client = new Client();
        var token = await client.UserToken();
        client.World.Settings.Latency["*"] = TimeSpan.FromSeconds(1);
        client.World.Settings.Latency["/Prod-VNet/"] = TimeSpan.FromSeconds(7);

        var start = client.World.Clock.UtcNow;
        await Client.Expect(200, client.Arm("GET", Client.ProdVNet.ToUpperInvariant(), token));

        Assert.Equal(TimeSpan.FromSeconds(7), client.World.Clock.UtcNow - start);
    }
}
