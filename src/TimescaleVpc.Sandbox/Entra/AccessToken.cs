namespace TimescaleVpc.Sandbox.Entra;

/// <summary>The content of a token. The text that clients hold is only a key to it.</summary>
internal sealed record AccessToken
{
    public required string TenantId { get; init; }

    public required string Audience { get; init; }

    /// <summary>The application that asked for the token.</summary>
    public required string AppId { get; init; }

    /// <summary>Object id of the user or service principal.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>The user's name; null for an application.</summary>
    public string? Upn { get; init; }

    public IReadOnlyList<string> DirectoryRoles { get; init; } = [];

    public DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The name of the client in ARM's errors.</summary>
    public string ClientName => Upn ?? AppId;
}
