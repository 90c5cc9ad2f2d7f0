namespace TimescaleVpc.Engine.Reachability;

/// <summary>Puts a value into a shell script as one word that the shell takes literally.</summary>
internal static class ShellText
{
    public static string Quote(string value)
    {
        // Nothing a server takes as a name, and a script with a NUL or a line break in a word is hard to carry.
        if (!DisplayText.IsVisible(value))
            throw new ArgumentException("A name with characters that cannot be seen cannot go into the script.",
                nameof(value));
        return "'" + value.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
    }
}
