namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>A read replica set of a service.</summary>
internal sealed record TigerReplicaSet(TigerEndpoint? Endpoint, TigerEndpoint? Pooler);
