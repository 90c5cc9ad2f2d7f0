using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>
/// Looks into the customer's side of peerings in one cloud. It reads through the <see cref="Survey"/> and changes
/// nothing.
/// </summary>
internal interface IExaminer
{
    /// <summary>The peering with its network as the cloud writes it: a platform may keep it in lower case.</summary>
    Task<VpcPeering> NameAsync(VpcPeering peering, CancellationToken cancel) => Task.FromResult(peering);

    /// <summary>What is wrong, or would be, on the customer's side, in the order of the chain.</summary>
    Task<IReadOnlyList<PeeringFinding>> ExamineAsync(PeeringCase peeringCase, CancellationToken cancel);

    /// <summary>The ranges of the customer's network; null where they are not known.</summary>
    Task<IReadOnlyList<string>?> RangesAsync(PeeringCase peeringCase, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>?>(null);

    /// <summary>Name or id of the customer's half, and its state in its cloud's word; null if there is none.</summary>
    Task<string?> OwnHalfAsync(VpcPeering peering, CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>The customer's network, and those that it is peered with beside the platform's.</summary>
    Task<CustomerNetwork> NetworkAsync(VpcPeering peering, CancellationToken cancel);
}

/// <summary>The readings of a run.</summary>
internal static class SurveyAccess
{
    /// <summary>Reads a source once in this run.</summary>
    public static Task<Reading<T>> ReadAsync<T>(
        this ItemContext context, Source source, Func<Task<T?>> read, CancellationToken cancel)
        where T : class => context.Services.Find<Survey>()!.ReadAsync(context, source, read, cancel);
}
