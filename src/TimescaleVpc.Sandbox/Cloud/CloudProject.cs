namespace TimescaleVpc.Sandbox.Cloud;

/// <summary>A Timescale Cloud project and the key pair that opens it.</summary>
internal sealed class CloudProject(string id, string name, string publicKey, string secretKey)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string PublicKey { get; } = publicKey;

    public bool IsRevoked { get; set; }

    public List<CloudVpc> Vpcs { get; } = [];

    public List<CloudService> Services { get; } = [];

    public bool IsOpenedBy(string user, string password) =>
        !IsRevoked && user == PublicKey && password == secretKey;
}
