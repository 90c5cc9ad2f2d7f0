namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The operations of Entra ID that peering needs. It is an interface so that the Graph SDK is loaded only when an Entra
/// object is used.
/// </summary>
internal interface IEntraApi
{
    /// <summary>Our applications with this tag, the oldest first.</summary>
    Task<IReadOnlyList<EntraApp>> FindAppsAsync(string tag, CancellationToken cancel);

    /// <summary>The application with this application id; null if there is none.</summary>
    Task<EntraApp?> GetAppAsync(string appId, CancellationToken cancel);

    /// <summary>
    /// Makes a multi-tenant application, unless one with the key is there already: then null, and it can be found.
    /// The key makes the request safe to repeat, also while lists do not show a new application yet.
    /// </summary>
    Task<EntraApp?> CreateAppAsync(
        string name, string key, IReadOnlyList<string> tags, CancellationToken cancel);

    /// <summary>Gives an application these tags, in place of all that it has.</summary>
    Task SetTagsAsync(string objectId, IReadOnlyList<string> tags, CancellationToken cancel);

    /// <summary>Deletes an application with its service principal in this tenant; an absent one is fine.</summary>
    Task DeleteAppAsync(string objectId, CancellationToken cancel);

    /// <summary>The service principal of an application; null if there is none.</summary>
    Task<EntraPrincipal?> FindPrincipalAsync(string appId, CancellationToken cancel);

    /// <summary>Makes the service principal of an application in this tenant.</summary>
    Task<EntraPrincipal> CreatePrincipalAsync(string appId, string tag, CancellationToken cancel);

    /// <summary>Deletes a service principal; an absent one is fine.</summary>
    Task DeletePrincipalAsync(string objectId, CancellationToken cancel);

    /// <summary>Adds a secret.</summary>
    Task<(string KeyId, Secret Value)> AddSecretAsync(
        string objectId, string name, DateTimeOffset expires, CancellationToken cancel);

    /// <summary>Adds a public key, beside those that are there.</summary>
    /// <param name="objectId">The application's object id.</param>
    /// <param name="name">The key's name.</param>
    /// <param name="certificate">The certificate, DER, without a private key.</param>
    /// <param name="from">When the key begins to count.</param>
    /// <param name="until">When it expires.</param>
    /// <param name="cancel">Stops the request.</param>
    Task<string> AddKeyAsync(
        string objectId, string name, byte[] certificate, DateTimeOffset from, DateTimeOffset until,
        CancellationToken cancel);

    /// <summary>The tenant's default policy for credentials of applications.</summary>
    Task<EntraAppPolicy> GetAppPolicyAsync(CancellationToken cancel);

    /// <summary>Removes a secret or a key; an absent one is fine.</summary>
    /// <returns>False if Entra does not know it, or not yet.</returns>
    Task<bool> RemoveCredentialAsync(string objectId, EntraCredential credential, CancellationToken cancel);
}
