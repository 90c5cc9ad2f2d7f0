<#
.SYNOPSIS
Peers many VNets with one VPC down one pipeline, each number in a fresh process, in the sandbox.
.DESCRIPTION
Time is the sandbox's: what the platforms and the requests would have taken; the path is what the platforms take by
themselves. Seconds and processor time are real: what the
program, and the simulation with it, took on this machine. With -Mixed each VNet's own requests to Azure take another
time, up to four times the usual; the bound is then the sum, over the stages, of what the slowest VNet takes alone.
.EXAMPLE
./tests/Benchmarks/fleet.ps1 -Count 1, 10, 50, 200
.EXAMPLE
./tests/Benchmarks/fleet.ps1 -Count 50 -Mixed
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    # How many VNets.
    [ValidateRange(1, 500)]
    [int[]] $Count = (1, 10, 50, 200),

    # Whether some VNets are slower than others.
    [switch] $Mixed,

    # The module to measure.
    [string] $ModulePath = "$PSScriptRoot/../../out/TimescaleVpc"
)

$ErrorActionPreference = 'Stop'
. $PSScriptRoot/../PowerShellHost.ps1
$run = {
    param([string] $Module, [int] $Number, [bool] $Uneven, [int] $First)

    $ErrorActionPreference = 'Stop'
    Import-Module $Module
    $world = (Connect-Timescale -Sandbox).Sandbox
    $all = $First..($First + $Number - 1)
    $networks = foreach ($i in $all) {
        $prefix = "10.$(16 + [math]::Floor($i / 200)).$($i % 200).0/24"
        @{ Name = "net-$i"; ResourceGroupName = 'Fleet-RG'; AddressPrefix = $prefix }
    }
    $null = New-VpcSandbox -World $world -AzureVNet $networks
    # What docs/sandbox.md assumes of requests.
    $assumed = @{ Mst = 250; Entra = 150; Graph = 250; Arm = 200; Cloud = 250; Ec2 = 150; Sts = 100 }
    foreach ($kind in $world.RequestKinds) {
        $world.Settings.Latency[$kind] = [timespan]::FromMilliseconds($assumed[$kind.Split('.')[0]])
    }
    if ($Uneven) {
        foreach ($i in $all) {
            $world.Settings.Latency["/net-$i/"] = [timespan]::FromMilliseconds(200 * (1 + $i % 4))
        }
    }

    $process = [Diagnostics.Process]::GetCurrentProcess()
    $processor = $process.TotalProcessorTime
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $mark = $world.Clock.UtcNow
    $result = Get-AzureVNet -ResourceGroupName Fleet-RG | Grant-AzurePeerRole -Vpc timescale-azure-westeurope |
        Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
    $seconds = $watch.Elapsed.TotalSeconds
    $process.Refresh()
    if (@($result | Where-Object State -EQ ACTIVE).Count -ne $Number) { throw 'Not all are ACTIVE.' }
    # What the platforms take by themselves: a new application spreads, the platform tries its half, and looks for ours
    # from time to time; roles, the secret and ARM's operation go on meanwhile.
    $set = $world.Settings
    $poll = $set.PlatformPoll.TotalSeconds
    $spread = [math]::Max($set.RolePropagation.TotalSeconds, $set.SecretReplication.TotalSeconds)
    $looks = [math]::Ceiling(($spread + $set.ArmOperation.TotalSeconds) / $poll)
    $path = ($set.DirectoryReplication + $set.PeeringRequest).TotalSeconds + $looks * $poll
    [pscustomobject]@{
        Path = $path
        VNets = $Number
        Time = ($world.Clock.UtcNow - $mark).TotalSeconds
        Requests = $world.Requests.Count
        Seconds = $seconds
        Processor = ($process.TotalProcessorTime - $processor).TotalSeconds
        PeakMB = $process.PeakWorkingSet64 / 1MB
    } | ConvertTo-Json -Compress
}

function Measure-Fleet([int] $Number, [bool] $Uneven, [int] $First) {
    $line = Invoke-PowerShell -Command "& { $run } '$ModulePath' $Number `$$Uneven $First"
    if ($LASTEXITCODE -ne 0) { throw "The run with $Number VNets failed." }
    $line | Select-Object -Last 1 | ConvertFrom-Json
}

$ModulePath = (Resolve-Path $ModulePath).Path
# Every fourth VNet is of the slowest kind; the first of them alone is the bound.
$alone = Measure-Fleet -Number 1 -Uneven $Mixed -First 3
$before = $null
foreach ($number in $Count) {
    $row = $number -eq 1 ? $alone : (Measure-Fleet -Number $number -Uneven $Mixed -First 0)
    $forEachAdded = $null
    if ($before) {
        $forEachAdded = [math]::Round(($row.Requests - $before.Requests) / ($row.VNets - $before.VNets), 1)
    }

    [pscustomobject][ordered]@{
        VNets = $row.VNets
        'Time, s' = [math]::Round($row.Time, 1)
        'over the path, %' = [math]::Round(100 * ($row.Time / $row.Path - 1), 1)
        'of one alone' = [math]::Round($row.Time / $alone.Time, 2)
        Requests = $row.Requests
        'for each added' = $forEachAdded
        'Real, s' = [math]::Round($row.Seconds, 2)
        'Processor, s' = [math]::Round($row.Processor, 2)
        'Peak, MB' = [math]::Round($row.PeakMB)
    }
    $before = $row
}
