using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>
/// The filters of a describe request: the values of one filter are alternatives, and all filters must match.
/// </summary>
internal sealed class Ec2Filter<T>(
    IReadOnlyDictionary<string, Func<T, IEnumerable<string?>>> filters,
    Func<T, IReadOnlyDictionary<string, string>> tags)
{
    public List<T> Apply(Ec2Request request, IEnumerable<T> items)
    {
        var tests = request.Form.Items("Filter").Select(item => Test(item)).ToList();
        return request.World.Settings.AwsIgnoreFilters
            ? [.. items] : [.. items.Where(item => tests.TrueForAll(test => test(item)))];
    }

    private Predicate<T> Test(Ec2Form filter)
    {
        var name = filter.Text("Name") ?? throw Ec2Errors.Missing("Filter.Name");
        var values = filter.List("Value");
        if (values.Count == 0) throw Ec2Errors.Value($"The filter '{name}' has no values");
        bool IsWanted(string? value) => value is not null && values.Exists(pattern => Wildcard.Matches(pattern, value));
        if (name.StartsWith("tag:", StringComparison.Ordinal))
            return item => tags(item).TryGetValue(name[4..], out var value) && IsWanted(value);
        if (name == "tag-key") return item => tags(item).Keys.Any(IsWanted);
        if (!filters.TryGetValue(name, out var selector)) throw Ec2Errors.Value($"The filter '{name}' is invalid");
        return item => selector(item).Any(IsWanted);
    }
}
