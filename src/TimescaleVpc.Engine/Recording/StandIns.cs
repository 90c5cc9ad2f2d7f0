using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// Puts stand-ins into texts. Ids are known by their form; names are those that were learned before, wherever they
/// stand as whole words.
/// </summary>
internal sealed partial class StandIns
{
    /// <summary>A shorter name may be a word of any sentence; it is replaced where it stands in quotes.</summary>
    private const int ShortestWord = 4;

    private static readonly Dictionary<string, Keeping> Public = AllowList.InAnyCase(WordPlace.Guid);
    private static readonly Dictionary<string, Keeping> HostParts = AllowList.InAnyCase(WordPlace.Host);

    private readonly NameTable names = new();
    private readonly RangeMap ranges;
    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
    private Regex? knownPattern;

    public StandIns() => ranges = new RangeMap(names.Key.ToArray());

    /// <summary>Each name and id, and what stands for it.</summary>
    public IReadOnlyDictionary<string, string> Table => names.All;

    public NameTable Names => names;

    /// <summary>Learns a name.</summary>
    public void Learn(string name)
    {
        if (name.Length == 0 || Id().Match(name) is { Success: true } id && id.Length == name.Length
            || name.StartsWith(Marks.Own, StringComparison.OrdinalIgnoreCase)
            || AwsNames.PartsOfGroup(name) is not null || names.OfName(name) == name) return;
        words.Add(name);
        knownPattern = null;
    }

    /// <summary>Learns what is its owner's own in a host.</summary>
    public void LearnHost(string host)
    {
        foreach (var part in host.Split('.')[..^1].Where(part => !IsPublic(part))) Learn(part.Split(':')[0]);
    }

    /// <summary>Whether a word was learned as a name.</summary>
    public bool Knows(string word) => words.Contains(word);

    /// <summary>Learns the names in ARM ids that stand in a text.</summary>
    public void LearnFrom(string text)
    {
        foreach (Match path in ArmNames().Matches(text))
        {
            if (path.Groups[1].Success) Learn(path.Groups[1].Value);
            var parts = path.Groups[2].Value.Split('/', StringSplitOptions.RemoveEmptyEntries);
            for (var at = 1; at < parts.Length; at += 2)
                if (!Same(parts[at - 1], "locations") && !Same(parts[at - 1], "providers")) Learn(parts[at]);
        }
    }

    /// <summary>A name as a whole; what this module makes up from names follows from their stand-ins.</summary>
    public string OfName(string name) =>
        name.StartsWith(Marks.Own, StringComparison.OrdinalIgnoreCase) ? OfText(name)
        : AwsNames.PartsOfGroup(name) is var (vpc, range) ? AwsNames.Group(OfVpc(vpc), OfValue(range))
        : Id().Match(name) is { Success: true } id && id.Length == name.Length ? OfText(name) : names.OfName(name);

    /// <summary>A host: what is its owner's own in it is replaced.</summary>
    public string OfHost(string host)
    {
        if (ranges.Of(host) is { } address) return address;
        var parts = host.Split('.');
        return string.Join('.', parts.Select((part, at) =>
            at == parts.Length - 1 || IsPublic(part) ? part
            : Port().Match(part) is { Success: true } hostPart
                ? names.OfName(hostPart.Groups[1].Value) + hostPart.Groups[2].Value : names.OfName(part)));
    }

    /// <summary>Ids by their form, and no names.</summary>
    public string OfValue(string text) => Id().Replace(text, OfId);

    /// <summary>Ids and names.</summary>
    public string OfText(string text) => Known().Replace(text, match => match.Groups["name"] is { Success: true } name
        ? names.OfName(name.Value) : OfId(match));

    /// <summary>The name of a VPC as a group has it. That of a cloud with its region stays.</summary>
    private string OfVpc(string name) =>
        words.FirstOrDefault(word => AwsNames.Plain(word) == name) is { } knownWord ? names.OfName(knownWord)
        : CloudName().IsMatch(name) ? name : names.OfName(name);

    private static bool IsPublic(string part) => HostParts.ContainsKey(part) || Region().IsMatch(part);

    private string OfId(Match match)
    {
        var id = match.Value;
        if (names.All.TryGetValue(id, out var set) && match.Groups["own"].Success) return set;
        if (match.Groups["guid"].Success) return Public.ContainsKey(id) ? id : names.OfGuid(id);
        if (match.Groups["aws"].Success) return names.OfHex(id);
        if (match.Groups["key"].Success) return names.OfKeyId(id);
        if (match.Groups["mail"].Success) return OfMail(id);
        if (match.Groups["account"].Success) return names.OfNumber(id);
        if (match.Groups["arn"].Success)
            return match.Groups["arnhead"].Value + string.Join('/', match.Groups["arnname"].Value.Split('/')
                .Select(names.OfName));
        return match.Groups["own"].Success ? id : OfAddress(id);
    }

    private string OfAddress(string text) =>
        ranges.Of(text) is { } standIn && standIn != text ? names.Keep(text, () => standIn) : text;

    private string OfMail(string text)
    {
        var at = text.LastIndexOf('@');
        return names.Keep(text, () => $"{names.OfName(text[..at])}@{OfHost(text[(at + 1)..])}");
    }

    private Regex Known()
    {
        if (knownPattern is not null) return knownPattern;
        var pattern = new StringBuilder(IdPattern);
        var longer = words.Where(word => word.Length >= ShortestWord).OrderByDescending(word => word.Length)
            .Select(Regex.Escape).ToArray();
        var shorter = words.Where(word => word.Length < ShortestWord).Select(Regex.Escape).ToArray();
        if (longer.Length > 0)
            pattern.Append($@"|(?:(?<![\w-])|(?<={Marks.Own}-))(?<name>{string.Join('|', longer)})(?![\w-])");
        if (shorter.Length > 0)
            pattern.Append($@"|(?<=['""/=])(?<name>{string.Join('|', shorter)})(?=['""/]|\z)");
        return knownPattern = new Regex(pattern.ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    private const string IdPattern =
        @"(?<guid>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)"
        + @"|(?<own>\btimescalevpc-[0-9a-f]{12}\b)"
        + @"|(?<mail>[\w.+#-]+@[\w-]+(?:\.[\w-]+)+)"
        + @"|(?<arn>(?<arnhead>(?<=:\d{12}:)(?:user|role|assumed-role|federated-user)/)"
        + @"(?<arnname>[\w+=,.@/-]*[\w+=@/-]))"
        + @"|(?<aws>\b[a-z]{1,12}(?:-[a-z]{1,8})?-[0-9a-f]{8}(?:[0-9a-f]{9})?\b)"
        + @"|(?<key>\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{16}\b)"
        + @"|(?<account>(?<![\w-]|\d\.)\d{12}(?![\w-]|\.\d))"
        + @"|(?<address>(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w.]\w))"
        + @"|(?<address>(?<![\w:])(?:[0-9a-f]{1,4}:){1,7}[0-9a-f:]*(?:/\d{1,3})?(?![\w:]))";

    [GeneratedRegex(IdPattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(
        @"/resourceGroups/([^/\s'"",;?&)]+)|/providers/[\w.]+((?:/[^/\s'"",;?&)]+/[^/\s'"",;?&)]+)+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex ArmNames();

    [GeneratedRegex(@"^[a-z]{2}(?:-gov)?-[a-z]+-\d\z")]
    private static partial Regex Region();

    [GeneratedRegex(@"^timescale-[a-z]+-[a-z0-9-]+\z")]
    private static partial Regex CloudName();

    [GeneratedRegex(@"^([\w-]+)(:\d+)\z")]
    private static partial Regex Port();
}
