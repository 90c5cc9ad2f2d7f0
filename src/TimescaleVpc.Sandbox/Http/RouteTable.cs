namespace TimescaleVpc.Sandbox.Http;

/// <summary>
/// Every verb of every path is registered, and a path matches as a whole. So a verb that a sub-resource does not
/// support cannot reach its parent.
/// </summary>
internal sealed class RouteTable(IReadOnlyList<Route> routes)
{
    public IReadOnlyList<Route> Routes { get; } = routes;

    /// <summary>The route, or null with whether the path is served for other verbs.</summary>
    public (Route? Route, bool PathKnown) Find(string method, string path, IDictionary<string, string> values)
    {
        var isPathKnown = false;
        foreach (var route in Routes)
        {
            if (route.Match(path) is not { } placeholders) continue;
            isPathKnown = true;
            if (route.Method != method) continue;
            foreach (var (name, value) in placeholders) values[name] = value;
            return (route, true);
        }

        return (null, isPathKnown);
    }
}
