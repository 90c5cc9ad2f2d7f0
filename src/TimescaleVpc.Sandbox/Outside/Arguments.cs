namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Reads targets of more than one part.</summary>
internal static class Arguments
{
    /// <summary>Exactly so many words.</summary>
    public static string[] Words(string target, int count)
    {
        var parts = target.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == count
            ? parts
            : throw new ArgumentException($"'{target}' must be {count} words.", nameof(target));
    }

    /// <summary><c>name=value;name=value</c>; <c>*</c> gives none.</summary>
    public static Dictionary<string, string> Read(string target, params string[] names)
    {
        var arguments = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (target == "*") return arguments;
        foreach (var part in target.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var pair = part.Split('=', 2);
            if (pair.Length != 2 || !names.Contains(pair[0], StringComparer.OrdinalIgnoreCase))
                throw new ArgumentException($"'{part}' is none of {string.Join(", ", names)}.", nameof(target));
            arguments[pair[0]] = pair[1];
        }

        return arguments;
    }
}
