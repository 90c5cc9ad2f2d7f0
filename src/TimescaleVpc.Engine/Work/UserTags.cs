using System.Collections;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Work;

/// <summary>The tags that a user wants beside those of this module, in the order of their keys.</summary>
internal sealed record UserTags
{
    private UserTags(KeyValuePair<string, string>[] values) => Values = values;

    public IReadOnlyList<KeyValuePair<string, string>> Values { get; }

    public bool IsEmpty => Values.Count == 0;

    /// <summary>As they are shown, and as Entra ID keeps them: key=value.</summary>
    public IEnumerable<string> Words => Values.Select(tag => Word(tag.Key, tag.Value));

    /// <param name="table">What was given to -Tag.</param>
    /// <param name="rule">Why a tag cannot be set where it is meant for; null if it can.</param>
    /// <exception cref="TimescaleVpcException">A tag cannot be set; nothing was changed.</exception>
    public static UserTags Of(IDictionary table, Func<string, string, string?> rule)
    {
        var tags = table.Keys.Cast<object>().Select(key => KeyValuePair.Create($"{key}".Trim(), $"{table[key]}".Trim()))
            .OrderBy(tag => tag.Key, StringComparer.Ordinal).ToArray();
        for (var at = 0; at < tags.Length; at++)
        {
            var (key, value) = tags[at];
            var reason = key.Length == 0 ? "its key is empty"
                : (key + value).Any(char.IsControl) ? "it holds a control character"
                : at > 0 && tags[at - 1].Key == key ? "its key was given twice"
                : rule(key, value);
            if (reason is not null) throw Catalogue.TagRefused.For(key, Word(key, value), reason);
        }

        return new(tags);
    }

    /// <summary>The name of what gets them, with the tags; the name alone if there are none.</summary>
    public string On(string name) => IsEmpty ? name : $"{name} ({this})";

    public override string ToString() => string.Join(", ", Words);

    private static string Word(string key, string value) => $"{key}={value}";
}
