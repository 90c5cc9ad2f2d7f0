namespace TimescaleVpc.Engine.Platforms.TimescaleCloud;

/// <summary>Where a service, its pooler or a replica set listens.</summary>
internal sealed record CloudEndpoint(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}
