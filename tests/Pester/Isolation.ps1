# Started as a process of its own by Isolation.Tests.ps1. Says which assemblies a path through the module loads, next to
# other versions of the SDKs if they are wanted, and gives it all as JSON.
param(
    [string] $ModulePath,

    [ValidateSet('Import', 'ManagedService', 'AWS', 'Azure', 'Both')]
    [string] $Path = 'Import',

    # When assemblies with the names of our SDKs, and other versions, come into the session.
    [ValidateSet('Never', 'Before', 'After')]
    [string] $Theirs = 'Never',

    # Where to write those assemblies.
    [string] $Folder = ''
)

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$stubs = $Folder

# Makes an assembly of this name and version whose only method says who it is, and loads it where modules load theirs.
function Add-Foreign([string] $Name, [string] $Version) {
    if (-not ('Microsoft.CodeAnalysis.CSharp.CSharpCompilation' -as [type])) { Add-Type 'class LoadsTheCompiler { }' }
    $code = "[assembly: System.Reflection.AssemblyVersion(`"$Version`")]
        public static class Foreign { public static string Who() { return typeof(Foreign).Assembly.FullName; } }"
    $file = "$stubs/$Name.dll"
    $made = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create(
        $Name,
        [Microsoft.CodeAnalysis.SyntaxTree[]] [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText($code),
        [Microsoft.CodeAnalysis.MetadataReference[]] (
            [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)),
        [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new('DynamicallyLinkedLibrary'))
    $stream = [System.IO.File]::Create($file)
    try { if (-not $made.Emit($stream).Success) { throw "No assembly $Name." } }
    finally { $stream.Dispose() }

    # PowerShell has a System.Text.Json of its own in the default context; another one comes in beside it.
    if ($Name -eq 'System.Text.Json') { [System.Reflection.Assembly]::LoadFile($file) }
    else { [System.Reflection.Assembly]::LoadFrom($file) }
}

function Add-AllForeign([string] $First, [string] $Second) {
    Add-Foreign Azure.Core $First
    Add-Foreign Microsoft.Identity.Client $Second
    Add-Foreign AWSSDK.Core $First
    Add-Foreign System.Text.Json $Second
}

function Invoke-AzurePipeline {
    Get-TimescaleVpc -CloudName timescale-azure-westeurope |
        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG | Add-VpcPeering | Approve-VpcPeering |
        Wait-VpcPeering | Set-ServiceVpc mst-metrics | Test-ServiceVpc
}

# What AWS's SDK would take from the environment has no say where the session says it already.
function Set-AwsEnvironment {
    $env:AWS_DEFAULTS_MODE = 'auto'
    $env:AWS_RETRY_MODE = 'adaptive'
    $env:AWS_MAX_ATTEMPTS = '9'
    $env:AWS_USE_FIPS_ENDPOINT = 'true'
    $env:AWS_USE_DUALSTACK_ENDPOINT = 'true'
    $env:AWS_AUTH_SCHEME_PREFERENCE = 'sigv4a'
    $env:AWS_ENDPOINT_URL = 'http://127.0.0.1:1'
    $env:AWS_REGION = 'eu-north-1'
}

function Invoke-AwsPipeline {
    New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20 |
        Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 | Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering |
        Set-ServiceVpc metrics | Test-ServiceVpc
}

$foreign = if ($Theirs -eq 'Before') { Add-AllForeign 1.2.3.4 99.0.0.0 }
Import-Module $ModulePath
$results = @(
    if ($Path -ne 'Import') { $null = Connect-Timescale -Sandbox }
    if ($Path -eq 'ManagedService') { New-TimescaleVpc -CloudName timescale-azure-northeurope -Cidr 10.210.0.0/24 }
    if ($Path -in 'Azure', 'Both') { Invoke-AzurePipeline }
    if ($Path -eq 'AWS') { Set-AwsEnvironment }
    if ($Path -in 'AWS', 'Both') { Invoke-AwsPipeline }
)
if ($Theirs -eq 'After') {
    $foreign = Add-AllForeign 99.0.0.0 1.2.3.4
    $null = Connect-Timescale -Sandbox
    $results += @(Invoke-AzurePipeline) + @(Invoke-AwsPipeline)
}

if ($Theirs -ne 'Never') {
    # And again after the module was removed and imported anew.
    Remove-Module TimescaleVpc
    Import-Module $ModulePath
    $null = Connect-Timescale -Sandbox
    $results += @(Invoke-AwsPipeline)
}

$own = @([System.Runtime.Loader.AssemblyLoadContext]::All |
        Where-Object Name -EQ 'TimescaleVpc' | ForEach-Object { $_.Assemblies })
$hosts = $PSHOME, [Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory()
@{
    Reachable = @($results.Reachable)

    # In the contexts of the host: what neither PowerShell nor .NET brought.
    Default   = @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object {
            $file = $_.IsDynamic ? '' : $_.Location
            $file -and $_ -notin $own -and -not ($hosts | Where-Object { $file.StartsWith($_) })
        } | ForEach-Object { $_.GetName().Name } | Sort-Object)

    # In our own context, which is one only.
    Own       = @($own | ForEach-Object { $_.GetName().Name } | Sort-Object)
    Elsewhere = @($own | Where-Object { -not $_.Location.StartsWith((Split-Path $ModulePath)) } |
        ForEach-Object FullName)
    Foreign   = @($foreign | ForEach-Object { $_.GetType('Foreign').GetMethod('Who').Invoke($null, @()) })
} | ConvertTo-Json
