<#
.SYNOPSIS
Measures what importing the module costs, next to an empty binary module, each time in a fresh process.
.DESCRIPTION
Build or package the module first. The two modules take turns, so that a busy machine slows both alike. The table shows
medians: milliseconds of Import-Module by the clock and by the processor, and megabytes that the process grew by.
.EXAMPLE
./tests/Benchmarks/import.ps1 -ModulePath ./out/package/TimescaleVpc
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    # The module to measure.
    [string] $ModulePath = "$PSScriptRoot/../../out/TimescaleVpc",

    # How often each is imported.
    [ValidateRange(1, 100)]
    [int] $Count = 10
)

$ErrorActionPreference = 'Stop'
. $PSScriptRoot/../PowerShellHost.ps1

# The same kind: a manifest, and an assembly with a cmdlet.
function Write-EmptyModule([string] $Folder) {
    $null = New-Item "$Folder/bin" -ItemType Directory -Force
    Add-Type -OutputAssembly "$Folder/bin/Empty.dll" -TypeDefinition @'
        using System.Management.Automation;
        [Cmdlet(VerbsCommon.Get, "Nothing")]
        public sealed class GetNothingCommand : PSCmdlet { }
'@
    New-ModuleManifest "$Folder/Empty.psd1" -RootModule bin/Empty.dll -PowerShellVersion 7.4 `
        -CompatiblePSEditions Core -CmdletsToExport Get-Nothing -FunctionsToExport @() -AliasesToExport @() `
        -VariablesToExport @()
    "$Folder/Empty.psd1"
}

function Measure-Import([string] $Manifest) {
    $text = "`$process = [Diagnostics.Process]::GetCurrentProcess()
        `$before = `$process.PrivateMemorySize64, `$process.WorkingSet64, `$process.TotalProcessorTime
        `$clock = [Diagnostics.Stopwatch]::StartNew()
        Import-Module '$Manifest'
        `$time = `$clock.Elapsed.TotalMilliseconds
        `$process.Refresh()
        `$time, (`$process.TotalProcessorTime - `$before[2]).TotalMilliseconds
        ((`$process.PrivateMemorySize64 - `$before[0]) / 1MB), ((`$process.WorkingSet64 - `$before[1]) / 1MB)"
    $time, $processor, $private, $working = [double[]] (Invoke-PowerShell -Command $text)
    @{ Milliseconds = $time; ProcessorMs = $processor; PrivateMB = $private; WorkingSetMB = $working }
}

function Get-Median([double[]] $Values) {
    $sorted = $Values | Sort-Object
    ($sorted[[int][math]::Floor(($sorted.Count - 1) / 2)] + $sorted[[int][math]::Ceiling(($sorted.Count - 1) / 2)]) / 2
}

$folder = Join-Path ([IO.Path]::GetTempPath()) "empty-$PID"
try {
    $manifests = [ordered]@{
        Empty        = Write-EmptyModule $folder
        TimescaleVpc = Join-Path (Resolve-Path $ModulePath) 'TimescaleVpc.psd1'
    }
    $runs = for ($i = 0; $i -lt $Count; $i++) {
        foreach ($name in $manifests.Keys) {
            $run = Measure-Import $manifests[$name]
            $run.Module = $name
            $run
        }
    }

    $columns = 'Milliseconds', 'ProcessorMs', 'PrivateMB', 'WorkingSetMB'
    $medians = foreach ($name in $manifests.Keys) {
        $median = [ordered]@{ Module = $name }
        foreach ($column in $columns) { $median[$column] = Get-Median ($runs | Where-Object Module -EQ $name).$column }
        $median
    }
    $difference = [ordered]@{ Module = 'Difference' }
    foreach ($column in $columns) { $difference[$column] = $medians[1][$column] - $medians[0][$column] }
    foreach ($row in @($medians) + $difference) {
        foreach ($column in $columns) { $row[$column] = [math]::Round($row[$column], 1) }
        [pscustomobject]$row
    }
}
finally {
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
}
