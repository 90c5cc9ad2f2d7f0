using System.Collections;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Tags of the user on our application. Entra ID has words only, so each is one: key=value.</summary>
internal static class AppTags
{
    /// <summary>What was given to -Tag.</summary>
    public static UserTags Of(IDictionary table) => UserTags.Of(table, (key, _) =>
        key.Contains('=', StringComparison.Ordinal) ? "a key with '=' could not be told from its value in Entra ID"
        : key.StartsWith(Marks.Own, StringComparison.OrdinalIgnoreCase)
            ? "this module sets such tags itself, and finds its work by them" : null);

    /// <summary>Whether an application lacks one of them.</summary>
    public static bool AreMissing(UserTags? tags, EntraApp app) =>
        tags?.Words.All(word => app.Tags.Contains(word, StringComparer.Ordinal)) == false;

    /// <summary>All tags of an application with those of the user, instead of others of the same key.</summary>
    public static string[] With(UserTags tags, IReadOnlyList<string> there) =>
    [
        .. there.Where(word => !tags.Values.Any(tag => word.StartsWith($"{tag.Key}=", StringComparison.Ordinal))),
        .. tags.Words,
    ];
}
