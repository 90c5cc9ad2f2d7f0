namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The one origin (scheme, host and port) that a client's credentials are for.
/// </summary>
/// <param name="Address">An address there; its path does not matter.</param>
/// <param name="Moved">What to do if its owner has moved it: the setting that points to a new address.</param>
internal sealed record Destination(Uri Address, string Moved)
{
    /// <summary>Whether no request to it changes anything, whatever its method.</summary>
    public bool OnlyReads { get; init; }

    /// <summary>Whether an address is of this origin. One with a user name in it is not: it means to mislead.</summary>
    public bool Holds(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0
        && address.Scheme == Address.Scheme && address.Port == Address.Port
        && Same(address.IdnHost, Address.IdnHost);

    /// <summary>A link out of an answer, if it is a whole address of this origin; else null.</summary>
    public Uri? Follow(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && Holds(address) ? address : null;

    /// <summary>An address in words for an error: without its query, which may hold a secret.</summary>
    public static string Show(Uri address) => address.IsAbsoluteUri
        ? Cut(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))
        : Cut(Uri.EscapeDataString(address.OriginalString.Split('?', '#')[0]).Replace("%2F", "/"));

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
