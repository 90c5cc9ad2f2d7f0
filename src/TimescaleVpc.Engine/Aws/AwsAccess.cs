using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The AWS sign-in of the session that an item is worked on in.</summary>
internal static class AwsAccess
{
    /// <summary>Signs in at the first use.</summary>
    public static Task<AwsAccount> AwsAsync(this ItemContext context, CancellationToken cancel) =>
        context.Services.SignInAsync<AwsAccount>(cancel);
}
