using System.Reflection;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// What a recording keeps, by name: members of bodies, values of forms and queries, and headers. What a client reads
/// has to be here, or a replay lacks it; what no client reads has no place here. What belongs to one API is in the part
/// of its name.
/// </summary>
internal static partial class AllowList
{
    /// <summary>In place of a secret, and of what was not kept.</summary>
    public const string LeftOut = "***";

    /// <summary>Keys of AWS's tags whose values are kept, beside those of this module.</summary>
    public const string NameTag = "Name";

    public static readonly IReadOnlyDictionary<string, Keeping> Json = In(WordPlace.Json);
    public static readonly IReadOnlyDictionary<string, Keeping> Xml = In(WordPlace.Xml);
    public static readonly IReadOnlyDictionary<string, Keeping> Form = In(WordPlace.Form);
    public static readonly IReadOnlyDictionary<string, Keeping> Query = In(WordPlace.Query);

    /// <summary>In any case: over HTTP/2 their names come in small letters.</summary>
    public static readonly IReadOnlyDictionary<string, Keeping> Headers = InAnyCase(WordPlace.Header);

    /// <summary>Values that say on which page of a list one is: what they are does not matter, but which one.</summary>
    public static readonly IReadOnlyDictionary<string, Keeping> Pages = InAnyCase(WordPlace.Page);

    /// <summary>What several APIs have.</summary>
    private static (WordPlace, Keeping, string)[] Common =>
    [
        (WordPlace.Json, Keeping.Inside, "projects vpcs services service project info"),
        (WordPlace.Json, Keeping.Value, "service_type port status code"),
        (WordPlace.Json, Keeping.Id, "id"),
        (WordPlace.Json, Keeping.Name, "name"),
        (WordPlace.Json, Keeping.Host, "host"),
        (WordPlace.Json, Keeping.Text, "message error details"),
        (WordPlace.Json, Keeping.Mark, "description"),
        (WordPlace.Json, Keeping.Secret, "password"),
        (WordPlace.Header, Keeping.Value, "Date Retry-After Content-Type x-request-id"),
        (WordPlace.Header, Keeping.Link, "Location"),
        (WordPlace.Host, Keeping.Host, "localhost net com io org dev cn a cloud console api"),
        (WordPlace.Path, Keeping.Name, "vpcs"),
    ];

    public static Dictionary<string, Keeping> InAnyCase(WordPlace place) => In(place, StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of all parts that stand in a place. A word that several have is kept as one thing.</summary>
    private static Dictionary<string, Keeping> In(WordPlace place, StringComparer? comparer = null) =>
        typeof(AllowList).GetProperties(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(part => part.GetValue(null)).OfType<(WordPlace Place, Keeping Keeping, string Words)[]>()
            .SelectMany(rows => rows.Where(row => row.Place == place))
            .SelectMany(
                row => row.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
                (row, word) => KeyValuePair.Create(word, row.Keeping))
            .Distinct().ToDictionary(comparer);
}

/// <summary>
/// Where words stand: members of JSON, elements of XML, names in forms before the first dot, values of a query, headers
/// of an answer; in a path, before a name; in a host, what is no customer's; values that tell a page; and GUIDs that
/// all customers have.
/// </summary>
internal enum WordPlace
{
    Json, Xml, Form, Query, Header, Path, Host, Page, Guid,
}
