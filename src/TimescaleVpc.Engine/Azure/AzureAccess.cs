using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>The Azure sign-in of the session that an item is worked on in.</summary>
internal static class AzureAccess
{
    /// <summary>Signs in at the first use, since work on the platform alone needs none.</summary>
    public static Task<AzureAccount> AzureAsync(this ItemContext context, CancellationToken cancel) =>
        context.Services.SignInAsync<AzureAccount>(cancel);
}
