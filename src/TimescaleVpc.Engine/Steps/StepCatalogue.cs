namespace TimescaleVpc.Engine.Steps;

/// <summary>
/// Every change that the module makes. -WhatIf, -Confirm, -Verbose and docs/permissions.md speak from it. The steps of
/// a platform or a cloud are in the part of its name.
/// </summary>
internal static partial class StepCatalogue
{
    // The order in which the parts of a class are initialised is not defined, so the list is made when it is needed.
    private static readonly Lazy<IReadOnlyList<StepKind>> Kinds = new(() =>
    [
        .. typeof(StepCatalogue).GetFields().Select(field => field.GetValue(null)).OfType<StepKind>()
            .OrderBy(kind => kind.Where, StringComparer.Ordinal),
    ]);

    /// <summary>All kinds, by place.</summary>
    public static IReadOnlyList<StepKind> All => Kinds.Value;
}
