using TimescaleVpc.Engine.Documents;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// A recording in a file: one line of JSON for what it is, and one for each body and exchange, as they come, and a last
/// one when the session is closed. A process that is killed leaves a file without that, which can be read up to its
/// last whole line.
/// </summary>
internal sealed class RecordFile : IExchangeStore
{
    public const string Format = "TimescaleVpc recording";
    public const int Version = 1;

    private readonly object sync = new();
    private readonly HashSet<string> bodies = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly StreamWriter file;
    private bool isOver;

    public RecordFile(string path, RecordedVersions versions)
    {
        this.path = path;
        try
        {
            file = WholeFile.Open(path, isPrivate: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Catalogue.RecordingNotWritten.For(path, path, error.Message.TrimEnd('.'));
        }

        Write(new JsonObject
        {
            ["format"] = Format, ["version"] = Version,
            ["versions"] = JsonSerializer.SerializeToNode(versions, JsonText.Plain),
        });
    }

    public void Set(RecordedSession session)
    {
        lock (sync) Write(new JsonObject { ["session"] = JsonSerializer.SerializeToNode(session, JsonText.Plain) });
    }

    public void Add(Exchange exchange, params KeptBody?[] bodies)
    {
        lock (sync)
        {
            foreach (var body in bodies.OfType<KeptBody>().Where(body => this.bodies.Add(body.Id)))
                Write(new JsonObject { ["body"] = body.Id, ["text"] = body.Text });
            Write(new JsonObject { ["exchange"] = JsonSerializer.SerializeToNode(exchange, JsonText.Plain) });
        }
    }

    public KeptWire Read()
    {
        lock (sync) return ReportFile.Read(path).Wire;
    }

    public void Dispose()
    {
        lock (sync)
        {
            if (isOver) return;
            Write(new JsonObject { ["end"] = true });
            isOver = true;
            file.Dispose();
        }
    }

    /// <summary>What could not be written cannot be flushed either.</summary>
    private void Close()
    {
        try
        {
            file.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The reader finds no end, and says so.
        }
    }

    private void Write(JsonObject line)
    {
        if (isOver) return;
        try
        {
            file.WriteLine(JsonText.Line(line));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The work goes on without it: what is there can be read.
            isOver = true;
            Close();
            AmbientWork.Sink?.Warning(WarningCatalogue.RecordingEnded.For(path, error.Message));
        }
    }
}
