using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Tests.Privilege;

/// <summary>
/// The rights of one cmdlet, in the forms in which each platform takes them; docs/permissions.md prints these.
/// </summary>
internal sealed class Rights(string name, IEnumerable<Need> needs)
{
    private readonly Need[] needs = [.. needs];

    /// <summary>Whether the key of Timescale Cloud, which is all or nothing, is taken away.</summary>
    public bool LosesKey { get; init; }

    /// <summary>All rights on one platform.</summary>
    public string[] On(string where) =>
        [.. needs.Where(need => need.Where == where).Select(need => need.Permission).Order(StringComparer.Ordinal)];

    /// <summary>A role definition, as <c>az role definition create</c> takes it.</summary>
    public JsonObject AzureRole => new()
    {
        ["Name"] = RightsGuard.RoleName + name,
        ["IsCustom"] = true,
        ["Description"] = "What is needed in Azure, and nothing else.",
        ["Actions"] = Array(On(StepCatalogue.Azure)),
        ["NotActions"] = new JsonArray(),
        ["AssignableScopes"] = Array(["/subscriptions/SUBSCRIPTION"]),
    };

    /// <summary>An IAM policy.</summary>
    public JsonObject AwsPolicy => IamPolicy.For(On(StepCatalogue.Aws));

    internal static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];
}
