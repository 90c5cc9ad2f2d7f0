using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>
/// A far end that answers as one recording did, in its order: the next exchange of the method and path that was not
/// played yet. The address of an operation must come back byte for byte.
/// </summary>
internal sealed class AzureReplay
{
    private readonly AzureExchange[] exchanges;
    private readonly HashSet<int> played = [];
    private int last = -1;

    public AzureReplay(string file)
    {
        exchanges = AzureRecordings.Of(file);
        Handler = new StubHandler((request, _) => Answer(request));
    }

    public StubHandler Handler { get; }

    /// <summary>How many operations were asked how they are.</summary>
    public int Polls { get; private set; }

    private HttpResponseMessage Answer(Recorded request)
    {
        var isOperation = request.Uri.AbsolutePath.Contains("/operations/", StringComparison.Ordinal);
        var target = isOperation ? request.Uri.PathAndQuery : request.Uri.AbsolutePath;
        if (isOperation)
        {
            Polls++;
            Assert.Contains(exchanges, one =>
                one.Headers.GetValueOrDefault("azure-asyncoperation") == request.Uri.OriginalString);
        }

        int[] all = [.. Enumerable.Range(0, exchanges.Length).Where(at =>
            exchanges[at].Method == request.Method.Method
            && (isOperation ? exchanges[at].Target : exchanges[at].Target.Split('?')[0]) == target)];
        // Not every end of an operation is in every recording: then it has come to its end.
        if (all.Length == 0 && isOperation) return StubHandler.Json("""{"status":"Succeeded"}""");
        Assert.True(all.Length > 0, $"{request.Method} {target} was not recorded.");
        int[] rest = [.. all.Where(at => !played.Contains(at))];
        last = rest.Length == 0 ? all[^1] : rest.Any(at => at > last) ? rest.First(at => at > last) : rest[0];
        played.Add(last);
        return exchanges[last].Respond();
    }
}
