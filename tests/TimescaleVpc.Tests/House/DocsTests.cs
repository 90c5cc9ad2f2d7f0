using System.Globalization;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Tests.Privilege;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// The documents say what the code says: their tables come from the catalogues, and their links lead somewhere. With
/// TIMESCALEVPC_UPDATE_DOCS=1 the tables are written instead of compared.
/// </summary>
public sealed partial class DocsTests
{
    private const string Update = "TIMESCALEVPC_UPDATE_DOCS";

    private static string Errors { get; } = Path.Combine(Repository.Root, "docs", "troubleshooting.md");

    private static string Permissions { get; } = Path.Combine(Repository.Root, "docs", "permissions.md");

    private static string Diagnosis { get; } = Path.Combine(Repository.Root, "docs", "diagnosis.md");

    [Fact]
    public void The_table_of_errors_is_the_catalogue() => Compare(Errors, "errors",
    [
        "| ErrorId | Kind | Message | What to do |",
        "|---|---|---|---|",
        .. Catalogue.All.Select(entry =>
            $"| `{entry.Id}` | {entry.Kind} | {Spell(entry.Id, entry.Message)} | {Spell(entry.Id, entry.Action)} |"),
    ]);

    [Fact]
    public void The_table_of_codes_is_the_tables_of_refusals() => Compare(Errors, "codes",
    [
        "| Platform | Code | Words | ErrorId |",
        "|---|---|---|---|",
        .. Tables.SelectMany(table => table.Rules.Select(rule =>
            $"| {table.Platform} | {string.Join(", ", rule.Codes.Select(code => $"`{code}`"))}"
            + $"{(rule.Bare.Length == 0 ? "" : $", none with status {string.Join(", ", rule.Bare)}")} "
            + $"| {string.Join(" or ", rule.Words.Select(words => $"\"{words}\""))} | `{rule.Entry.Id}` |")),
    ]);

    [Fact]
    public void The_table_of_steps_is_the_catalogue() => Compare(Permissions, "steps",
    [
        "| Action | As -WhatIf says it | Where | Permission | Undone by | An earlier run's work is recognised by |",
        "|---|---|---|---|---|---|",
        .. StepCatalogue.All.Select(step =>
            $"| `{step.Action}` | {Value().Replace(step.Sentence, "…")} | {step.Where} | {Code(step.Permission)} "
            + $"| {(step.Undo is null ? "–" : $"`{step.Undo}`")} | {step.IdempotenceKey} |"),
    ]);

    [Fact]
    public void The_rights_of_the_cmdlets_and_the_roles_are_the_catalogue()
    {
        Compare(Permissions, "everything", PermissionDocs.Everything);
        Compare(Permissions, "cmdlets", PermissionDocs.Cmdlets);
        Compare(Permissions, "roles", PermissionDocs.Roles);
    }

    [Fact]
    public void The_findings_are_the_catalogue()
    {
        Compare(Diagnosis, "findings", FindingDocs.Table);
        Compare(Diagnosis, "sections", FindingDocs.Sections);
    }

    /// <summary>A few errors are raised before the engine is there; their rows are written by hand.</summary>
    [Fact]
    public void The_errors_that_the_cmdlets_raise_by_themselves_are_described()
    {
        var text = File.ReadAllText(Errors);
        var sources = Path.Combine(Repository.Root, "src", "TimescaleVpc.Cmdlets");
        var ids = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal))
            .SelectMany(file => RaisedId().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().ToArray();
        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Contains($"`{id}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_PowerShell_to_install_is_the_one_that_the_build_brings()
    {
        var version = BroughtPowerShell().Match(
            File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"))).Groups[1].Value;
        Assert.NotEmpty(version);
        Assert.Contains($"dotnet tool install --global PowerShell --version {version}",
            File.ReadAllLines(Path.Combine(Repository.Root, "README.md")));
    }

    [Fact]
    public void Links_lead_to_files_and_headings_that_exist()
    {
        var documents = Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md"));
        var deadLinks = documents.SelectMany(document => Link().Matches(Fence().Replace(File.ReadAllText(document), ""))
            .Where(match => !IsThere(document, match.Groups[1].Value, match.Groups[2].Value))
            .Select(match => $"{Path.GetRelativePath(Repository.Root, document)}: {match.Value}"));
        Assert.Empty(deadLinks);
    }

    private static bool IsThere(string document, string target, string anchor)
    {
        var file = target.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, target);
        return anchor.Length == 0 ? Path.Exists(file)
            : File.Exists(file) && Fence().Replace(File.ReadAllText(file), "").Split('\n')
                .Any(line => line.StartsWith('#') && Anchor(line.TrimStart('#').Trim()) == anchor);
    }

    /// <summary>The name that GitHub gives a heading: letters, digits and hyphens in lower case.</summary>
    private static string Anchor(string heading) => string.Concat(heading.ToLowerInvariant()
        .Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');

    /// <summary>Compares, or writes, the part of a document between the two marks of a table.</summary>
    private static void Compare(string file, string name, string[] lines)
    {
        var (open, close) = ($"<!-- table {name}: written by DocsTests, not by hand -->",
            $"<!-- end of table {name} -->");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var (start, end) = (text.IndexOf(open, StringComparison.Ordinal),
            text.IndexOf(close, StringComparison.Ordinal));
        Assert.True(start >= 0 && end > start, $"{file} must hold the two lines '{open}' and '{close}'.");

        var newText = text[..start] + open + "\n\n" + string.Join('\n', lines) + "\n\n" + text[end..];
        if (text == newText) return;
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(file, newText);
            return;
        }

        var oldLines = text[start..end].Split('\n');
        var outdated = oldLines.Where(line => line.StartsWith('|')).Except(lines);
        Assert.Fail($"""
            {Path.GetRelativePath(Repository.Root, file)} does not say what the catalogue says.
            Run the tests once with {Update}=1, look at the difference and commit it.
            Missing: {string.Join("\n         ", lines.Except(oldLines).DefaultIfEmpty("nothing"))}
            Outdated: {string.Join("\n          ", outdated.DefaultIfEmpty("nothing"))}
            """);
    }

    /// <summary>A text of the catalogue with words in place of its numbered values.</summary>
    private static string Spell(string id, string text)
    {
        var words = Words.TryGetValue(id, out var entry) ? entry.Split(", ")
            : Tables.Any(table => table.Rules.Any(rule => rule.Entry.Id == id)) ? RefusedWords : [];
        return Value().Replace(text, match =>
        {
            if (AnyPeering.Command(match.Groups[2].Value) is { } command) return command;
            var number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            Assert.True(number < words.Length,
                $"The error {id} has a value {match.Value} without a word for the documents: add it to " +
                $"{nameof(DocsTests)}.{nameof(Words)}.");
            return words[number].StartsWith('=') ? words[number][1..] : $"{{{words[number]}}}";
        }).Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Code(string permission) =>
        permission.Contains('/', StringComparison.Ordinal) || permission.Contains(':', StringComparison.Ordinal)
            ? $"`{permission}`" : permission;

    private static RefusalTable[] Tables { get; } =
    [
        AzureRefusals.Arm, AzureRefusals.Graph, AzureRefusals.Entra, AwsRefusals.Table, MstTransport.Table,
        TigerException.Table,
    ];

    /// <summary>The values of all errors that a table of codes makes.</summary>
    private static readonly string[] RefusedWords = ["who", "request", "scope", "permission", "platform", "peering"];

    /// <summary>
    /// What each error's values are, in their order; after an equals sign, a text that stands for itself.
    /// </summary>
    internal static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["AddressOverlap"] = "VNet, VPC, range, network, range",
        ["AnswerOverLimit"] = "host, request, limit",
        ["AppGone"] = "application, peering, state, peering",
        ["AppMismatch"] = "VNet, application, application given, peering",
        ["AppNotFound"] = "application",
        ["AppSignInFailed"] = "application, tenant, peering",
        ["AppUnfit"] = "application, audience",
        ["AttachTargetUnknown"] = "AWS VPC, id, ids",
        ["AwsAccountMismatch"] = "AWS VPC, account, account signed in",
        ["AwsCredentialsMissing"] = "profile, =.",
        ["AwsCredentialsUnusable"] = "source, reason",
        ["AwsLimitExceeded"] = "who, request, region, permission, quota",
        ["AwsClockOff"] = "who, request",
        ["AwsPeeringFailed"] = "request, state, message, peering",
        ["AwsPeeringNotFound"] = "request, peering, account, region",
        ["AwsProfileFileUnreadable"] = "files, reason",
        ["AwsProfileNotFound"] = "profile, files, profiles",
        ["AwsRegionInvalid"] = "region, =, regions",
        ["AwsRegionMissing"] = "profile",
        ["AwsSsoExpired"] = "profile",
        ["AwsVpcIdInvalid"] = "value",
        ["AwsVpcNotFound"] = "AWS VPC, account, region, VPCs",
        ["AzureSignInFailed"] = "ways and reasons, =Correct the cause that the message names. Otherwise sign in with "
            + "'az login' or Connect-AzAccount or run with a managed identity. Then run Connect-Timescale and the "
            + "whole pipeline again from its first cmdlet.",
        ["AzureSignInSettingInvalid"] = "variable, value, rule",
        ["CertificateRejected"] = "host, request, reason",
        ["CidrInvalid"] = "range, reason, =Give an IPv4 network such as 10.200.0.0/24.",
        ["CloudUnknown"] = "cloud name, names",
        ["ConnectionFileRefused"] = "file, reason",
        ["ConnectionFileStale"] = "file, address, reason",
        ["ConnectionLost"] = "host, request, reason",
        ["ContradictoryInput"] = "column or parameter, value, object found, =has another one",
        ["ControlCharacter"] = "parameter or column, character, number",
        ["DotnetMissing"] = "dotnet",
        ["DotnetRuntimeMissing"] = "dotnet",
        ["ForeignAddress"] = "host, request, address, advice",
        ["ForeignPrincipalDenied"] = "platform application",
        ["FromNeedsSandbox"] = "place",
        ["InsecureUrl"] = "address",
        ["InvalidInput"] = "value, use, =Give what the text asks for (a file that ends in .json for a report).",
        ["LinkUnsettled"] = "link, change",
        ["NameNotResolved"] = "host, request, reason",
        ["NotRecorded"] = "host, request, address",
        ["NotReplayable"] = "file, reason",
        ["PeeringAmbiguous"] = "name, peerings",
        ["PeeringDeleted"] = "peering, state",
        ["PeeringDeletedByPeer"] = "peering, message",
        ["PeeringDisabled"] = "state, peering, message",
        ["PeeringError"] = "peering, message",
        ["FindingUnknown"] = "Id, Ids",
        ["DriftFound"] = "findings, peerings",
        ["PeeringExpired"] = "request, peering",
        ["PeeringInvalidSpecification"] = "peering, message, =Correct what the message names.",
        ["PeeringNotFound"] = "VPC, VNet, networks",
        ["PeeringHalfGone"] = "peering, state",
        ["PeeringNotRequested"] = "peering",
        ["PeeringQuota"] = "VPC, number",
        ["PeeringRejectedByPeer"] = "peering, message, =Correct the cause: on AWS the request was rejected in your "
            + "account; on Azure Timescale's application may lack its role on the VNet.",
        ["PeeringStillExists"] = "peering, state",
        ["PeeringTimeout"] = "peering, state, time, who, =Run the same command again to continue waiting. If it is "
            + "you who must act: run Get-VpcPeering PEERING | Approve-VpcPeering | Wait-VpcPeering.",
        ["PeeringUnnamed"] = "peering, state",
        ["PlatformAppMismatch"] = "application, tenant, tenant of the network",
        ["PlatformMissing"] = "session, platform",
        ["PlatformQuota"] = "what, quota",
        ["RecordingCut"] = "host, request, address, reason",
        ["RecordingNotWritten"] = "file, reason",
        ["RefusalUnknown"] = "platform, request, code, what the words name",
        ["PrincipalMissing"] = "application",
        ["ProbePlaceUnknown"] = "place, networks",
        ["ProjectAmbiguous"] = "projects",
        ["ProjectNotFound"] = "project, projects",
        ["ProxyFailed"] = "proxy, request, host, reason",
        ["Redirected"] = "host, request, status, address, advice",
        ["RegionUnsupported"] = "region, regions",
        ["RemoteNetworkUnknown"] = "peering, state",
        ["RenameNotSupported"] = "VPC",
        ["ReportExists"] = "file",
        ["ReportNotWritten"] = "file, reason",
        ["ReportUnreadable"] = "file, reason",
        ["RequestNotOurs"] = "request, accepter, accepter expected",
        ["RequesterAccountUnexpected"] = "request, account, source, account expected",
        ["RequesterVpcUnexpected"] = "request, VPC, VPC expected",
        ["RequesterCidrUnexpected"] = "request, range, range expected",
        ["RequesterRegionUnexpected"] = "request, region, region expected",
        ["RequesterUnknown"] = "request, account",
        ["RoleAssignmentMissing"] = "application, VNet, action",
        ["RoleNameTaken"] = "role, actions",
        ["RoleNotFound"] = "role, scope, roles",
        ["RolePropagationTimeout"] = "application, VNet, time, action",
        ["RoleUnfit"] = "role, action",
        ["RouteConflict"] = "route table, range, target, state",
        ["RouteTableFull"] = "route table, number",
        ["RouteTableUnknown"] = "AWS VPC, id, ids",
        ["RunbookExists"] = "file",
        ["RunbookNotWritten"] = "file, reason",
        ["SandboxPartRefused"] = "parameter, reason, keys",
        ["SandboxWorldNotServable"] = "reason",
        ["SandboxServerFailed"] = "reason",
        ["SandboxServerNotLocal"] = "address",
        ["SandboxServerNotStopped"] = "address, reason, process",
        ["SandboxServerTimeout"] = "time",
        ["SandboxServerUnreachable"] = "address, reason",
        ["SandboxServerUnreadable"] = "file, reason",
        ["SandboxUserUnknown"] = "user, users",
        ["SecurityGroupInUse"] = "security group, users",
        ["SecurityGroupNotFound"] = "AWS VPC, id, groups",
        ["SecurityGroupNameTaken"] = "security group, name",
        ["SecurityGroupUnfit"] = "security group, port, range",
        ["ServiceAttachRefused"] = "service, VPC",
        ["ServiceAttachedElsewhere"] = "service, VPC, VPC wanted",
        ["ServiceBusy"] = "host, request, status",
        ["ServiceElsewhere"] = "service, cloud name of the service, VPC, cloud name of the VPC",
        ["ServiceLeftPublic"] = "service, VPC, reason, VPC before, where it is",
        ["ServiceMoveTimeout"] = "service, state, time",
        ["ServiceMovedBack"] = "service, VPC, reason, VPC before",
        ["ServiceNotFound"] = "projects, service, services",
        ["ServiceStateUnfit"] = "service, state",
        ["ServiceTargetAmbiguous"] = "VPCs",
        ["SessionClosed"] = "session",
        ["SessionMismatch"] = "session, session of the object",
        ["SubscriptionAmbiguous"] = "name, subscriptions",
        ["SubscriptionNotFound"] = "subscription, subscriptions",
        ["TagRefused"] = "tag, reason",
        ["TenantInvalid"] = "tenant, parameter or variable",
        ["Throttled"] = "host, request, status",
        ["UnexpectedError"] = "kind of exception",
        ["UnreadableAnswer"] = "host, request, status",
        ["VNetAmbiguous"] = "name, ids",
        ["VNetIdInvalid"] = "text",
        ["VNetNotFound"] = "subscription, name, =, VNets",
        ["VpcAmbiguous"] = "projects, name, VPCs",
        ["VpcExists"] = "project, VPC, cloud name, range, state",
        ["VpcFailed"] = "VPC, state",
        ["VpcHasPeerings"] = "VPC, peerings",
        ["VpcInUse"] = "VPC, services",
        ["VpcNameTaken"] = "project, name, range, region",
        ["VpcNotActive"] = "VPC, state",
        ["VpcNotFound"] = "projects, name, VPCs",
        ["VpcNotOnAws"] = "VPC, cloud name",
        ["CloudHasPrivateLinkOnly"] = "VPC, region",
        ["CloudUnsupported"] = "what, cloud name",
        ["VpcNotOnAzure"] = "VPC, cloud name",
        ["VpcOverlap"] = "range, range of the other, VPC",
        ["VpcTimeout"] = "VPC, state, time",
        ["VpcWithoutService"] = "VPC",
    };

    [GeneratedRegex(@"\{(\d)(?::(\w+))?\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"""([A-Z][A-Za-z]+)"",\s*ErrorKind\.")]
    private static partial Regex RaisedId();

    [GeneratedRegex(@"\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]*))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"<PowerShellVersion>([^<]+)</PowerShellVersion>")]
    private static partial Regex BroughtPowerShell();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
