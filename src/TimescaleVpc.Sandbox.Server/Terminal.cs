namespace TimescaleVpc.Sandbox.Server;

/// <summary>The only access to this program's console; it makes invisible characters visible.</summary>
internal static class Terminal
{
    public static void Line(string text = "") => Console.Out.WriteLine(DisplayText.Of(text));

    public static void Error(string text) => Console.Error.WriteLine(DisplayText.Of(text));

    /// <summary>
    /// A line for a program, which gets the value itself: JSON that escapes, or the path of a program.
    /// </summary>
    public static Task DataAsync(string line) => Console.Out.WriteLineAsync(line);
}
