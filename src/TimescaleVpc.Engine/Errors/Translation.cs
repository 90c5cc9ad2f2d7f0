namespace TimescaleVpc.Engine.Errors;

/// <summary>The last way out of the engine: whatever was thrown becomes an error of the catalogue.</summary>
internal static class Translation
{
    /// <summary>The same, and with -Verbose what a platform's support asks for first.</summary>
    public static TimescaleVpcException Of(Exception error, object? target, ISink sink)
    {
        var translation = Of(error, target);
        if (translation.Refusal is { } refusal)
        {
            sink.Verbose(
                $"{refusal.Platform}'s refusal: {(refusal.Host.Length > 0 ? $"{refusal.Host}, " : "")}"
                + $"request id {refusal.RequestId ?? "(none was sent)"}, {refusal.Said}");
        }

        return translation;
    }

    /// <param name="error">What was thrown.</param>
    /// <param name="target">What was worked on.</param>
    public static TimescaleVpcException Of(Exception error, object? target) => error switch
    {
        TimescaleVpcException ownError => ownError,
        UnknownOutcomeException outcomeError => outcomeError.Reported,
        RefusalException refusal => refusal.ToError(),
        _ when WireException.In(error) is { } wire => wire.ToError(target, "a request"),
        HttpRequestException or IOException =>
            Catalogue.ConnectionLost.For(target, "the network", "a request", error.GetBaseException().GetType().Name),
        _ => Catalogue.UnexpectedError.For(target, error.GetType().Name),
    };
}
