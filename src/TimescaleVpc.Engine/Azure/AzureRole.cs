using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A role definition.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Name">Its name, unique in the tenant.</param>
/// <param name="Grants">What it allows.</param>
internal sealed record AzureRole(string Id, string Name, IReadOnlyList<ActionSet> Grants)
{
    public string Guid => Id[(Id.LastIndexOf('/') + 1)..];

    public bool Allows(IEnumerable<string> actions) => actions.All(action => Grants.Any(set => set.Allows(action)));
}
