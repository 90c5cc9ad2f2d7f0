namespace TimescaleVpc.Sandbox.Sts;

/// <summary>The usual code for a status, for faults that name none.</summary>
internal static class AwsFaultCodes
{
    public static string For(int status) => status switch
    {
        401 => "AuthFailure",
        403 => "UnauthorizedOperation",
        412 => "DryRunOperation",
        429 => "Throttling",
        500 => "InternalError",
        503 => "RequestLimitExceeded",
        > 500 => "Unavailable",
        _ => "InvalidParameterValue",
    };
}
