using static TimescaleVpc.Tests.Hosting.LoopbackAuthority;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>
/// Each way to sign in to Azure from its beginning to ARM's answer, in the built module, on each runtime: by the
/// machine's identity, as a runbook does, by an application's secret, key or workload, and by the tools of a person.
/// </summary>
public sealed class HostSignInTests
{
    public static TheoryData<string> Ways => [.. SignInWays.All.Keys.Where(way => way != SignInWays.AzPowerShell)];

    [HostTheory(OnNet8 = true, WithTrust = true), MemberData(nameof(Ways))]
    public Task Leads_to_the_networks_on_NET_8(string way) => SignInAsync(Runtimes.Net8!, way);

    [HostTheory(WithTrust = true), MemberData(nameof(Ways))]
    public Task Leads_to_the_networks_on_the_newest_NET(string way) => SignInAsync(Runtimes.Newest, way);

    [HostTheory(OnNet8 = true, WithTrust = true, WithPowerShell = true), InlineData(SignInWays.AzPowerShell)]
    public Task Of_a_PowerShell_leads_to_the_networks_on_NET_8(string way) => SignInAsync(Runtimes.Net8!, way);

    [HostTheory(WithTrust = true, WithPowerShell = true), InlineData(SignInWays.AzPowerShell)]
    public Task Of_a_PowerShell_leads_to_the_networks_on_the_newest_NET(string way) =>
        SignInAsync(Runtimes.Newest, way);

    [HostTheory(OnNet8 = true, WithTrust = true), InlineData("client secret"), InlineData("system identity")]
    public Task That_is_refused_is_an_error_of_the_catalogue_on_NET_8(string way) =>
        BeRefusedAsync(Runtimes.Net8!, way);

    [HostTheory(WithTrust = true), InlineData("client secret"), InlineData("system identity")]
    public Task That_is_refused_is_an_error_of_the_catalogue_on_the_newest_NET(string way) =>
        BeRefusedAsync(Runtimes.Newest, way);

    private static async Task SignInAsync(string dotnet, string name)
    {
        await using var azure = await LoopbackAzure.StartAsync();
        var way = SignInWays.All[name];

        var run = await HostRun.OfAsync(dotnet, way.Host, SignInWays.EnvironmentOf(way, azure));

        run.Succeeded(dotnet);
        Assert.Contains($"Network: {LoopbackAzure.Network}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Signed in to Azure: {way.Said}\n", run.Output, StringComparison.Ordinal);
        Assert.Equal([$"Bearer {TokenOf(way.Token)}"], azure.Tokens.Distinct());
        Assert.Empty(azure.Outside);
    }

    private static async Task BeRefusedAsync(string dotnet, string name)
    {
        await using var azure = await LoopbackAzure.StartAsync();
        var way = SignInWays.All[name];
        var environment = SignInWays.EnvironmentOf(way, azure);
        foreach (var proof in new[] { "AZURE_CLIENT_SECRET", "IDENTITY_HEADER" }.Where(environment.ContainsKey))
            environment[proof] = "canary";

        var run = await HostRun.OfAsync(dotnet, way.Host, environment);

        run.RanOn(dotnet);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            name == "client secret" ? "EntraCredentialRejected: " : "AzureSignInFailed: ", run.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("canary", run.Output, StringComparison.Ordinal);
        Assert.Empty(azure.Tokens);
        Assert.Empty(azure.Outside);
    }
}
