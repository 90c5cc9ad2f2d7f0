namespace TimescaleVpc.Sandbox.Http;

/// <summary>Every request in the order of arrival. Bodies and headers are not kept, so no secret is.</summary>
internal sealed class RequestLog
{
    private readonly List<SandboxRequest> requests = [];

    public SandboxRequest[] All
    {
        get { lock (requests) return [.. requests]; }
    }

    public int Add(SandboxRequest request)
    {
        lock (requests)
        {
            var number = requests.Count + 1;
            requests.Add(request with { Number = number });
            return number;
        }
    }

    /// <summary>Updates the entry of a request.</summary>
    public void Change(int number, Func<SandboxRequest, SandboxRequest> change)
    {
        lock (requests) requests[number - 1] = change(requests[number - 1]);
    }
}
