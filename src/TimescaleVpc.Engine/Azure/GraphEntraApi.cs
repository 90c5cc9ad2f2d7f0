using Microsoft.Graph;
using Microsoft.Graph.Applications.Item.AddPassword;
using Microsoft.Graph.Applications.Item.RemovePassword;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using static TimescaleVpc.Engine.Steps.EntraActions;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Entra ID through the Graph SDK. Nothing else in the engine names a type of it.</summary>
internal sealed class GraphEntraApi(
    Wire wire, AzureTokens tokens, string? tenant, string who = ArmTransport.SignIn) : IDisposable
{
    /// <summary>Far above what a filter of ours finds: a server that never ends its list is broken.</summary>
    private const int MostPages = 100;

    private static readonly string[] AppFields =
        ["id", "appId", "displayName", "signInAudience", "tags", "createdDateTime", "passwordCredentials",
            "keyCredentials"];

    private static readonly string[] PrincipalFields = ["id", "appId", "appOwnerOrganizationId", "tags"];

    private readonly GraphServiceClient graph =
        new(
            Wire.Over(new GraphErrors { InnerHandler = wire.HandlerFor(AzureHosts.Graph) }),
            new KeptToken(tokens, tenant));

    public void Dispose() => graph.Dispose();

    /// <summary>Our applications with this tag, the oldest first.</summary>
    // A filter is a wish: what a server that passes over it sends as well is nothing that was asked for.
    public async Task<IReadOnlyList<EntraApp>> FindAppsAsync(string tag, CancellationToken cancel)
    {
        var applications = await AppsAsync("find applications", $"tags/any(t:t eq '{Quote(tag)}')", cancel);
        return [.. applications.Select(Read).Where(app => app.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
            .OrderBy(app => app.Created).ThenBy(app => app.ObjectId, StringComparer.Ordinal)];
    }

    /// <summary>The application with this application id; null if there is none.</summary>
    public async Task<EntraApp?> GetAppAsync(string appId, CancellationToken cancel) =>
        (await AppsAsync("find the application", $"appId eq '{Quote(appId)}'", cancel))
            .Find(app => Same(app.AppId, appId)) is { } app ? Read(app) : null;

    /// <summary>
    /// Makes a multi-tenant application, unless one with the key is there already: then null, and it can be found.
    /// The key makes the request safe to repeat, also while lists do not show a new application yet.
    /// </summary>
    public async Task<EntraApp?> CreateAppAsync(
        string name, string key, IReadOnlyList<string> tags, CancellationToken cancel)
    {
        const string What = "create an application";
        Application Body() => new() { DisplayName = name, SignInAudience = "AzureADMultipleOrgs", Tags = [.. tags] };
        try
        {
            // Lists of the directory lag: a run right after one that was killed does not see the application, and would
            // make a second one. By its key it gets the first.
            var app = await AskAsync(What, $"{CreateApp} and {UpdateApp}",
                () => graph.ApplicationsWithUniqueName(key).PatchAsync(
                    Body(), request => request.Headers.Add("Prefer", "create-if-missing"), cancel), cancel);
            return IsWhole(app) ? Read(app!) : null;
        }
        catch (EntraException error) when (error.Status is 400 or 409 && error.Refusal.IsReadable)
        {
            // The key may still be held by a deleted application in the recycle bin.
            var app = await AskAsync(
                What, CreateApp, () => graph.Applications.PostAsync(Body(), null, cancel), cancel);
            return Read(Whole(app, What));
        }
    }

    /// <summary>Gives an application these tags, in place of all that it has.</summary>
    public Task SetTagsAsync(string objectId, IReadOnlyList<string> tags, CancellationToken cancel) =>
        AskAsync(
            "tag the application", UpdateApp,
            () => graph.Applications[objectId].PatchAsync(new Application { Tags = [.. tags] }, null, cancel), cancel);

    /// <summary>Deletes an application with its service principal in this tenant; an absent one is fine.</summary>
    public Task DeleteAppAsync(string objectId, CancellationToken cancel) =>
        RemoveAsync(
            "delete the application", DeleteApp, () => graph.Applications[objectId].DeleteAsync(null, cancel), cancel);

    /// <summary>The service principal of an application; null if there is none.</summary>
    public async Task<EntraPrincipal?> FindPrincipalAsync(string appId, CancellationToken cancel)
    {
        var principals = await ListAsync(
            "find a service principal", ReadPrincipal,
            async next =>
            {
                var page = await (next is null ? graph.ServicePrincipals : graph.ServicePrincipals.WithUrl(next))
                    .GetAsync(
                        request => (request.QueryParameters.Filter, request.QueryParameters.Select) =
                            ($"appId eq '{Quote(appId)}'", PrincipalFields),
                        cancel);
                return (page?.Value, page?.OdataNextLink);
            },
            cancel);
        return principals.Find(item => Same(item.AppId, appId)) is { } principal ? Read(principal) : null;
    }

    /// <summary>Makes the service principal of an application in this tenant.</summary>
    public async Task<EntraPrincipal> CreatePrincipalAsync(string appId, string tag, CancellationToken cancel)
    {
        var body = new ServicePrincipal { AppId = appId, Tags = [tag] };
        var principal = await AskAsync(
            "create a service principal", CreatePrincipal,
            () => graph.ServicePrincipals.PostAsync(body, null, cancel), cancel);
        return Read(Whole(principal, "create a service principal"));
    }

    /// <summary>Deletes a service principal; an absent one is fine.</summary>
    public Task DeletePrincipalAsync(string objectId, CancellationToken cancel) =>
        RemoveAsync(
            "delete the service principal", DeletePrincipal,
            () => graph.ServicePrincipals[objectId].DeleteAsync(null, cancel), cancel);

    /// <summary>Adds a secret.</summary>
    public async Task<(string KeyId, Secret Value)> AddSecretAsync(
        string objectId, string name, DateTimeOffset expires, CancellationToken cancel)
    {
        var body = new AddPasswordPostRequestBody
        {
            PasswordCredential = new PasswordCredential { DisplayName = name, EndDateTime = expires },
        };
        var createdPassword = await AskAsync(
            "add a secret", UpdateCredentials,
            () => graph.Applications[objectId].AddPassword.PostAsync(body, null, cancel), cancel);
        var (id, text) = (createdPassword?.KeyId, createdPassword?.SecretText);
        return id is null || text is null
            ? throw new UnknownOutcomeException(Unreadable("add a secret"))
            : (id.Value.ToString(), new Secret(text));
    }

    /// <summary>Adds a public key, beside those that are there.</summary>
    /// <param name="objectId">The application's object id.</param>
    /// <param name="name">The key's name.</param>
    /// <param name="certificate">The certificate, DER, without a private key.</param>
    /// <param name="from">When the key begins to count.</param>
    /// <param name="until">When it expires.</param>
    /// <param name="cancel">Stops the request.</param>
    public async Task<string> AddKeyAsync(
        string objectId, string name, byte[] certificate, DateTimeOffset from, DateTimeOffset until,
        CancellationToken cancel)
    {
        var keys = await KeysAsync(objectId, cancel);
        var id = Guid.NewGuid();
        keys.Add(new KeyCredential
        {
            KeyId = id, DisplayName = name, Type = "AsymmetricX509Cert", Usage = "Verify", Key = certificate,
            StartDateTime = from, EndDateTime = until,
        });
        await PatchKeysAsync(objectId, keys, cancel);
        return id.ToString();
    }

    /// <summary>Removes a secret or a key; an absent one is fine.</summary>
    /// <returns>False if Entra does not know it, or not yet.</returns>
    public async Task<bool> RemoveCredentialAsync(
        string objectId, EntraCredential credential, CancellationToken cancel)
    {
        var id = Guid.Parse(credential.KeyId);
        if (!credential.IsKey)
        {
            var body = new RemovePasswordPostRequestBody { KeyId = id };
            return await RemoveAsync(
                "remove a secret", UpdateCredentials,
                () => graph.Applications[objectId].RemovePassword.PostAsync(body, null, cancel), cancel);
        }

        var keys = await KeysAsync(objectId, cancel);
        if (keys.RemoveAll(key => key.KeyId == id) > 0) await PatchKeysAsync(objectId, keys, cancel);
        return true;
    }

    /// <summary>The tenant's default policy for credentials of applications.</summary>
    public async Task<EntraAppPolicy> GetAppPolicyAsync(CancellationToken cancel)
    {
        const string What = "read the policy for applications";
        var policy = await AskAsync(
            What, ReadPolicy, () => graph.Policies.DefaultAppManagementPolicy.GetAsync(null, cancel), cancel,
            changes: false);
        return EntraPolicies.Read(policy) ?? throw Unreadable(What);
    }

    private Task<List<Application>> AppsAsync(string what, string filter, CancellationToken cancel) => ListAsync(
        what, ReadApp,
        async next =>
        {
            var page = await (next is null ? graph.Applications : graph.Applications.WithUrl(next)).GetAsync(
                request => (request.QueryParameters.Filter, request.QueryParameters.Select) = (filter, AppFields),
                cancel);
            return (page?.Value, page?.OdataNextLink);
        },
        cancel);

    /// <summary>
    /// A list to its end; a link has its own query. One to anywhere but Graph itself is nothing that Graph has sent.
    /// </summary>
    private async Task<List<T>> ListAsync<T>(
        string what, string permission, Func<string?, Task<(List<T>? Items, string? Next)>> read,
        CancellationToken cancel)
        where T : Entity
    {
        var allItems = new List<T>();
        var pages = new HashSet<string>(StringComparer.Ordinal);
        for (string? next = null; ;)
        {
            var (items, link) = await AskAsync(what, permission, () => read(next), cancel, changes: false);
            allItems.AddRange(All(items, what));
            if (string.IsNullOrEmpty(link)) return allItems;
            next = AzureHosts.Graph.Follow(link)?.AbsoluteUri ?? throw Unreadable(what);
            if (!pages.Add(next) || pages.Count > MostPages) throw Unreadable(what);
        }
    }

    private async Task<List<KeyCredential>> KeysAsync(string objectId, CancellationToken cancel)
    {
        const string What = "read the application's keys";
        var app = await AskAsync(What, ReadApp, () => graph.Applications[objectId].GetAsync(
            request => request.QueryParameters.Select = ["id", "keyCredentials"], cancel), cancel, changes: false);
        // The list is written back as a whole: a key that was not shown would be lost.
        return app?.KeyCredentials is { } keys && keys.TrueForAll(key => key is not null)
            ? keys : throw Unreadable(What);
    }

    private Task<Application?> PatchKeysAsync(string objectId, List<KeyCredential> keys, CancellationToken cancel) =>
        AskAsync(
            "change the application's keys", UpdateCredentials,
            () => graph.Applications[objectId].PatchAsync(
                new Application { KeyCredentials = keys }, null, cancel), cancel);

    /// <summary>A removal.</summary>
    /// <returns>False if what it is about is absent, which is fine.</returns>
    private Task<bool> RemoveAsync(string what, string permission, Func<Task> call, CancellationToken cancel) =>
        AskAsync(what, permission, async () =>
        {
            await call();
            return true;
        }, cancel, absentIsFine: true);

    /// <summary>One call: the SDK's failures become ours.</summary>
    private async Task<T?> AskAsync<T>(
        string what, string permission, Func<Task<T?>> call, CancellationToken cancel, bool changes = true,
        bool absentIsFine = false, DateTimeOffset? newerThan = null)
    {
        // Asked for here, and kept: what the sign-in says must not pass through the SDK, nor for an answer of Graph.
        await tokens.GetAsync(AzureTokens.Graph, tenant, newerThan, cancel);
        try
        {
            return await call();
        }
        catch (RefusedException error) when (error.Refusal.Status == 401 && newerThan is null)
        {
            // Expired on the way: a fresh token, once.
            return await AskAsync(what, permission, call, cancel, changes, absentIsFine, tokens.Now);
        }
        catch (RefusedException error) when (absentIsFine && error.Refusal is { IsReadable: true } refusal
            && (refusal.Status == 404 || refusal.Status == 400 && IsNoCredential(refusal)))
        {
            return default;
        }
        catch (RefusedException error)
        {
            var failure = new EntraException(error.Refusal, who, what, permission);
            var isOpen = error.Refusal is { Status: >= 500 } or { IsReadable: false };
            throw isOpen && changes ? new UnknownOutcomeException(failure.ToError()) : failure;
        }
        catch (Exception error) when (WireException.IsLost(error, cancel))
        {
            throw WireException.Report(error, what, AzureHosts.Graph.Address.Host, what, changes);
        }
        catch (Exception error) when (
            error is not (OperationCanceledException or TimescaleVpcException or RefusalException))
        {
            // For a response that it cannot read, the SDK throws any exception of its parser.
            throw changes ? new UnknownOutcomeException(Unreadable(what)) : Unreadable(what);
        }
    }

    private static TimescaleVpcException Unreadable(string what, int status = 200) =>
        Catalogue.UnreadableAnswer.For(what, "Microsoft Graph", what, status);

    /// <summary>A list, each item of which says what it is.</summary>
    private static List<T> All<T>(List<T>? items, string what)
        where T : Entity => items?.TrueForAll(IsWhole) == true ? items : throw Unreadable(what);

    private static T Whole<T>(T? value, string what)
        where T : Entity => IsWhole(value) ? value! : throw new UnknownOutcomeException(Unreadable(what));

    private static bool IsWhole(Entity? value) => value is
        Application { Id: not null, AppId: not null } or ServicePrincipal { Id: not null, AppId: not null };

    /// <summary>Graph's words for a secret that is not there.</summary>
    private static bool IsNoCredential(PlatformRefusal refusal) =>
        refusal.Message.StartsWith("No password credential found", StringComparison.OrdinalIgnoreCase);

    private static string[] Texts(List<string>? texts) => [.. (texts ?? []).OfType<string>()];

    private static string Quote(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private static EntraApp Read(Application app) => new(
        app.Id ?? "", app.AppId ?? "", app.DisplayName ?? "", app.SignInAudience, Texts(app.Tags), app.CreatedDateTime,
        [
            .. (app.PasswordCredentials ?? []).SelectMany(
                item => Credential(item?.KeyId, item?.DisplayName, item?.EndDateTime, isKey: false)),
            .. (app.KeyCredentials ?? []).SelectMany(
                item => Credential(item?.KeyId, item?.DisplayName, item?.EndDateTime, isKey: true)),
        ]);

    private static EntraCredential[] Credential(Guid? id, string? name, DateTimeOffset? expires, bool isKey) =>
        id is null ? [] : [new($"{id}", name ?? "", expires, isKey)];

    private static EntraPrincipal Read(ServicePrincipal principal) => new(
        principal.Id ?? "", principal.AppId ?? "", principal.AppOwnerOrganizationId?.ToString(), Texts(principal.Tags));

    /// <summary>
    /// The session's token on each request; the SDK's own provider would leave it out on unlisted hosts.
    /// </summary>
    private sealed class KeptToken(AzureTokens tokens, string? tenant) : IAuthenticationProvider
    {
        public async Task AuthenticateRequestAsync(
            RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null,
            CancellationToken cancellationToken = default)
        {
            var token = await tokens.GetAsync(AzureTokens.Graph, tenant, newerThan: null, cancellationToken);
            request.Headers.TryAdd("Authorization", "Bearer " + token.Token);
        }
    }
}
