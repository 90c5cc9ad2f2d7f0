<#
.SYNOPSIS
Runs the Pester suite and writes what came of it as JSON: {"passed":0,"failed":0,"skipped":0}.
.DESCRIPTION
With the Pester that the build lays out, so that every machine runs the same one; with one that is installed, if a build
could not get it.
#>
[CmdletBinding()]
param(
    # Where to write the counts; nowhere if empty.
    [string] $Report = '',

    # The files to run, by name without .Tests.ps1; all if empty.
    [string[]] $Name = @(),

    # The files to leave out, by name without .Tests.ps1.
    [string[]] $Except = @(),

    [ValidateSet('None', 'Normal', 'Detailed')]
    [string] $Output = 'Normal'
)

$ErrorActionPreference = 'Stop'
$modules = "$PSScriptRoot/../../out/modules"
if (Test-Path "$modules/Pester") {
    # For the processes that a test starts, too.
    $env:PSModulePath = (Resolve-Path $modules).Path + [IO.Path]::PathSeparator + $env:PSModulePath
}

Import-Module Pester -MinimumVersion 5.5
$runsOn = 'PowerShell {0} on .NET {1}, Pester {2}' -f $PSVersionTable.PSVersion, [Environment]::Version,
    (Get-Module Pester).Version
Write-Output "$runsOn ($PSHOME)"

$configuration = New-PesterConfiguration
$files = $Name | ForEach-Object { Join-Path $PSScriptRoot "$_.Tests.ps1" }
$configuration.Run.Path = @($Name ? $files : $PSScriptRoot)
$configuration.Run.ExcludePath = @($Except | ForEach-Object { Join-Path $PSScriptRoot "$_.Tests.ps1" })
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $Output
$result = Invoke-Pester -Configuration $configuration

# A file or a block that could not run counts as failed, or the suite would pass without its tests.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
if ($Report) {
    [ordered]@{
        runsOn   = $runsOn
        passed   = $result.PassedCount
        failed   = $failed
        skipped  = $result.SkippedCount + $result.NotRunCount
        failures = @($result.Failed | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord[0])" })
    } | ConvertTo-Json | Set-Content $Report
}

exit ($failed -gt 0 ? 1 : 0)
