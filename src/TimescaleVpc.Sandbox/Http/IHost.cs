namespace TimescaleVpc.Sandbox.Http;

/// <summary>One simulated host.</summary>
internal interface IHost
{
    string Name { get; }

    RouteTable Table { get; }

    /// <summary>Kinds whose requests only fetch a token, whatever their verb.</summary>
    IReadOnlyCollection<string> HarmlessKinds { get; }

    /// <summary>Answers one request. Called with the world locked and up to date.</summary>
    Answer Handle(Call call);

    /// <summary>Adds the headers that every answer of the platform carries. Called with the world locked.</summary>
    void Stamp(Call call, Answer answer);

    /// <summary>The platform's own form of an error, for faults.</summary>
    Answer Error(int status, string? code, string? message);
}
