using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The AWS side of a session: one sign-in, one account, a client for each region.</summary>
internal sealed class AwsAccount(AwsClients clients, string accountId, string region) : ICloudAccount
{
    public string AccountId => accountId;

    /// <summary>The region that is used where none is named.</summary>
    public string Region => region;

    /// <summary>Signs in.</summary>
    /// <param name="wire">The session's wire.</param>
    /// <param name="signIn">The source of the keys.</param>
    /// <param name="region">The region that was named; null takes that of the keys.</param>
    /// <param name="cancel">Stops the request.</param>
    public static async Task<ICloudAccount> OpenAsync(
        Wire wire, AwsSignIn signIn, string? region, CancellationToken cancel)
    {
        var (clients, usualRegion) = (new AwsClients(wire, signIn), signIn.Region(region));
        return new AwsAccount(
            clients, await clients.Sts(usualRegion).GetCallerAccountAsync(cancel), usualRegion);
    }

    public Ec2Api Ec2(string? otherRegion = null) => clients.Ec2(otherRegion ?? region);

    public void ShowIn(TimescaleSession session) =>
        (session.AwsAccountId, session.AwsRegion, session.AwsSignIn) = (accountId, region, clients.SignIn.Source);

    public string? ActorOf(PeeringStep step) =>
        step.Where == StepCatalogue.Aws ? $"{clients.SignIn.Source}, account {accountId}" : null;

    public void Dispose() => clients.Dispose();
}

/// <summary>The AWS sign-in of the session that an item is worked on in.</summary>
internal static class AwsAccess
{
    /// <summary>Signs in at the first use.</summary>
    public static Task<AwsAccount> AwsAsync(this ItemContext context, CancellationToken cancel) =>
        context.Services.SignInAsync<AwsAccount>(cancel);

    /// <summary>EC2 in the region of a peering's AWS VPC.</summary>
    public static async Task<Ec2Api> Ec2Async(
        this ItemContext context, VpcPeering peering, CancellationToken cancel) =>
        (await context.AwsAsync(cancel)).Ec2(peering.AwsRegion);
}
