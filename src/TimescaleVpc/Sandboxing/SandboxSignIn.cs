namespace TimescaleVpc;

/// <summary>The sign-ins of the default world.</summary>
/// <param name="Project">The managed service's project.</param>
/// <param name="Token">The token for it.</param>
/// <param name="TenantId">The customer's Entra tenant.</param>
/// <param name="Users">Name and password of each Azure user; the first is the admin.</param>
internal sealed record SandboxSignIn(
    string Project, string Token, string TenantId, IReadOnlyList<KeyValuePair<string, string>> Users)
{
    /// <summary>Id of the Timescale Cloud project.</summary>
    public string CloudProject { get; init; } = "";

    /// <summary>Public key of the project's credentials.</summary>
    public string CloudPublicKey { get; init; } = "";

    /// <summary>Secret key of the project's credentials.</summary>
    public string CloudSecretKey { get; init; } = "";

    /// <summary>AWS keys, one pair for each profile; the first is the admin's.</summary>
    public IReadOnlyList<SandboxAwsCredential> AwsCredentials { get; init; } = [];

    /// <summary>Passwords must not end in a log through the compiler's ToString.</summary>
    public override string ToString() => $"Sign-ins for {Project}";
}
