using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Work;

/// <summary>The services of a session, and those that the items of one cmdlet share.</summary>
internal sealed class SharedServices(ISessionServices services, object sharedState) : ISessionServices
{
    public Wire Wire => services.Wire;

    public KeyedLock Locks => services.Locks;

    public StepLog Steps => services.Steps;

    public T? Find<T>()
        where T : class => sharedState as T ?? services.Find<T>();

    public Task<T> SignInAsync<T>(CancellationToken cancel)
        where T : class => services.SignInAsync<T>(cancel);
}
