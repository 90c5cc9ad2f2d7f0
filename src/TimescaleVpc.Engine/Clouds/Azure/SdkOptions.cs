using Azure.Core;
using Azure.Core.Pipeline;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>What all Azure clients share: our transport, no retry loop beside ours, no logging of their own.</summary>
internal static class SdkOptions
{
    public static T On<T>(this T options, Wire wire)
        where T : ClientOptions
    {
        options.Transport = new HttpClientTransport(wire.Client);
        options.Retry.MaxRetries = 0;
        // Our handler bounds each attempt; the SDK's own limit would cut a retry after a long Retry-After.
        options.Retry.NetworkTimeout = TimeSpan.FromMinutes(10);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }
}
