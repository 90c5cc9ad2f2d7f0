namespace TimescaleVpc.Sandbox.Sts;

/// <summary>A refusal by a rule of AWS. EC2 and STS wrap it in their own XML.</summary>
internal sealed class AwsRefusalException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
