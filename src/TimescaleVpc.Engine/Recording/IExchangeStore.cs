namespace TimescaleVpc.Engine.Recording;

/// <summary>Where exchanges are kept. Calls may come from any thread.</summary>
internal interface IExchangeStore : IDisposable
{
    /// <summary>Keeps an exchange, and the bodies that it names.</summary>
    void Add(Exchange exchange, params KeptBody?[] bodies);

    /// <summary>All that is there.</summary>
    KeptWire Read();
}

/// <summary>The wire of a session, as far as it was kept.</summary>
/// <param name="Exchanges">The exchanges, by when they were sent.</param>
/// <param name="Bodies">The bodies that they name.</param>
/// <param name="Lost">How many exchanges before these are gone.</param>
internal sealed record KeptWire(
    IReadOnlyList<Exchange> Exchanges, IReadOnlyDictionary<string, string> Bodies, int Lost);
