namespace TimescaleVpc.Sandbox.Http;

/// <summary>Thrown where a rule of the platform refuses the request; carries the error response.</summary>
internal sealed class RefusalException(SimulatedResponse response) : Exception($"Refused with {response.Status}.")
{
    public SimulatedResponse Response { get; } = response;
}
