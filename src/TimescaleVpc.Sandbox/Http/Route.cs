using System.Text.RegularExpressions;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>One verb on one path, its kind and its handler. <c>{name}</c> stands for one path segment.</summary>
internal sealed class Route
{
    private readonly Regex path;

    public Route(
        string method, string pattern, string kind, Func<SimulatedRequest, SimulatedResponse> respond,
        bool ignoreCase = false)
    {
        Method = method;
        Pattern = pattern;
        Kind = kind;
        Respond = respond;
        var segments = Regex.Replace(
            Regex.Escape(pattern), @"\\\{(\w+)}", match => $"(?<{match.Groups[1].Value}>[^/']+)");
        var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        path = new Regex($"^{segments}/?$", options);
    }

    public string Method { get; }

    public string Pattern { get; }

    public string Kind { get; }

    public Func<SimulatedRequest, SimulatedResponse> Respond { get; }

    /// <summary>The values of the path's placeholders; null if the path is another one.</summary>
    public Dictionary<string, string>? Match(string path)
    {
        var match = this.path.Match(path);
        if (!match.Success) return null;
        return match.Groups.Keys.Where(name => !char.IsDigit(name[0]))
            .ToDictionary(name => name, name => match.Groups[name].Value);
    }

    public override string ToString() => $"{Method} {Pattern} -> {Kind}";
}
