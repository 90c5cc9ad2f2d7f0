using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>
/// Raw ARM requests through the SDK's pipeline. The generic resource client would put a location into every body and
/// look up API versions that a principal with a role on one VNet may not read.
/// </summary>
internal sealed class ArmTransport
{
    private readonly HttpPipeline pipeline;
    private readonly AzureTokens tokens;
    private readonly string? tenant;

    public ArmTransport(Wire wire, AzureTokens tokens, string? tenant)
    {
        this.tokens = tokens;
        this.tenant = tenant;
        pipeline = HttpPipelineBuilder.Build(new ArmClientOptions().On(wire));
    }

    /// <summary>Sends a request. A 401 is tried once more with a fresh token.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="pathOrUrl">The path with its query, or a whole URL (a page, an operation).</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="auxiliaryTenant">A second tenant that the request reaches into; its token goes along.</param>
    /// <param name="newerThan">When its tokens would be too old; null takes those that are there.</param>
    /// <param name="cancel">Stops the request.</param>
    public async Task<ArmAnswer> SendAsync(
        RequestMethod method, string pathOrUrl, JsonNode? body = null, string? auxiliaryTenant = null,
        DateTimeOffset? newerThan = null, CancellationToken cancel = default)
    {
        var answer = await SendOnceAsync(method, pathOrUrl, body, auxiliaryTenant, newerThan, cancel);
        return answer.Status == 401 && newerThan is null
            ? await SendOnceAsync(method, pathOrUrl, body, auxiliaryTenant, tokens.Now, cancel)
            : answer;
    }

    private async Task<ArmAnswer> SendOnceAsync(
        RequestMethod method, string pathOrUrl, JsonNode? body, string? auxiliaryTenant,
        DateTimeOffset? newerThan, CancellationToken cancel)
    {
        using var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(Address(pathOrUrl));
        request.Headers.Add("Accept", "application/json");

        var token = await tokens.GetAsync(AzureTokens.Arm, tenant, newerThan, cancel);
        request.Headers.Add("Authorization", "Bearer " + token.Token);
        if (auxiliaryTenant is not null)
        {
            var second = await tokens.GetAsync(AzureTokens.Arm, auxiliaryTenant, newerThan, cancel);
            request.Headers.Add("x-ms-authorization-auxiliary", "Bearer " + second.Token);
        }

        if (body is not null)
        {
            request.Headers.Add("Content-Type", "application/json");
            request.Content = RequestContent.Create(BinaryData.FromString(body.ToJsonString()));
        }

        var what = $"{method} {request.Uri.Path}";
        try
        {
            await pipeline.SendAsync(message, cancel);
        }
        catch (Exception error) when (IsBroken(error, cancel))
        {
            var lost = Catalogue.ConnectionLost.For(pathOrUrl, request.Uri.Host, what,
                error.GetBaseException().GetType().Name);
            throw method == RequestMethod.Get ? lost : new UnknownOutcomeException(lost);
        }

        return ArmAnswer.Read(what, message.Response);
    }

    private static bool IsBroken(Exception error, CancellationToken cancel) =>
        error is global::Azure.RequestFailedException or HttpRequestException or IOException or AggregateException
        || error is OperationCanceledException && !cancel.IsCancellationRequested;

    private static Uri Address(string pathOrUrl) =>
        Uri.TryCreate(pathOrUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
            ? url : new Uri(AzureTokens.Arm + pathOrUrl);
}
