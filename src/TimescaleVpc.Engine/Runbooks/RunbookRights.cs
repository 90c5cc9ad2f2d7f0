using System.Reflection;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Runbooks;

/// <summary>
/// The permissions of a runbook's identity and keys: those of the steps that it can take, from the step catalogue, and
/// those for reading. Those of a cloud are in the part of its name.
/// </summary>
internal static partial class RunbookRights
{
    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    /// <summary>The runbooks of a cloud.</summary>
    public static RunbookCloud In(string cloud) =>
        typeof(RunbookRights).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(part => part.GetValue(null)).OfType<RunbookCloud>().First(item => Same(item.Name, cloud));

    /// <summary>What Test-VpcPeering reads, by the catalogue of cmdlets.</summary>
    private static string[] Reads(string where) =>
    [
        .. CmdletCatalogue.Find(new TestPeeringRequest())!.All
            .Where(need => need.Where == where).Select(need => need.Permission),
    ];

    private static RunbookRole Role(
        string where, string holder, string role, string scope, IEnumerable<StepKind> steps, string[] reads)
    {
        var ownSteps = steps.Where(step => step.Where == where).ToArray();
        return new()
        {
            Where = where, Holder = holder, Role = role, Scope = scope,
            Permissions = [.. reads.Concat(ownSteps.Select(step => step.Permission)).Distinct()],
            Steps = [.. ownSteps.Select(step => step.Action)],
        };
    }
}

/// <summary>The runbooks of one cloud.</summary>
/// <param name="Name">The cloud, as New-VpcRunbook takes it.</param>
/// <param name="Peer">The steps that one takes to peer.</param>
/// <param name="Rights">The rights of a kind with its steps, by their holders.</param>
/// <param name="ToJson">The file of the rights.</param>
internal sealed record RunbookCloud(
    string Name, StepKind[] Peer, Func<RunbookKind, StepKind[], RunbookRole[]> Rights,
    Func<RunbookRole[], string> ToJson)
{
    /// <summary>
    /// The rights of a runbook of a kind. One that looks for drift takes no step, one that takes peerings back none
    /// that makes something.
    /// </summary>
    public RunbookRole[] Of(RunbookKind kind) => Rights(kind, kind switch
    {
        RunbookKind.Drift => [],
        RunbookKind.Undo =>
        [
            .. CmdletCatalogue.Find(new UndoPeeringRequest())!.Steps.Where(step => step.Undo is null),
        ],
        _ => Peer,
    });
}
