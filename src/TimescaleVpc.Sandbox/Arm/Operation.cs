namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A long-running operation. Its address is not below the network it works on.</summary>
internal sealed class Operation(Subscription subscription, string region, string id, DateTimeOffset endsAt)
{
    public string Id { get; } = id;

    public DateTimeOffset EndsAt { get; } = endsAt;

    public Subscription Subscription { get; } = subscription;

    public bool IsDelete { get; init; }

    /// <summary>Code and message if it ends in failure.</summary>
    public (string Code, string Message)? Failure { get; init; }

    public string StatusId =>
        $"{Subscription.ArmId}/providers/Microsoft.Network/locations/{region}/operations/{Id}";

    public string ResultId =>
        $"{Subscription.ArmId}/providers/Microsoft.Network/locations/{region}/operationResults/{Id}";
}
