using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A scope of Azure as administrators say it, for the sentences of steps.</summary>
internal static class AzurePlace
{
    /// <summary>A step on what a scope holds, such as an assignment.</summary>
    public static PeeringStep Step(StepKind kind, string scope) => kind.On(scope, Of(scope));

    /// <summary>A step in the subscription that a grant is for.</summary>
    public static PeeringStep Step(StepKind kind, GrantIntent intent, string target) => kind.On(
        target,
        VNetId.TryParse(intent.Scope, out var vnet) ? $"the subscription of {vnet.GroupAndName}"
            : intent.Scope.Split('/') is [_, _, _, _, var group, ..] ? $"the subscription of the resource group {group}"
            : "the subscription");

    private static string Of(string scope) =>
        VNetId.TryParse(scope, out var vnet) ? vnet.GroupAndName
            : scope.Split('/') is [_, _, _, _, var group, ..] ? $"the resource group {group}"
            : "the whole subscription";
}
