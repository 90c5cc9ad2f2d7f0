using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Converts the forms of a sandbox server to a <see cref="SandboxServerIdentity"/>.</summary>
internal sealed class SandboxServerTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapper ? wrapper.BaseObject : inputData) switch
        {
            SandboxServer server => new SandboxServerIdentity(new SandboxServerRef(server, null)),
            FileInfo file => new SandboxServerIdentity(new SandboxServerRef(null, file.FullName)),
            string { Length: > 0 } file => new SandboxServerIdentity(new SandboxServerRef(null, file)),
            PSCustomObject when FromLine((PSObject)inputData) is { } server =>
                new SandboxServerIdentity(new SandboxServerRef(server, null)),

            // Returned unchanged it does not bind, and PowerShell's error names the expected type.
            _ => inputData,
        };

    /// <summary>The server's line after ConvertFrom-Json.</summary>
    private static SandboxServer? FromLine(PSObject line) =>
        Uri.TryCreate(Text(line, "uri"), UriKind.Absolute, out var uri) && Text(line, "token") is { } token
            ? new SandboxServer(uri, token)
            {
                HttpUri = Uri.TryCreate(Text(line, "httpUri"), UriKind.Absolute, out var http) ? http : null,
                Certificate = Text(line, "certificate"),
                Pin = Text(line, "pin"),
                ProcessId = LanguagePrimitives.TryConvertTo<int>(Text(line, "processId"), out var id) ? id : 0,
            }
            : null;

    private static string? Text(PSObject line, string name) => line.Properties[name]?.Value?.ToString();
}
