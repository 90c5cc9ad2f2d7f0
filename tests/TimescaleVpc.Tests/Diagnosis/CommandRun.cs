using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>
/// Runs the command of a finding without a PowerShell, which costs too much for each case. It knows the cmdlets and
/// parameters that findings use, and no others; that PowerShell knows them, tests/Pester/Diagnosis.Tests.ps1 shows.
/// </summary>
internal static partial class CommandRun
{
    /// <returns>The errors; empty if there were none.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Walk walk, string command)
    {
        var errors = new List<string>();
        foreach (var pipeline in Split([.. Word().Matches(command).Select(match => match.Value)], "&&"))
        {
            if (errors.Count > 0) break;
            object?[] items = [null];
            foreach (var words in Split(pipeline, "|"))
            {
                if (items.Length == 0) break;
                items = await StageAsync(walk, new Words(words), items, errors);
            }
        }

        return errors;
    }

    private static async Task<object?[]> StageAsync(Walk walk, Words words, object?[] items, List<string> errors)
    {
        if (words.Name == "Where-Object")
        {
            return words["0"] switch
            {
                "Leftovers" => [.. items.Where(item => item is VpcPeering { Leftovers.Length: > 0 })],
                "VpcId" => [.. items.Where(item => item is VpcPeering peering && Same(peering.VpcId, words["EQ"]))],
                var name => throw new NotSupportedException(name),
            };
        }

        var (request, namedItem) = Of(words);
        words.AssertAllUsed();
        try
        {
            // A record names what it was; a cmdlet that gets one looks anew.
            var inputs = namedItem is null ? items : [namedItem];
            var outputs = await walk.RunAsync<object>(request, null, inputs);
            errors.AddRange(walk.Said.Errors.Select(error => $"{words.Name}: {error.ErrorId}: {error.Message}"));
            return outputs;
        }
        catch (TimescaleVpcException error)
        {
            errors.Add($"{words.Name}: {error.ErrorId}: {error.Message}");
            return [];
        }
    }

    private static (StageRequest Request, object? Item) Of(Words words) => words.Name switch
    {
        "Get-VpcPeering" => (new GetPeeringRequest(), Peering(words)),
        "Grant-AzurePeerRole" => (new GrantPeerRoleRequest(), new PeerPair(Vpc(words)!, VNet(words)!)),
        "Add-VpcPeering" => (new AddPeeringRequest(), words.Has("Vpc")
            ? new AwsPeerPair(Vpc(words)!, new AwsVpcRef(null, words["AwsVpc"]) { AwsRegion = words.Get("AwsRegion") })
            : null),
        "Approve-VpcPeering" => (new ApprovePeeringRequest
        {
            UseCertificate = words.Has("UseCertificate"), Force = words.Has("Force"),
            RouteTableId = [.. words.All("RouteTableId")],
        }, null),
        "Wait-VpcPeering" => (new WaitPeeringRequest(), null),
        "Update-VpcPeering" => (new UpdatePeeringRequest(), null),
        "Remove-VpcPeering" => (new RemovePeeringRequest(), null),
        "Undo-VpcPeering" => (new UndoPeeringRequest(), null),
        "Grant-AwsPeerEgress" => (new GrantEgressRequest { Port = [.. words.All("Port").Select(int.Parse)] }, null),
        "Get-TimescaleVpc" => (new GetVpcRequest { VpcId = words["0"] }, null),
        "Set-ServiceVpc" => (new SetServiceRequest { Service = [words["Service"]] }, Vpc(words)),
        _ => throw new NotSupportedException(words.Name),
    };

    private static PeeringRef Peering(Words words) => new(null, Vpc(words), VNet(words) ?? (words.Has("AwsVpc")
        ? new VNetRef(null, words["AwsVpc"]) : null));

    private static VpcRef? Vpc(Words words) => words.Has("Vpc") ? new VpcRef(null, words["Vpc"]) : null;

    private static VNetRef? VNet(Words words) => !words.Has("VNet") ? null
        : words["VNet"].Split('/') is [var group, var name] ? new VNetRef(null, name)
        {
            ResourceGroupName = group, SubscriptionId = words.Get("SubscriptionId"),
        }
        : new VNetRef(null, words["VNet"]);

    private static IEnumerable<string[]> Split(string[] words, string mark)
    {
        var part = new List<string>();
        foreach (var word in words.Append(mark))
        {
            if (word != mark)
            {
                part.Add(word);
                continue;
            }

            yield return [.. part];
            part.Clear();
        }
    }

    /// <summary>The name and the parameters of one command; what has no name is called by its place.</summary>
    private sealed class Words
    {
        private readonly Dictionary<string, string> parameters = [];
        private readonly HashSet<string> usedNames = [];

        public Words(string[] words)
        {
            Name = words[0];
            for (var index = 1; index < words.Length; index++)
            {
                if (words[index][0] != '-') parameters["0"] = Text(words[index]);
                else if (index + 1 < words.Length && words[index + 1][0] != '-')
                    parameters[words[index][1..]] = Text(words[++index]);
                else parameters[words[index][1..]] = "";
            }
        }

        public string Name { get; }

        public string this[string name] => Get(name) ?? throw new NotSupportedException($"{Name} without {name}");

        public bool Has(string name) => Get(name) is not null;

        public string? Get(string name)
        {
            usedNames.Add(name);
            return parameters.GetValueOrDefault(name);
        }

        public string[] All(string name) => Get(name) is { } text ? text.Split(',') : [];

        public void AssertAllUsed() => Assert.Empty(parameters.Keys.Except(usedNames));

        private static string Text(string word) =>
            word[0] == '\'' ? word[1..^1].Replace("''", "'", StringComparison.Ordinal) : word;
    }

    [GeneratedRegex(@"'(?:[^']|'')*'|[|;]|[^\s|;]+")]
    private static partial Regex Word();
}
