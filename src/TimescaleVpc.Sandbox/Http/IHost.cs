using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Outside;
using TimescaleVpc.Sandbox.Seeding;

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

    /// <summary>The approximate latency of the real platform; an assumption (docs/sandbox.md).</summary>
    TimeSpan Latency { get; }

    /// <summary>
    /// How the paths begin that no other platform has, as a pattern; null if something else tells its requests.
    /// </summary>
    string? OwnPaths => null;

    /// <summary>What lives in its part of the world. Called under the lock.</summary>
    IEnumerable<SandboxItem> Items => [];

    /// <summary>What was deleted there and can still be seen. Called under the lock.</summary>
    IEnumerable<SandboxItem> DeletedItems => [];

    /// <summary>What others change there.</summary>
    IReadOnlyList<OutsideChange> Changes => [];

    /// <summary>What a script can add to it.</summary>
    IEnumerable<PartKind> Parts(RollbackLog rollback) => [];

    /// <summary>Whether it serves the host name.</summary>
    bool Serves(string host) => Names.Any(name => Same(name, host));

    /// <summary>
    /// Its name if a request to localhost is meant for it: clients that take one endpoint cannot name the host.
    /// </summary>
    string? NameFor(string path, string authorization) => OwnPaths is { } pattern &&
        Regex.IsMatch(path, $"^/(?:{pattern})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) ? Name : null;

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
