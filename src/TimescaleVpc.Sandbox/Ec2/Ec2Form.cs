using System.Globalization;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>The form of a Query request, or the part of it below a prefix such as <c>IpPermissions.1.</c></summary>
internal sealed class Ec2Form
{
    private readonly IReadOnlyDictionary<string, string> values;
    private readonly string prefix;

    public Ec2Form(string body)
        : this(Read(body), "")
    {
    }

    private Ec2Form(IReadOnlyDictionary<string, string> values, string prefix)
    {
        this.values = values;
        this.prefix = prefix;
    }

    /// <summary>The names with each index replaced by N.</summary>
    public IEnumerable<(string Name, string Pattern)> Names => values.Keys.Select(name => (name,
        string.Join('.', name.Split('.').Select(part => part.All(char.IsAsciiDigit) ? "N" : part))));

    /// <summary>The route that the form's Action names.</summary>
    public static (Route? Route, bool PathKnown) Route(SimulatedRequest request, RouteTable table, string prefix)
    {
        if (request.Method != "POST" || request.Path != "/") return (null, false);
        var kind = $"{prefix}.{new Ec2Form(request.Body).Text("Action")}";
        return (table.Routes.FirstOrDefault(route => route.Kind == kind), true);
    }

    public string? Text(string name) => values.GetValueOrDefault(prefix + name);

    public bool? Flag(string name) => Text(name) is { } text ? Same(text, "true") : null;

    /// <summary>The values of a plain list, in the order of their indices.</summary>
    public List<string> List(string name) =>
        [.. Indices(name).Select(index => Text($"{name}.{index}")).OfType<string>()];

    /// <summary>The structures of a list.</summary>
    public List<Ec2Form> Items(string name) =>
        [.. Indices(name).Select(index => new Ec2Form(values, $"{prefix}{name}.{index}."))];

    private IEnumerable<int> Indices(string name)
    {
        var start = $"{prefix}{name}.";
        return values.Keys.Where(key => key.StartsWith(start, StringComparison.Ordinal))
            .Select(key => key[start.Length..].Split('.')[0])
            .Where(part => part.Length is > 0 and < 6 && part.All(char.IsAsciiDigit))
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture)).Distinct().Order();
    }

    private static Dictionary<string, string> Read(string body)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in SimulatedRequest.Parse(body)) values[pair.Key] = pair.Value;
        return values;
    }
}
