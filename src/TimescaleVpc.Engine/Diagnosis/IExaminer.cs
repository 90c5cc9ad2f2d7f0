using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>
/// Looks into the customer's side of peerings in one cloud. It reads through the <see cref="Survey"/> and changes
/// nothing.
/// </summary>
internal interface IExaminer
{
    /// <summary>What is wrong, or would be, on the customer's side, in the order of the chain.</summary>
    Task<IReadOnlyList<PeeringFinding>> ExamineAsync(PeeringCase peeringCase, CancellationToken cancel);

    /// <summary>The ranges of the customer's network; null where they are not known.</summary>
    Task<IReadOnlyList<string>?> RangesAsync(PeeringCase peeringCase, CancellationToken cancel);
}

/// <summary>Makes the examiner of a cloud for the work on one item.</summary>
internal sealed record CloudExaminer(Cloud Cloud, Func<ItemContext, IExaminer> Open);

/// <summary>The examiners of a session, and the readings of a run.</summary>
internal static class ExaminerAccess
{
    /// <summary>The examiner of a cloud; null for one that the module does not work in.</summary>
    public static IExaminer? Examiner(this ItemContext context, Cloud cloud) =>
        context.Services.Find<IReadOnlyList<CloudExaminer>>()!.FirstOrDefault(item => item.Cloud == cloud)
            ?.Open(context);

    /// <summary>Reads a source once in this run.</summary>
    public static Task<Reading<T>> ReadAsync<T>(
        this ItemContext context, Source source, Func<Task<T?>> read, CancellationToken cancel)
        where T : class => context.Services.Find<Survey>()!.ReadAsync(context, source, read, cancel);
}
