namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>The endpoint of a service, its pooler or a replica set.</summary>
internal sealed record TigerEndpoint(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}
