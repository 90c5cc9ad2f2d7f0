using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Work;

/// <summary>
/// The services of a session for the work on an item. Each slice adds extension methods (<c>context.Platforms()</c>,
/// <c>context.AwsAsync()</c>), so that this interface depends on none of them.
/// </summary>
internal interface ISessionServices
{
    Wire Wire { get; }

    /// <summary>Serialises what items of one runspace share.</summary>
    KeyedLock Locks { get; }

    /// <summary>The record of what its cmdlets did.</summary>
    StepLog Steps { get; }

    /// <summary>Something that the session was made with; null if it has none.</summary>
    T? Find<T>()
        where T : class;

    /// <summary>An account that the session signs in to at its first use.</summary>
    /// <exception cref="InvalidOperationException">There is no such kind of account.</exception>
    Task<T> SignInAsync<T>(CancellationToken cancel)
        where T : class, ICloudAccount;
}

/// <summary>The services of a session, and those that the items of one cmdlet share.</summary>
internal sealed class SharedServices(ISessionServices services, object sharedState) : ISessionServices
{
    public Wire Wire => services.Wire;

    public KeyedLock Locks => services.Locks;

    public StepLog Steps => services.Steps;

    public T? Find<T>()
        where T : class => sharedState as T ?? services.Find<T>();

    public Task<T> SignInAsync<T>(CancellationToken cancel)
        where T : class, ICloudAccount => services.SignInAsync<T>(cancel);
}

/// <summary>An account in a customer's cloud that a session has signed in to.</summary>
internal interface ICloudAccount : IDisposable
{
    /// <summary>Enters what users see of it.</summary>
    void ShowIn(TimescaleSession session);

    /// <summary>Who the cloud took for the one who did a step; null of a step elsewhere.</summary>
    string? ActorOf(PeeringStep step);
}
