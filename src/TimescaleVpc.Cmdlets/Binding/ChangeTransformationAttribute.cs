using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Converts what changes come in: changes themselves, objects of a plan with the steps of it, and both as they were
/// read from a file.
/// </summary>
internal sealed class ChangeTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Planned = "Planned";

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        // Left as it is, it does not bind, and PowerShell says so.
        Changes(inputData) is { } changes ? Inputs.From(changes, inputData) : inputData;

    private static VpcChange[]? Changes(object input) => Row.Bare(input) switch
    {
        VpcChange change => [change],
        IEnumerable list and not (string or IDictionary) => Join(list),
        PeeringStep step => [Of(step)],
        _ when OfPlan(input) is { } steps => [.. steps.Select(Of)],
        PSCustomObject or IDictionary when OfFile(input) is { } change => [change],
        PSCustomObject or IDictionary when Row.Value(input, "changes") is IEnumerable list and not string => Join(list),
        _ => null,
    };

    private static VpcChange[]? Join(IEnumerable list)
    {
        var parts = list.Cast<object>().Select(Changes).ToArray();
        return Array.Exists(parts, part => part is null) ? null : [.. parts.SelectMany(part => part!)];
    }

    /// <summary>The steps of an object that a cmdlet wrote under -WhatIf; null of any other.</summary>
    private static IEnumerable<PeeringStep>? OfPlan(object input)
    {
        if (!Row.IsTrue(input, Planned) || Row.Value(input, "Plan") is not IEnumerable plan) return null;
        var steps = plan.Cast<object>().Select(OfStep).ToArray();
        return Array.Exists(steps, step => step is null) ? null : steps.OfType<PeeringStep>();
    }

    private static PeeringStep? OfStep(object input) => Row.Bare(input) as PeeringStep ?? (
        Row.Column(input, "Action") is { } action && Row.Column(input, "Target") is { } target
            ? new PeeringStep { Action = action, Target = target, Where = Row.Column(input, "Where") ?? "" } : null);

    private static VpcChange Of(PeeringStep step) => new()
    {
        What = ILabelled.Of(step), Action = step.Action, Target = step.Target, Where = step.Where, Result = Planned,
    };

    private static VpcChange? OfFile(object input)
    {
        if (Text("Action") is not { } action || Text("Target") is not { } target || Text("Result") is not { } result)
            return null;
        return new()
        {
            When = Row.Value(input, "When") as DateTime? ?? (DateTime.TryParse(Text("When"),
                CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var when) ? when : null),
            What = Text("What") ?? $"{action}: {target}", Action = action, Target = target,
            Where = Text("Where") ?? "", Result = result, ErrorId = Text("ErrorId"), Before = Text("Before"),
            After = Text("After"), By = Text("By"), Run = Text("Run"), Ids = List("Ids"),
            Requests = List("Requests"), RequestIds = List("RequestIds"),
        };

        string? Text(string column) => Row.Column(input, column);

        string[] List(string column) => Row.Value(input, column) is IEnumerable list and not string
            ? [.. list.Cast<object?>().Select(Row.Scalar).OfType<string>()] : [];
    }
}
