namespace TimescaleVpc.Engine.Reachability;

/// <summary>Puts a value into a shell script as one word that the shell takes literally.</summary>
internal static class ShellText
{
    public static string Quote(string value)
    {
        // Nothing a server takes as a name, and a script with a NUL or a line break in a word is hard to carry.
        if (value.Any(char.IsControl))
            throw new ArgumentException("A name with control characters cannot go into the script.", nameof(value));
        return "'" + value.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
    }
}
