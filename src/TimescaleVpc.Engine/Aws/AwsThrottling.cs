namespace TimescaleVpc.Engine.Aws;

/// <summary>How AWS says "too many requests": by a code, with one of several statuses. Nothing was done then.</summary>
internal static class AwsThrottling
{
    public static readonly string[] Codes =
    [
        "RequestLimitExceeded", "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
        "RequestThrottledException", "EC2ThrottledException", "BandwidthLimitExceeded", "SlowDown",
        "TooManyRequestsException", "PriorRequestNotComplete",
    ];

    /// <summary>The same, by the status and body of an answer.</summary>
    public static bool IsAnswer(int status, string body) =>
        status is 400 or 503 && AwsRefusalReader.Code(body) is { } code && Codes.Any(known => Same(known, code));
}
