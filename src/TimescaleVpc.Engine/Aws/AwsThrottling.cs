namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The codes by which AWS throttles, with one of several statuses. A throttled request has changed nothing.
/// </summary>
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
        status is 400 or 503 && AwsRefusalReader.Code(body) is { } code && Codes.Any(item => Same(item, code));
}
