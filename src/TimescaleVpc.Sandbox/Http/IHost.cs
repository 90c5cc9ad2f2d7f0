using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>One simulated host.</summary>
internal interface IHost
{
    string Name { get; }

    RouteTable Table { get; }

    /// <summary>Kinds whose requests change nothing, whatever their verb: they fetch a token, or only hasten.</summary>
    IReadOnlyCollection<string> HarmlessKinds { get; }

    /// <summary>All names that it answers under; some platforms have one host for each region.</summary>
    IReadOnlyCollection<string> Names => [Name];

    /// <summary>Whether it answers under the host name.</summary>
    bool Serves(string host) => Names.Any(name => name.Same(host));

    /// <summary>The route of a call, or null with whether the path is served otherwise.</summary>
    (Route? Route, bool PathKnown) Find(Call call) => Table.Find(call.Method, call.Path, call.Values);

    /// <summary>Whether the request may change something, judged before it is answered.</summary>
    bool Mutates(Call call) =>
        call.Method is not ("GET" or "HEAD") && !HarmlessKinds.Contains(call.Route?.Kind ?? "Unknown");

    /// <summary>Answers one request. Called with the world locked and up to date.</summary>
    Answer Handle(Call call);

    /// <summary>Adds the headers that every answer of the platform carries. Called with the world locked.</summary>
    void Stamp(Call call, Answer answer);

    /// <summary>The platform's own form of an error, for faults.</summary>
    Answer Error(int status, string? code, string? message);
}
