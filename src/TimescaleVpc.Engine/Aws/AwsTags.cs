using System.Collections;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Tags of the user on what this module made in AWS, beside its own.</summary>
internal static class AwsTags
{
    /// <summary>AWS's limits for any tag of EC2.</summary>
    private const int Most = 50;
    private const int LongestKey = 128;
    private const int LongestValue = 256;
    private const string Reserved = "aws:";

    /// <summary>What was given to -Tag, within AWS's rules.</summary>
    /// <param name="table">The table.</param>
    /// <param name="otherKey">The key that this module sets itself there, beside that of its mark.</param>
    public static UserTags Of(IDictionary table, string otherKey)
    {
        var tags = UserTags.Of(table, (key, value) =>
            key.EnumerateRunes().Count() > LongestKey ? $"AWS takes keys of at most {LongestKey} characters"
            : value.EnumerateRunes().Count() > LongestValue ? $"AWS takes values of at most {LongestValue} characters"
            : IsReserved(key) || IsReserved(value) ? $"AWS keeps what begins with '{Reserved}' to itself"
            : IsOurs(key) || Same(key, otherKey) ? "this module sets that key itself, and finds its work by it" : null);
        RequireRoom(tags, [AwsNames.TagKey, otherKey]);
        return tags;
    }

    /// <summary>Those that the resource does not have, or has with another value.</summary>
    public static Dictionary<string, string> Missing(UserTags tags, IReadOnlyDictionary<string, string> there) =>
        tags.Values.Where(tag => there.GetValueOrDefault(tag.Key) != tag.Value).ToDictionary();

    /// <summary>What a user has put on a resource, as far as it can be put on another one.</summary>
    public static Dictionary<string, string> OfUser(IReadOnlyDictionary<string, string>? there) =>
        (there ?? Ec2Tags.None).Where(tag => !IsReserved(tag.Key) && !IsReserved(tag.Value) && !IsOurs(tag.Key))
            .ToDictionary();

    /// <summary>A resource must have room for them beside the tags that it has.</summary>
    public static void RequireRoom(UserTags tags, IEnumerable<string> there)
    {
        var count = there.Where(key => !IsReserved(key)).Union(tags.Values.Select(tag => tag.Key)).Count();
        if (count > Most && !tags.IsEmpty)
        {
            throw Catalogue.TagRefused.For(tags.Values[0].Key, tags.ToString(),
                $"with those that it has anyway it would be {count} tags, and AWS takes at most {Most}");
        }
    }

    /// <summary>Puts on a resource what it lacks of the tags.</summary>
    /// <param name="tags">The user's tags.</param>
    /// <param name="there">The tags that it has; null for one that is only planned.</param>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="runner">Does the step.</param>
    /// <param name="ec2">EC2 of its region.</param>
    /// <param name="cancel">Stops the request.</param>
    public static async Task AddAsync(
        UserTags tags, IReadOnlyDictionary<string, string>? there, string? id, string name, StepRunner runner,
        Ec2Api ec2, CancellationToken cancel)
    {
        var missingTags = Missing(tags, there ?? Ec2Tags.None);
        if (missingTags.Count == 0) return;
        var words = string.Join(", ", missingTags.Select(tag => $"{tag.Key}={tag.Value}"));
        await runner.EnsureAsync(
            StepCatalogue.AddTags.On($"{name}: {words}", name, words),
            () => ec2.CreateTagsAsync(id!, missingTags, cancel), cancel);
    }

    private static bool IsReserved(string text) => text.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase);

    private static bool IsOurs(string key) =>
        Same(key, AwsNames.TagKey) || key.StartsWith($"{AwsNames.TagKey}:", StringComparison.OrdinalIgnoreCase);
}
