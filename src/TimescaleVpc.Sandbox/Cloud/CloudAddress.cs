namespace TimescaleVpc.Sandbox.Cloud;

/// <summary>Host and port of an endpoint.</summary>
internal sealed record CloudAddress(string Host, int Port);
