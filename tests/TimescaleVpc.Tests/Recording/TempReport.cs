using TimescaleVpc.Engine.Recording;
using TimescaleVpc.Engine.Sessions;

namespace TimescaleVpc.Tests.Recording;

/// <summary>What a session has kept, in a file, with the names as they are.</summary>
internal sealed class TempReport : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    /// <param name="session">The session.</param>
    /// <param name="keepNames">Whether its names stay.</param>
    public TempReport(TimescaleSession session, bool keepNames = false)
    {
        var recording = SessionState.Of(session).Recording!;
        var run = ReportCleaning.Of(recording.Read(), recording.Recorder.Secrets);
        Names = ReportNames.Learn(run);
        Text = ReportFile.Write(keepNames ? run : new ReportText(Names).Of(run));
        File.WriteAllText(Path, Text);
    }

    public StandIns Names { get; }

    public string Text { get; }

    public string Path => System.IO.Path.Combine(folder.FullName, "report.json");

    public void Dispose() => folder.Delete(recursive: true);
}
