namespace TimescaleVpc.Sandbox.Http;

/// <summary>Every request in the order of arrival. Bodies and headers are not kept, so no secret is.</summary>
internal sealed class RequestLog
{
    private readonly List<SandboxRequest> _requests = [];

    public SandboxRequest[] All
    {
        get { lock (_requests) return [.. _requests]; }
    }

    public int Add(SandboxRequest request)
    {
        lock (_requests)
        {
            var number = _requests.Count + 1;
            _requests.Add(request with { Number = number });
            return number;
        }
    }

    /// <summary>Adds what became known of a request.</summary>
    public void Change(int number, Func<SandboxRequest, SandboxRequest> change)
    {
        lock (_requests) _requests[number - 1] = change(_requests[number - 1]);
    }
}
