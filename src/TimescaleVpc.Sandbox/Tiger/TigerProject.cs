namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>A Timescale Cloud project and the key pair that opens it.</summary>
internal sealed class TigerProject(string id, string name, string publicKey, string secretKey)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string PublicKey { get; } = publicKey;

    public bool IsRevoked { get; set; }

    public List<TigerVpc> Vpcs { get; } = [];

    public List<TigerAllowList> AllowLists { get; } = [];

    public List<TigerService> Services { get; } = [];

    public bool HasKeys(string user, string password) =>
        !IsRevoked && user == PublicKey && password == secretKey;
}
