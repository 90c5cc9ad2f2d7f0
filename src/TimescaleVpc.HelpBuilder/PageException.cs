namespace TimescaleVpc.HelpBuilder;

/// <summary>
/// A page that is not as it must be. Its text is in the form that builds take for an error of a file.
/// </summary>
internal sealed class PageException(string file, int line, string message) : Exception(message)
{
    public string File { get; } = file;

    public int Line { get; } = line;

    public override string ToString() => $"{File}({Line}): error HELP: {Message}";
}
