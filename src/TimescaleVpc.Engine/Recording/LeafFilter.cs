using System.Security.Cryptography;
using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Engine.Recording;

/// <summary>What is kept of a single value.</summary>
internal sealed class LeafFilter(KnownSecrets secrets) : ILeafMap
{
    /// <summary>Longer parts of a path are no names.</summary>
    private const int LongestSegment = 100;

    private const string PageMark = "page-";

    /// <summary>The number of a page says nothing to anyone but this session.</summary>
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    public void LeftOut(string name, string value) => secrets.LearnMember(name, value);

    public string? Of(string name, Keeping keeping, string value) => keeping switch
    {
        _ when AllowList.Pages.ContainsKey(name) => Page(value),
        Keeping.Secret => AllowList.LeftOut,
        Keeping.Link => Link(value),
        Keeping.Mark when !value.StartsWith(Marks.Own, StringComparison.OrdinalIgnoreCase) => null,
        _ => secrets.Clean(value),
    };

    /// <summary>The path of a request, unescaped.</summary>
    public string Path(Uri address) => string.Join('/', address.AbsolutePath.Split('/')
        .Select(Uri.UnescapeDataString)
        .Select(part => part.Length > LongestSegment ? Page(part) : secrets.Clean(part)));

    /// <summary>A query's values on the list.</summary>
    public string Query(Uri address) => FormText.Write(Pairs(address.Query));

    private IEnumerable<(string Name, string Value)> Pairs(string query)
    {
        foreach (var (name, value) in FormText.Read(query.TrimStart('?')))
        {
            var isPage = AllowList.Pages.ContainsKey(name);
            var keeping = Keeping.Value;
            if ((isPage || AllowList.Query.TryGetValue(name, out keeping)) && Of(name, keeping, value) is { } outcome)
                yield return (name, outcome);
        }
    }

    private string Link(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address)) return secrets.Clean(value.Split('?', '#')[0]);
        var path = string.Join('/', Path(address).Split('/').Select(Uri.EscapeDataString));
        var query = Query(address);
        return $"{address.Scheme}://{address.Authority}{path}{(query.Length > 0 ? "?" : "")}{query}";
    }

    private string Page(string value) => value.StartsWith(PageMark, StringComparison.Ordinal) || value.Length == 0
        ? value : PageMark + Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value)))[..16]
            .ToLowerInvariant();
}
