namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A long-running operation. Its address is not below the network it works on.</summary>
internal sealed class Operation(Subscription subscription, string region, string id, DateTimeOffset endsAt)
{
    private const string Host = "https://management.azure.com";

    public string Id { get; } = id;

    public DateTimeOffset EndsAt { get; } = endsAt;

    public Subscription Subscription { get; } = subscription;

    public bool IsDelete { get; init; }

    /// <summary>Code and message if it ends in failure.</summary>
    public (string Code, string Message)? Failure { get; init; }

    public string StatusId => $"{Place}/operations/{Id}";

    /// <summary>The queries that lead to the operation; others lead nowhere.</summary>
    public required (string Status, string Result) Queries { get; init; }

    /// <summary>The address of its status.</summary>
    public string StatusAddress => $"{Host}{StatusId}{Queries.Status}";

    /// <summary>The address whose HTTP status tells the end of a deletion.</summary>
    public string ResultAddress => $"{Host}{Place}/operationResults/{Id}{Queries.Result}";

    private string Place => $"{Subscription.ArmId}/providers/Microsoft.Network/locations/{region}";
}
