namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>Where a service, its pooler or a replica set listens.</summary>
internal sealed record TigerEndpoint(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}
