namespace TimescaleVpc.Sandbox.Sts;

/// <summary>The usual code for a status, for faults that name none.</summary>
internal static class AwsFaults
{
    public static string Code(int status) => status switch
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
