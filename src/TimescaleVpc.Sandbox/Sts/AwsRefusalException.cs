namespace TimescaleVpc.Sandbox.Sts;

/// <summary>A rule of AWS stops the request here. EC2 and STS wrap it in envelopes of their own.</summary>
internal sealed class AwsRefusalException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
