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

    public void Answered(int number, int status)
    {
        lock (_requests) _requests[number - 1] = _requests[number - 1] with { Status = status };
    }
}
