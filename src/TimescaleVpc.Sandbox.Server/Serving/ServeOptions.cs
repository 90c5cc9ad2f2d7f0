using System.Globalization;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>The options of the command line.</summary>
internal sealed record ServeOptions
{
    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The port for plain http and for a proxy's CONNECT; null opens none, 0 takes a free one.</summary>
    public int? HttpPort { get; init; }

    /// <summary>Seconds that pass in the sandbox for each real one.</summary>
    public double Speed { get; init; } = 1;

    public int Seed { get; init; } = 1;

    /// <summary>Whether the sandbox's time starts at the machine's, which clients compare with their own.</summary>
    public bool StartNow { get; init; }

    /// <summary>Whether requests take as long as one would guess of the real platforms.</summary>
    public bool RealisticLatency { get; init; }

    /// <summary>The path of the public certificate; null creates a file in the temporary folder.</summary>
    public string? Certificate { get; init; }

    /// <summary>The path of the connection file, which only the owner can read; null writes none.</summary>
    public string? ConnectionFile { get; init; }

    /// <summary>Whether the server ends with its standard input, and so with the process that started it.</summary>
    public bool ExitWithStdin { get; init; }

    /// <exception cref="FormatException">An option or its value is unfit.</exception>
    public static ServeOptions Parse(IEnumerable<string> arguments)
    {
        var options = new ServeOptions();
        using var rest = arguments.GetEnumerator();
        while (rest.MoveNext())
        {
            var name = rest.Current;
            string Value() => rest.MoveNext() ? rest.Current : throw new FormatException($"{name} needs a value.");
            options = name switch
            {
                "--port" => options with { Port = (int)Number(name, Value(), 0, 65535) },
                "--http-port" => options with { HttpPort = (int)Number(name, Value(), 0, 65535) },
                "--speed" => options with { Speed = Number(name, Value(), 0.001, 100_000) },
                "--start-now" => options with { StartNow = true },
                "--seed" => options with { Seed = (int)Number(name, Value(), int.MinValue, int.MaxValue) },
                "--latency" => options with { RealisticLatency = IsRealistic(Value()) },
                "--certificate" => options with { Certificate = Path.GetFullPath(Value()) },
                "--connection-file" => options with { ConnectionFile = Path.GetFullPath(Value()) },
                "--exit-with-stdin" => options with { ExitWithStdin = true },
                _ => throw new FormatException($"There is no option {name}."),
            };
        }

        return options;
    }

    private static double Number(string name, string text, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"{name} is a number from {least} to {most}, not '{text}'."));

    private static bool IsRealistic(string text) => text switch
    {
        "zero" => false,
        "realistic" => true,
        _ => throw new FormatException($"--latency is zero or realistic, not '{text}'."),
    };
}
