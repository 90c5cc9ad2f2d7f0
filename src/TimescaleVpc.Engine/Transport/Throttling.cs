namespace TimescaleVpc.Engine.Transport;

/// <summary>The codes with which AWS says "too many requests": nothing was done, all can be asked again.</summary>
internal static class Throttling
{
    private static readonly HashSet<string> Codes = new(
    [
        "RequestLimitExceeded", "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
        "RequestThrottledException", "EC2ThrottledException", "BandwidthLimitExceeded", "SlowDown",
        "TooManyRequestsException", "PriorRequestNotComplete",
    ], StringComparer.OrdinalIgnoreCase);

    public static bool IsCode(string? code) => code is not null && Codes.Contains(code);
}
