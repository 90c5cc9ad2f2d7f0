namespace TimescaleVpc.Sandbox.Entra;

/// <summary>A token that renews a user's sign-in at one client.</summary>
internal sealed record RefreshToken(User User, string ClientId, DateTimeOffset EndsAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);
}
