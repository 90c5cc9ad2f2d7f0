namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>A read replica set of a service.</summary>
internal sealed record TigerReplicaSet(
    string Id, string Name, string Status, TigerEndpoint? Endpoint, TigerEndpoint? Pooler);
