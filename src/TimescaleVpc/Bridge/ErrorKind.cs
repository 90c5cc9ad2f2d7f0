namespace TimescaleVpc;

/// <summary>The kinds of error, with the names of PowerShell's own categories.</summary>
internal enum ErrorKind
{
    InvalidArgument,
    InvalidOperation,
    ObjectNotFound,
    ResourceExists,
    PermissionDenied,
    AuthenticationError,
    ConnectionError,
    OperationTimeout,
    InvalidResult,
    LimitsExceeded,
    ResourceUnavailable,
    OperationStopped,
}
