namespace TimescaleVpc.Sandbox.Sts;

/// <summary>An access key; with a token and an end for the temporary ones of an assumed role.</summary>
internal sealed record AwsKey(string Id, string Secret, AwsPrincipal Principal)
{
    public string? Token { get; init; }

    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>The compiler's ToString would show the secret.</summary>
    public override string ToString() => $"Access key {Id}";
}
