namespace TimescaleVpc.Engine.Platforms.TimescaleCloud;

/// <summary>A read replica set of a service.</summary>
internal sealed record CloudReplicaSet(
    string Id, string Name, string Status, CloudEndpoint? Endpoint, CloudEndpoint? Pooler);
