namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// One entry of the error catalogue: a stable id, and words that name the value, the rule and the next step.
/// </summary>
internal sealed record ErrorEntry(string Id, ErrorKind Kind, string Message, string Action)
{
    /// <summary>Makes the exception. Both texts see the same arguments.</summary>
    public TimescaleVpcException For(object? target, params object?[] values) => new(
        Id, Kind,
        CatalogueFormat.Fill(Message, values),
        CatalogueFormat.Fill(Action, values),
        target);
}
