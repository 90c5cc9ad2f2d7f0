using System.Runtime.CompilerServices;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>
/// One entry of the catalogue of findings. In all texts <c>{0}</c> is the peering, whose commands are
/// <c>{0:get}</c>, <c>{0:make}</c> and <c>{0:names}</c> (<see cref="PeeringSubject"/>); the values follow.
/// </summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Link">The link of the chain that it is about.</param>
/// <param name="Cause">What is wrong, and why.</param>
/// <param name="Remedy">What repairs it.</param>
/// <param name="Id">The stable id: the name of the entry's field.</param>
internal sealed record FindingEntry(
    FindingSeverity Severity, ChainLink Link, string Cause, string Remedy, [CallerMemberName] string Id = "")
{
    /// <summary>The section of the documentation that all findings lead to.</summary>
    private const string Page = "docs/diagnosis.md";

    /// <summary>The command line of the remedy; null if there is none.</summary>
    public string? Command { get; init; }

    /// <summary>The party that must act.</summary>
    public string Turn { get; init; } = Turns.You;

    /// <summary>How Repair-VpcPeering repairs it; null if it does not.</summary>
    public RepairKind? Repair { get; init; }

    /// <summary>Whether it is looked for only where services are named.</summary>
    public bool IsOfNamedService { get; init; }

    /// <summary>The same where the peering works meanwhile: it is only not as it was made.</summary>
    public FindingEntry While(bool isActive) => isActive && Severity == FindingSeverity.Problem
        ? this with { Severity = FindingSeverity.Warning } : this;

    /// <param name="subject">The peering.</param>
    /// <param name="evidence">What was read.</param>
    /// <param name="values">The values of the texts, from <c>{1}</c> on.</param>
    public PeeringFinding For(
        PeeringSubject subject, IEnumerable<FindingEvidence> evidence, params object?[] values) =>
        For(subject, subjectId: null, evidence, values);

    /// <summary>The same about one thing of the peering.</summary>
    public PeeringFinding For(
        PeeringSubject subject, string? subjectId, IEnumerable<FindingEvidence> evidence, params object?[] values)
    {
        object?[] all = [subject, .. values];
        var peering = subject.Peering;
        return new()
        {
            Id = Id, Severity = $"{Severity}", Subject = subject.Name, SubjectId = subjectId ?? peering?.NetworkId,
            Evidence = [.. evidence], Cause = CatalogueFormat.Fill(Cause, all),
            Remedy = CatalogueFormat.Fill(Remedy, all),
            Command = Command is null ? null : CatalogueFormat.Fill(Command, all), Turn = Turn,
            CanRepair = Repair is not null, Link = $"{Page}#{Id.ToLowerInvariant()}",
            Platform = peering?.Platform ?? "", Project = peering?.Project ?? "", VpcId = peering?.VpcId ?? "",
            NetworkId = peering?.NetworkId, Session = peering?.Session,
        };
    }
}

/// <summary>How much a finding weighs.</summary>
internal enum FindingSeverity
{
    /// <summary>It stops the peering, or traffic over it, now.</summary>
    Problem,

    /// <summary>It works now, but less safely than it was made, or not for long.</summary>
    Warning,

    /// <summary>Nothing is wrong: something is under way, or worth knowing.</summary>
    Notice,

    /// <summary>It could not be read, so nothing is known of it.</summary>
    Unknown,
}

/// <summary>The parties that a finding may wait for.</summary>
internal static class Turns
{
    public const string You = "You";
    public const string Platform = "Platform";
    public const string Identity = "Identity team";
    public const string Network = "Network team";
}
