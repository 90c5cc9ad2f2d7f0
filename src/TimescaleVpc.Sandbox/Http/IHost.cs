namespace TimescaleVpc.Sandbox.Http;

/// <summary>One simulated host.</summary>
internal interface IHost
{
    string Name { get; }

    RouteTable Table { get; }

    /// <summary>
    /// The kinds of requests that change nothing, whatever their verb: they issue a token or start a refresh.
    /// </summary>
    IReadOnlyCollection<string> HarmlessKinds { get; }

    /// <summary>All host names that it serves; some platforms have one for each region.</summary>
    IReadOnlyCollection<string> Names => [Name];

    /// <summary>Whether it serves the host name.</summary>
    bool Serves(string host) => Names.Any(name => Same(name, host));

    /// <summary>The route of a request; if it is null, whether the path is served for other verbs.</summary>
    (Route? Route, bool PathKnown) Find(SimulatedRequest request) =>
        Table.Find(request.Method, request.Path, request.Values);

    /// <summary>Whether the request may change something, decided before it is handled.</summary>
    bool Mutates(SimulatedRequest request) =>
        request.Method is not ("GET" or "HEAD") && !HarmlessKinds.Contains(request.Route?.Kind ?? "Unknown");

    /// <summary>Handles one request. Called under the lock, with the world up to date.</summary>
    SimulatedResponse Handle(SimulatedRequest request);

    /// <summary>Adds the headers of every response of the platform. Called under the lock.</summary>
    void AddStandardHeaders(SimulatedRequest request, SimulatedResponse response);

    /// <summary>An error response in the platform's format, for faults.</summary>
    SimulatedResponse Error(int status, string? code, string? message);
}
