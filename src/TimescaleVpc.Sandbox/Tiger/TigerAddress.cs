namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>Host and port of an endpoint.</summary>
internal sealed record TigerAddress(string Host, int Port);
