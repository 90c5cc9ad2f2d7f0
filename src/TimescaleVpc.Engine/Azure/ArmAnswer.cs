using Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>An answer of ARM: status, body, and what a long-running operation says about itself.</summary>
/// <param name="What">What was asked.</param>
/// <param name="Status">The status, or what stands for it where an operation has failed later.</param>
/// <param name="Body">The body, as far as it is JSON.</param>
/// <param name="Readable">Whether the body is ARM's.</param>
/// <param name="Refusal">What ARM said, if it has refused.</param>
internal sealed record ArmAnswer(string What, int Status, JsonNode? Body, bool Readable, PlatformRefusal? Refusal)
{
    /// <summary>The status of an operation that has failed after it was accepted.</summary>
    private const int FailedLater = 400;

    /// <summary>In seconds; a server that says more, or nothing above zero, does not know.</summary>
    private const int LongestWait = 60;

    /// <summary>The address to poll a long-running operation; null if there is none that may be requested.</summary>
    public Uri? Operation { get; private init; }

    /// <summary>Whether the operation's end shows as another status than 202, instead of in a body.</summary>
    public bool SaysByStatus { get; private init; }

    /// <summary>An address that was given for the operation, but leads elsewhere or nowhere; else null.</summary>
    public string? ForeignOperation { get; private init; }

    /// <summary>When to look again.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>ARM's error code; empty if there is none.</summary>
    public string Code => Refusal?.Code ?? "";

    /// <summary>Another change of the same resource is running, perhaps one of a run that was killed.</summary>
    public bool IsBusy =>
        Code is "ReferencedResourceNotProvisioned" or "AnotherOperationInProgress" or "RetryableError";

    /// <summary>The identity of the request.</summary>
    public string Who { get; private init; } = "";

    /// <param name="who">The identity of the request.</param>
    /// <param name="what">What was asked.</param>
    /// <param name="host">The host of the request.</param>
    /// <param name="response">The SDK's answer.</param>
    public static ArmAnswer Read(string who, string what, string host, Response response)
    {
        var text = response.Content.ToString();
        var body = Json.Parse(text);
        var refusal = response.Status is >= 200 and < 300 ? null : AzureRefusalReader.OData(new(
            AzureRefusals.Arm.Platform, host, response.Status, text, Header));
        var operationUrl = Header("Azure-AsyncOperation");
        var link = operationUrl ?? (response.Status == 202 ? Header("Location") : null);
        var operation = AzureHosts.Arm.Follow(link);
        return new ArmAnswer(
            what, response.Status, body, body is JsonObject || string.IsNullOrWhiteSpace(text), refusal)
        {
            Who = who,
            Operation = operation,
            SaysByStatus = operationUrl is null,
            ForeignOperation = link is not null && operation is null ? Shown(link) : null,
            RetryAfter = int.TryParse(Header("Retry-After"), out var seconds)
                ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, LongestWait)) : null,
        };

        string? Header(string name) => response.Headers.TryGetValue(name, out var value) ? value : null;

        static string Shown(string link) =>
            Uri.TryCreate(link, UriKind.RelativeOrAbsolute, out var address) ? Destination.Show(address) : "no address";
    }

    /// <summary>The next page of a list; null if this is the last one.</summary>
    /// <remarks>The token goes along: a link to anywhere but ARM itself is nothing that ARM has sent.</remarks>
    public Uri? NextPage(string scope) => Body.Get("nextLink") switch
    {
        null => null,
        var link when link.GetValueKind() == JsonValueKind.String && link.GetValue<string>().Length == 0 => null,
        _ => AzureHosts.Arm.Follow(Body.Text("nextLink")) ?? throw Unreadable(scope),
    };

    /// <summary>This answer, or the error that it means.</summary>
    /// <param name="scope">Where the request acted, for a refusal.</param>
    /// <param name="changes">Whether a vague failure leaves the outcome open.</param>
    public ArmAnswer Require(string scope, bool changes = false)
    {
        if (Succeeded && Readable) return this;
        var error = ToError(scope);
        throw changes && (Status >= 500 || Succeeded) ? new UnknownOutcomeException(error) : error;
    }

    /// <summary>The items of a list, or the error that this answer means.</summary>
    public IEnumerable<JsonObject> RequireList(string scope) =>
        Require(scope).Body.Get("value") is JsonArray ? Body.Items("value") : throw Unreadable(scope);

    /// <summary>There is no such thing, in ARM's own words: a proxy's page does not tell.</summary>
    public bool IsAbsent => Status == 404 && Readable;

    /// <summary>An answer that came, but cannot be used.</summary>
    public TimescaleVpcException Unreadable(string scope) =>
        Catalogue.UnreadableAnswer.For(scope, "Azure", What, Status);

    /// <summary>The same for an operation that ended in failure, as this answer says.</summary>
    public ArmAnswer AsFailure(JsonNode? error = null) => this with
    {
        Status = FailedLater,
        Refusal = AzureRefusalReader.OData(new(
            AzureRefusals.Arm.Platform, AzureHosts.Arm.Address.Host, 0,
            (error ?? Body)?.ToJsonString() ?? "", _ => null)),
    };

    /// <summary>The catalogue's words for this failure.</summary>
    /// <param name="scope">What the request was for.</param>
    /// <param name="peering">The peering whose link it is about; null for other requests.</param>
    public TimescaleVpcException ToError(string scope, PeeringSubject? peering = null) =>
        Refusal is null ? Unreadable(scope) : AzureRefusals.Arm.ToError(
            Refusal, new(Who, ActionDenied ?? What, scope, ActionDenied ?? What, scope)
            {
                Peering = peering ?? PeeringSubject.AnyVNet,
            });

    /// <summary>The action that a refusal names, such as Microsoft.Authorization/roleAssignments/write.</summary>
    public string? ActionDenied
    {
        get
        {
            if (Refusal?.Code.EndsWith("AuthorizationFailed", StringComparison.OrdinalIgnoreCase) != true) return null;
            var start = Refusal.Message.IndexOf("'Microsoft.", StringComparison.OrdinalIgnoreCase);
            var end = start < 0 ? -1 : Refusal.Message.IndexOf('\'', start + 1);
            return end < 0 ? null : Refusal.Message[(start + 1)..end];
        }
    }
}
