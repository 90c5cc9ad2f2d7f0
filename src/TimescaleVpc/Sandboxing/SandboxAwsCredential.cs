namespace TimescaleVpc;

/// <summary>The keys of one AWS profile of the default world.</summary>
/// <param name="Profile">Name of the profile.</param>
/// <param name="AccessKeyId">Id of the access key.</param>
/// <param name="SecretKey">The secret access key.</param>
/// <param name="Account">The AWS account.</param>
/// <param name="Region">The profile's default region.</param>
internal sealed record SandboxAwsCredential(
    string Profile, string AccessKeyId, string SecretKey, string Account, string Region)
{
    /// <summary>The secret must not end in a log through the compiler's ToString.</summary>
    public override string ToString() => $"AWS profile {Profile}";
}
