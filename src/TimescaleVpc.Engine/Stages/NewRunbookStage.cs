using TimescaleVpc.Engine.Documents;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Runbooks;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Writes a runbook and what it needs to be allowed. It asks no platform, so it needs no session.</summary>
internal sealed class NewRunbookStage(RunbookRequest request, ISink sink) : IStage
{
    private const string Extension = ".ps1";

    private static readonly Dictionary<string, string> NoDefaults = [];

    private readonly RunbookCloud cloud = RunbookRights.In(request.Cloud);

    private readonly RunbookKind kind = request.Drift ? RunbookKind.Drift
        : request.Undo ? RunbookKind.Undo : RunbookKind.Peer;

    private string Word => cloud.Name.ToLowerInvariant();

    public async Task ProcessAsync(object? item, CancellationToken cancel)
    {
        if (!request.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            throw Catalogue.InvalidInput.For(request.Path, request.Path, "a runbook", "Give a file that ends in .ps1.");

        var stem = request.Path[..^Extension.Length];
        var roles = cloud.Of(kind);
        var runbook = new VpcRunbook
        {
            Path = request.Path,
            RightsPath = $"{stem}.rights.json",
            RightsScriptPath = $"{stem}.rights.ps1",
            Cloud = cloud.Name,
            IsUndo = request.Undo,
            IsDrift = request.Drift,
            RoleAssignments = roles,
            Planned = sink.Planning,
        };
        // A file may be called anything; in a script its name stands in a comment, or is a literal.
        var name = Path.GetFileName(stem);
        var texts = new Dictionary<string, string>
        {
            ["Version"] = typeof(NewRunbookStage).Assembly.GetName().Version!.ToString(3),
            ["RunbookComment"] = PowerShellLiteral.Comment(name),
            ["Runbook"] = PowerShellLiteral.Of(name),
            ["Description"] = PowerShellLiteral.Of($"For the runbook {name} of TimescaleVpc."),
            ["RightsFile"] = PowerShellLiteral.Of(Path.GetFileName(runbook.RightsPath)),
        };
        (string Path, string Text)[] files =
        [
            (runbook.Path, FillRunbook(texts)),
            (runbook.RightsPath, cloud.ToJson(roles) + "\n"),
            (runbook.RightsScriptPath, Template($"Rights.{Word}.ps1.template").Fill(texts, NoDefaults)),
        ];

        // All or nothing: what is there is noticed before the first file is written.
        foreach (var (path, _) in files) FileOf(path).RequireFree();
        foreach (var (path, text) in files)
        {
            if (await StepRunner.MayAsync(LocalSteps.WriteFile.On(path), sink, cancel)) FileOf(path).Write(text);
            else if (!sink.Planning) return;
        }

        sink.Output(runbook);
    }

    private string FillRunbook(Dictionary<string, string> texts)
    {
        var template = Template("Runbook.ps1.template");
        var defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in request.Defaults)
        {
            if (!template.Parameters.Any(parameter => Same(parameter, name)))
                throw Catalogue.InvalidInput.For(name, name, "a parameter of this runbook",
                    $"Give parameters of this runbook. It has: {NearNames.Of(name, template.Parameters)}.");
            defaults[name] = PowerShellText.Literal(value)
                ?? throw Catalogue.InvalidInput.For(name, name, "a parameter with this default value",
                    "Give text, numbers or $true and $false, or lists of them. A secret belongs into an Automation "
                    + "credential.");
        }

        return template.Fill(texts, defaults);
    }

    private RunbookTemplate Template(string name) => new(
        File.ReadAllText(Path.Combine(request.Templates, name)),
        [
            Word,
            .. kind switch
            {
                RunbookKind.Drift => new[] { "drift" },
                RunbookKind.Undo => ["undo", "change"],
                _ => ["peer", "change"],
            },
        ]);

    private WholeFile FileOf(string path) => new(path, request.Force)
    {
        Exists = Catalogue.RunbookExists, Failure = Catalogue.RunbookNotWritten,
    };
}
