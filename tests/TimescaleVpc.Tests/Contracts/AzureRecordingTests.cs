using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Transport;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>The engine on what real Azure has answered.</summary>
public sealed class AzureRecordingTests
{
    private static readonly string[] Peerings =
    [
        "vnet-peering-2022-05", "vnet-peering-2024-09", "vnet-peering-java-2020-02", "vnet-peering-net-2019-12",
        "vnet-peering-params-2024-09", "vnet-peering-sync-2024-09",
    ];

    [SharedDataFact(AzureRecordings.One)]
    public async Task Every_recorded_answer_is_read()
    {
        var (faults, read, unread) = (new List<string>(), 0, new List<string>());
        foreach (var (file, exchange) in AzureRecordings.All)
        {
            using var reading = new AzureReading(exchange);
            try
            {
                if (await reading.CheckAsync()) read++;
                else unread.Add($"{exchange}");
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                faults.Add($"{file}: {exchange}: {error.GetType().Name} {error.Message}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        // The engine reads no groups, no single service principals and no results of operations.
        Assert.All(unread, text => Assert.Matches(
            "^GET (/subscriptions/[^/]+/resource[Gg]roups/[^/]+|/v1.0/servicePrincipals/.*|.*/operationResults/.*) ->|"
            + "^POST /v1.0/servicePrincipals/", text));
        Assert.True(read > 200, $"{read}");
    }

    /// <summary>
    /// What real Azure answered is kept, put into a report with stand-ins, and replayed: the readers read it as before.
    /// </summary>
    [SharedDataFact(AzureRecordings.One)]
    public async Task Every_recorded_answer_is_read_out_of_a_report()
    {
        var (faults, read) = (new List<string>(), 0);
        foreach (var file in AzureRecordings.All.GroupBy(one => one.File, one => one.Exchange))
        {
            foreach (var exchange in RecordedReport.Of(file))
            {
                using var reading = new AzureReading(exchange);
                try
                {
                    if (await reading.CheckAsync()) read++;
                }
                catch (Exception error) when (error is not OutOfMemoryException)
                {
                    faults.Add($"{file.Key}: {exchange}: {error.GetType().Name} {error.Message}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(read > 200, $"{read}");
    }

    [SharedDataFact(AzureRecordings.One)]
    public async Task A_link_comes_to_its_recorded_end()
    {
        foreach (var file in Peerings)
        {
            var replay = new AzureReplay(file);
            var time = new LeapTime();
            using var wire = new Wire(new WorkClock(time, Still.Instance), replay.Handler);
            var links = new ArmLinks(new ArmTransport(wire, EveryClient.Tokens(wire), null), wire.Clock);
            var all = AzureRecordings.Of(file);
            var (changes, used) = (0, new HashSet<AzureExchange>());
            foreach (var (change, at) in all.Select((one, at) => (one, at)).Where(pair => pair.one.Method != "GET"
                && pair.one.Path.Contains("/virtualNetworkPeerings/", StringComparison.Ordinal)))
            {
                changes++;
                var words = change.Path.Split("/virtualNetworkPeerings/");
                var (vnet, name) = (VNetId.Parse(words[0]), words[1]);
                var ends = wire.Clock.Now.AddMinutes(10);
                if (change.Method == "DELETE")
                {
                    Assert.Null(await links.DeleteAsync(vnet, name, ends, default));
                    continue;
                }

                var before = time.Waited;
                var creation = await links.PutAsync(vnet, name, "/remote", "tenant", new(), null, ends, default);
                var end = all.Skip(at).First(one =>
                    one.Method == "GET" && one.Path == change.Path && used.Add(one));
                var (link, lastLink) = (ArmLinks.Read(creation.Body), ArmLinks.Read(end.Json));
                Assert.True(creation.Succeeded, $"{file}: {change}: {creation.Code}");
                Assert.Equal((lastLink.State, lastLink.SyncLevel, string.Join(',', lastLink.RemoteAddressPrefixes)),
                    (link.State, link.SyncLevel, string.Join(',', link.RemoteAddressPrefixes)));
                Assert.Equal("Succeeded", creation.Body!["properties"]!["provisioningState"]!.ToString());
                if (change.Headers.TryGetValue("retry-after", out var wait))
                    Assert.True(time.Waited - before >= TimeSpan.FromSeconds(int.Parse(wait, null)), file);
            }

            Assert.True(changes > 1 && replay.Polls >= changes, $"{file}: {changes} changes, {replay.Polls} polls");
        }
    }
}
