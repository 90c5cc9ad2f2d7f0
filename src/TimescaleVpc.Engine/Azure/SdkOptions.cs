using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The common options of all Azure clients: our transport, no second retry loop, no logging of their own.
/// </summary>
internal static class SdkOptions
{
    /// <summary>For a client that speaks to one origin.</summary>
    public static T On<T>(this T options, Wire wire, Destination destination)
        where T : ClientOptions
    {
        options.Transport = new HttpClientTransport(wire.For(destination));
        options.Retry.MaxRetries = 0;
        // Our handler bounds each attempt; the SDK's own limit would cut a retry after a long Retry-After.
        options.Retry.NetworkTimeout = TimeSpan.FromMinutes(10);
        return options.Quiet();
    }

    /// <summary>For a sign-in that finds its addresses itself, and has a rule of its own for what to repeat.</summary>
    public static T OnAny<T>(this T options, Wire wire)
        where T : TokenCredentialOptions
    {
        options.Transport = new HttpClientTransport(wire.ForSignIn(AzureHosts.SignInMoved));
        return options.Quiet();
    }

    private static T Quiet<T>(this T options)
        where T : ClientOptions
    {
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }
}
