using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Raw ARM requests through the SDK's pipeline. The generic resource client would put a location into every body and
/// look up API versions that a principal with a role on one VNet may not read.
/// </summary>
/// <param name="wire">The session's wire.</param>
/// <param name="tokens">The source of the tokens.</param>
/// <param name="tenant">The tenant of what is asked about.</param>
/// <param name="who">The identity of the tokens, in words for an error.</param>
internal sealed class ArmTransport(Wire wire, AzureTokens tokens, string? tenant, string who = ArmTransport.SignIn)
{
    /// <summary>The words for a sign-in of which nothing else is known.</summary>
    public const string SignIn = "The Azure sign-in";

    /// <summary>Far above what a subscription can hold: a server that never ends its list is broken.</summary>
    private const int MostPages = 1000;

    private readonly HttpPipeline pipeline = HttpPipelineBuilder.Build(new ArmClientOptions().On(wire, AzureHosts.Arm));

    /// <summary>Sends a request. A 401 is tried once more with a fresh token.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path with its query, from the first slash on.</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="auxiliaryTenant">A second tenant that the request reaches into; its token goes along.</param>
    /// <param name="newerThan">When its tokens would be too old; null takes those that are there.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<ArmAnswer> SendAsync(
        RequestMethod method, string path, JsonNode? body = null, string? auxiliaryTenant = null,
        DateTimeOffset? newerThan = null, CancellationToken cancel = default) =>
        // Some paths come out of answers. Without the slash they would be glued to the host's name.
        path.StartsWith('/')
            ? SendAsync(method, new Uri(AzureTokens.Arm + path), body, auxiliaryTenant, newerThan, cancel)
            : throw Catalogue.InvalidInput.For(path, path, "a path in Azure",
                "Give an ARM id, which begins with a slash, as in /subscriptions/ID.");

    /// <summary>A list in which each item can be read; a list with a gap is no list.</summary>
    /// <param name="scope">Where it is asked: its path begins with it, and a refusal names it.</param>
    /// <param name="path">The rest of the path of the first page.</param>
    /// <param name="read">Reads an item; null if it lacks what it must have.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<T[]> ListAsync<T>(
        string scope, string path, Func<JsonNode?, T?> read, CancellationToken cancel)
        where T : class
    {
        var first = await SendAsync(RequestMethod.Get, scope + path, cancel: cancel);
        var items = new List<JsonObject>();
        var pages = new HashSet<Uri>();
        for (var answer = first; ;)
        {
            items.AddRange(answer.RequireList(scope));
            if (answer.NextPage(scope) is not { } next)
                return [.. items.Select(item => read(item) ?? throw first.Unreadable(scope))];
            if (!pages.Add(next) || pages.Count > MostPages) throw answer.Unreadable(scope);
            answer = await SendAsync(RequestMethod.Get, next, cancel: cancel);
        }
    }

    /// <summary>The same to a whole address. What an answer has linked to is sent back as it came.</summary>
    public async Task<ArmAnswer> SendAsync(
        RequestMethod method, Uri address, JsonNode? body = null, string? auxiliaryTenant = null,
        DateTimeOffset? newerThan = null, CancellationToken cancel = default)
    {
        using var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(address);
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

        var what = ArmWords.Action(method.Method, address.AbsolutePath);
        try
        {
            await pipeline.SendAsync(message, cancel);
        }
        catch (Exception error) when (IsLost(error, cancel))
        {
            throw WireException.Report(error, address.AbsolutePath, address.Host, what, method != RequestMethod.Get);
        }

        var answer = ArmAnswer.Read(who, what, address.Host, message.Response);
        return answer.Status == 401 && newerThan is null
            ? await SendAsync(method, address, body, auxiliaryTenant, tokens.Now, cancel) : answer;
    }

    /// <summary>The SDK hides some of them in exceptions of its own.</summary>
    private static bool IsLost(Exception error, CancellationToken cancel) =>
        WireException.IsLost(error, cancel)
        || error is global::Azure.RequestFailedException or AggregateException;
}
