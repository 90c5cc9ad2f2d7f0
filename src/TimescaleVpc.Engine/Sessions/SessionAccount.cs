using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Sessions;

/// <summary>An account that a session signs in to at its first use.</summary>
/// <param name="kind">Its class.</param>
/// <param name="isNamed">Whether Connect-Timescale names it, so that a failure is reported at once.</param>
/// <param name="signIn">Signs in.</param>
internal sealed class SessionAccount(
    Type kind, bool isNamed, Func<CancellationToken, Task<ICloudAccount>> signIn) : IDisposable
{
    private ICloudAccount? account;

    public Type Kind => kind;

    public bool IsNamed => isNamed;

    public Task<ICloudAccount> GetAsync(SessionState state, CancellationToken cancel) =>
        account is not null ? Task.FromResult(account) : state.Locks.OneAtATimeAsync(kind.Name, async () =>
        {
            if (account is not null) return account;
            account = await signIn(cancel);
            account.ShowIn(state.Session);
            state.Recording?.Update(state.Session);
            return account;
        }, cancel);

    /// <summary>Who did a step in its cloud; null of one elsewhere.</summary>
    public string? ActorOf(PeeringStep step) => account?.ActorOf(step);

    public void Dispose() => account?.Dispose();
}
