namespace TimescaleVpc.Sandbox.Entra;

/// <summary>A client secret. Its text leaves the sandbox once, in the response to its creation.</summary>
internal sealed class PasswordCredential(string keyId, string secret)
{
    public string KeyId { get; } = keyId;

    public string? DisplayName { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    /// <summary>The time from which the token endpoint accepts it.</summary>
    public DateTimeOffset UsableAt { get; init; }

    /// <summary>The first three characters, which Graph continues to show.</summary>
    public string Hint => secret[..3];

    public bool Is(string? text) => text is not null && text == secret;
}
