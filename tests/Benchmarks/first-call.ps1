<#
.SYNOPSIS
Measures what a session costs in one or more builds of the module, each time in a fresh process.
.DESCRIPTION
The builds take turns, so that a busy machine slows all alike. The table shows medians: milliseconds by the clock and by
the processor of Import-Module, and of the first pipeline after it (which loads and compiles the SDKs), and the largest
working set in megabytes. Build or package the module first.
.EXAMPLE
./tests/Benchmarks/first-call.ps1 -ModulePath ./out/TimescaleVpc, ../before/out/TimescaleVpc -Platform Azure
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    # The builds to measure.
    [string[]] $ModulePath = "$PSScriptRoot/../../out/TimescaleVpc",

    # Whose walkthrough the pipeline is.
    [ValidateSet('Azure', 'Aws')]
    [string] $Platform = 'Azure',

    # How often each is measured.
    [ValidateRange(1, 100)]
    [int] $Count = 10
)

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/../PowerShellHost.ps1"

$pipelines = @{
    Azure = 'Get-TimescaleVpc -CloudName timescale-azure-westeurope |
        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
        Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering'
    Aws   = 'New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 |
        Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 | Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering'
}

function Measure-Session([string] $Manifest) {
    $text = "`$WarningPreference = 'SilentlyContinue'
        `$process = [Diagnostics.Process]::GetCurrentProcess()
        function Read-Cost {
            `$process.Refresh()
            `$clock.Elapsed.TotalMilliseconds
            `$process.TotalProcessorTime.TotalMilliseconds
        }
        `$clock = [Diagnostics.Stopwatch]::StartNew()
        `$start = Read-Cost
        Import-Module '$Manifest'
        `$import = Read-Cost
        `$null = Connect-Timescale -Sandbox
        `$peering = $($pipelines[$Platform])
        `$end = Read-Cost
        if (`$peering.State -ne 'ACTIVE') { throw 'The pipeline failed.' }
        (`$import[0] - `$start[0]), (`$import[1] - `$start[1]), (`$end[0] - `$import[0]), (`$end[1] - `$import[1])
        `$process.PeakWorkingSet64 / 1MB"
    $values = [double[]] (Invoke-PowerShell -Command $text)
    [pscustomobject]@{
        Import = $values[0]; ImportProcessor = $values[1]; First = $values[2]; FirstProcessor = $values[3]
        PeakMB = $values[4]
    }
}

function Get-Median([double[]] $Values) {
    $sorted = $Values | Sort-Object
    ($sorted[[int][math]::Floor(($sorted.Count - 1) / 2)] + $sorted[[int][math]::Ceiling(($sorted.Count - 1) / 2)]) / 2
}

$runs = for ($i = 0; $i -lt $Count; $i++) {
    foreach ($path in $ModulePath) {
        $run = Measure-Session (Join-Path (Resolve-Path $path) 'TimescaleVpc.psd1')
        $run | Add-Member Module $path -PassThru
    }
}

foreach ($path in $ModulePath) {
    $row = [ordered]@{ Module = $path }
    foreach ($column in 'Import', 'ImportProcessor', 'First', 'FirstProcessor', 'PeakMB') {
        $row[$column] = [math]::Round((Get-Median ($runs | Where-Object Module -EQ $path).$column), 1)
    }
    [pscustomobject]$row
}
