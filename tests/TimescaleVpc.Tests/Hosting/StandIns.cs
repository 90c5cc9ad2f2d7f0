using TimescaleVpc.Tests.PowerShell;
using static TimescaleVpc.Tests.Hosting.LoopbackAuthority;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>Tools that a person has signed in with: commands of their names, and a real PowerShell.</summary>
internal static class StandIns
{
    /// <summary>An <c>az</c> that is signed in.</summary>
    public static void AzureCli(LoopbackAzure azure, IDictionary<string, string> it) => Write(azure, "az", $$"""
        #!/bin/sh
        case " $* " in
            *" account get-access-token "*"https://management.azure.com"*) ;;
            *) echo "az: not understood: $*" >&2; exit 2 ;;
        esac
        echo '{"accessToken":"{{TokenOf("Azure CLI")}}","expiresOn":"2100-01-01 00:00:00.000000",'
        echo '"expires_on":4102444800,"tenant":"{{Tenant}}","tokenType":"Bearer"}'
        """);

    /// <summary>A <c>pwsh</c> whose Az is signed in; an <c>az</c> is not there.</summary>
    public static void AzPowerShell(LoopbackAzure azure, IDictionary<string, string> it)
    {
        var modules = Directory.CreateDirectory(Path.Combine(azure.Folder, "modules")).FullName;
        var module = Directory.CreateDirectory(Path.Combine(modules, "Az.Accounts")).FullName;
        File.WriteAllText(Path.Combine(module, "Az.Accounts.psd1"), """
            @{
                ModuleVersion = '5.0.0'; RootModule = 'Az.Accounts.psm1'; GUID = '17a2feff-488b-47f9-8729-e2cec094624c'
                FunctionsToExport = 'Get-AzAccessToken'
            }
            """);
        File.WriteAllText(Path.Combine(module, "Az.Accounts.psm1"), $$"""
            function Get-AzAccessToken {
                [CmdletBinding()]
                param([string] $ResourceUrl, [string] $TenantId, [switch] $AsSecureString)
                if ($ResourceUrl -notlike 'https://management.azure.com*') { throw "No token for $ResourceUrl" }
                $token = '{{TokenOf(SignInWays.AzPowerShell)}}'
                [pscustomobject]@{
                    Token     = $AsSecureString ? (ConvertTo-SecureString $token -AsPlainText -Force) : $token
                    ExpiresOn = [DateTimeOffset]::UtcNow.AddHours(1)
                }
            }
            """);
        it["PSModulePath"] = modules;
        var command = string.Join("' '", PowerShellProcess.Found.Host!.Command);
        Write(azure, "pwsh", $$"""
            #!/bin/sh
            PATH='{{Environment.GetEnvironmentVariable("PATH")}}' exec '{{command}}' "$@"
            """);
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root) it["DOTNET_ROOT"] = root;
    }

    private static void Write(LoopbackAzure azure, string name, string script)
    {
        var file = Path.Combine(azure.Folder, name);
        File.WriteAllText(file, script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
