<#
.SYNOPSIS
Builds, tests, shows and packages the module, the same here and in CI.
.EXAMPLE
./build.ps1 Build
.EXAMPLE
./build.ps1 -Task Package -Configuration Release
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Analyze', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$module = Join-Path $PSScriptRoot 'out' 'TimescaleVpc'
$solution = Join-Path $PSScriptRoot 'TimescaleVpc.slnx'

# Ends the script with the exit code of a native command that failed.
function Invoke-Native([string] $Command, [string[]] $Arguments) {
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

function Invoke-Build {
    Invoke-Native 'dotnet' @('build', $solution, '--configuration', $Configuration)
}

function Invoke-Test {
    Invoke-Native 'dotnet' @('test', $solution, '--configuration', $Configuration)
}

function Invoke-Demo {
    $project = Join-Path $PSScriptRoot 'src' 'TimescaleVpc.Sandbox.Server'
    Invoke-Native 'dotnet' @('run', '--project', $project, '--configuration', $Configuration, '--', 'demo')
}

function Invoke-Analyze {
    if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
        Write-Output 'PSScriptAnalyzer is not installed here, so nothing was analysed. Install-PSResource PSScriptAnalyzer gets it.'
        return
    }

    $files = Get-ChildItem $PSScriptRoot -Recurse -File -Include *.ps1, *.psm1, *.psd1 |
        Where-Object FullName -NotMatch '[\\/](bin|obj|out)[\\/]'
    $findings = @($files | ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName })
    $findings | Format-Table Severity, RuleName, ScriptName, Line, Message -AutoSize
    Write-Output "PSScriptAnalyzer: $($findings.Count) findings in $(@($files).Count) files."
    if ($findings.Count -gt 0) { exit 1 }
}

function Invoke-Package {
    Invoke-Build
    $version = (Import-PowerShellDataFile (Join-Path $module 'TimescaleVpc.psd1')).ModuleVersion
    $zip = Join-Path $PSScriptRoot 'out' "TimescaleVpc.$version.zip"

    # Azure Automation wants the module's folder as the root of the zip.
    Compress-Archive -Path $module -DestinationPath $zip -Force
    Write-Output $zip
}

& "Invoke-$Task"
