#Requires -Version 7.4
<#
.SYNOPSIS
Walks one peering through six phases on the platforms of a session, and takes it back. See docs/first-real-run.md.
.DESCRIPTION
Nothing runs this by itself. It works in the current session (Connect-Timescale). It stops before it creates anything
unless TIMESCALEVPC_LIVE is "create", and if it finds what its undo would remove though another run made it.
#>
[CmdletBinding()]
param(
    # The VPC of the project, which must exist: name or id.
    [Parameter(Mandatory)] [string] $Vpc,

    # Azure: your VNet and its resource group.
    [Parameter(Mandatory, ParameterSetName = 'Azure')] [string] $VNet,
    [Parameter(Mandatory, ParameterSetName = 'Azure')] [string] $ResourceGroupName,

    # AWS: your VPC.
    [Parameter(Mandatory, ParameterSetName = 'Aws')] [string] $AwsVpc,

    # Where the report and the list of what was seen are written.
    [Parameter(Mandatory)] [string] $Folder,

    # For each stage that waits, and no phase begins after four of them.
    [timespan] $Timeout = '00:30:00'
)

$ErrorActionPreference = 'Stop'
$onAzure = $PSCmdlet.ParameterSetName -eq 'Azure'
$network = $onAzure ? @{ VNet = $VNet; ResourceGroupName = $ResourceGroupName } : @{ AwsVpc = $AwsVpc }
$remove = "Undo-VpcPeering -Vpc '$Vpc' " +
    ($onAzure ? "-VNet '$VNet' -ResourceGroupName '$ResourceGroupName'" : "-AwsVpc '$AwsVpc'")
$giveUp = [datetime]::UtcNow + 4 * $Timeout
$seen = [Collections.Generic.List[object]]::new()
$findings = [Collections.Generic.List[object]]::new()
$null = New-Item $Folder -ItemType Directory -Force

function Invoke-Phase([string] $Name, [scriptblock] $Work, [switch] $Always) {
    if (-not $Always -and [datetime]::UtcNow -gt $giveUp) { throw "The time for the run is over before '$Name'." }
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $phase = [ordered]@{ Phase = $Name; Passed = $false; Seconds = 0; Seen = 'interrupted' }
    try {
        $phase.Seen = (& $Work) -join '; '
        $phase.Passed = $true
    }
    catch {
        # The id of what this script throws is its text.
        $id = $_.FullyQualifiedErrorId
        $phase.Seen = "$_".StartsWith($id) ? "$_" : "${id}: $_"
        throw
    }
    finally {
        $phase.Seconds = [Math]::Round($watch.Elapsed.TotalSeconds, 1)
        $seen.Add([pscustomobject] $phase)
    }
}

function Invoke-Pipeline([switch] $WhatIf) {
    $stage = @{ WhatIf = $WhatIf; Confirm = $false }
    if ($onAzure) {
        Get-TimescaleVpc $Vpc | Grant-AzurePeerRole @network @stage | Add-VpcPeering -Timeout $Timeout @stage |
            Approve-VpcPeering @stage | Wait-VpcPeering -Timeout $Timeout
    }
    else {
        Get-TimescaleVpc $Vpc | Add-VpcPeering @network -Timeout $Timeout @stage | Approve-VpcPeering @stage |
            Grant-AwsPeerEgress @stage | Wait-VpcPeering -Timeout $Timeout
    }
}

# What it finds goes into the report; a problem ends the run.
function Assert-Healthy {
    $found = @(Test-VpcPeering -Vpc $Vpc @network)
    $findings.AddRange($found)
    $problems = @($found | Where-Object Severity -EQ 'Problem')
    if ($problems) { throw "$($problems[0].Id): $($problems[0].Cause) $($problems[0].Remedy)" }
    "findings: $($found.Count) $($found.Id -join ', ')"
}

# Removes what was made. What could not be removed is listed, with the reason: that is an error.
function Undo-Run {
    $undone = Undo-VpcPeering -Vpc $Vpc @network -Timeout $Timeout -Confirm:$false -ErrorVariable failures `
        -ErrorAction SilentlyContinue
    if (-not $undone.IsComplete) { throw ($undone ? $undone.NextStep : "$failures") }
    "before: $($undone.Before.Count); after: $($undone.After.Count)"
}

# What the report has of each open fact of docs/sandbox.md and docs/sandbox-aws.md; a script block that says nothing was
# not shown by this run.
$openFacts = [ordered]@{
    'U-MS-01' = { Get-Word 'peer_azure_app_id|to-tenant-id' }
    'U-MS-02' = { Get-Word 'type' 'aiven' }
    'U-MS-03' = { Get-Span 'aiven' }
    'U-MS-04' = { Get-Answer 'aiven' 'peer.*refresh|refresh' }
    'U-MS-05' = { }
    'U-AZ-01' = { }
    'U-AZ-02' = { Get-Answer 'azure' '/operations/' }
    'U-AZ-03' = { Get-Refusal 'azure' | Where-Object { $_ -match 'AnotherOperation|Retryable' } }
    'U-AZ-04' = { }
    'U-AZ-05' = { Get-Refusal 'azure|microsoft' }
    'U-TC-01' = { Get-Word 'status' 'timescale|tigerdata' }
    'U-TC-02' = { }
    'U-TC-03' = { Get-Word 'status' 'timescale|tigerdata' }
    'U-AWS-01' = { Get-Refusal 'amazonaws' }
    'U-AWS-02' = { }
    'U-AWS-03' = { Get-Span 'amazonaws' }
    'U-AWS-04' = { Get-Refusal 'amazonaws' }
}

# The text of an exchange's answer.
function Get-Body($Exchange) {
    $body = $Exchange.got ? $report.bodies[$Exchange.got] : ''
    [string] ($body -is [string] ? $body : ($body | ConvertTo-Json -Depth 30 -Compress))
}

# The values of members, in the answers of some hosts.
function Get-Word([string] $Name, [string] $Of = '.') {
    $all = foreach ($exchange in $report.exchanges | Where-Object host -Match $Of) {
        [regex]::Matches("$(Get-Body $exchange)", "`"(?:$Name)`":`"([^`"]+)`"").ForEach({ $_.Groups[1].Value })
    }
    $all | Sort-Object -Unique
}

# Refusals: status and code.
function Get-Refusal([string] $Of) {
    $all = foreach ($exchange in $report.exchanges | Where-Object { $_.host -match $Of -and $_.status -ge 400 }) {
        $code = [regex]::Match("$(Get-Body $exchange)", '(?:"(?:code|error_code)":"|<Code>)([^"<]+)')
        "$($exchange.status) $($code.Groups[1].Value)".Trim()
    }
    $all | Sort-Object -Unique
}

# The statuses of some requests.
function Get-Answer([string] $Of, [string] $Path) {
    $report.exchanges | Where-Object { $_.host -match $Of -and $_.path -match $Path } |
        ForEach-Object { "$($_.method) $($_.status)" } | Sort-Object -Unique
}

# How long something was asked for.
function Get-Span([string] $Of) {
    $times = @($report.exchanges | Where-Object host -Match $Of | ForEach-Object { [datetime] $_.at } | Sort-Object)
    if ($times) { "$([int] ($times[-1] - $times[0]).TotalSeconds) s from the first request to the last" }
}

# A list of the open facts, with what the report shows of them.
function Get-OpenFact([string] $Path) {
    $report = Get-Content $Path -Raw | ConvertFrom-Json -AsHashtable
    foreach ($id in $openFacts.Keys) {
        $words = @(& $openFacts[$id])
        [pscustomobject] @{ Id = $id; Seen = $words ? $words -join '; ' : 'not shown by this run' }
    }
}

$created = $false
try {
    Invoke-Phase preflight {
        if (Get-VpcPeering -Vpc $Vpc) { throw "'$Vpc' has a peering already. Take a VPC without one." }
        $present = @((Undo-VpcPeering -Vpc $Vpc @network -WhatIf).Before)
        if ($present) { throw "There already, and undo would remove it: $($present.Kind -join ', ')" }
        Assert-Healthy
    }
    Invoke-Phase plan { "planned: $(@(Invoke-Pipeline -WhatIf).Count)" }
    if ($env:TIMESCALEVPC_LIVE -ne 'create') {
        Write-Warning 'Nothing was created. Set TIMESCALEVPC_LIVE to "create" for the phases that do.'
        return
    }

    $created = $true
    Invoke-Phase create {
        $peering = Invoke-Pipeline
        "state: $($peering.State)"
        "changes: $(@($peering.Changes).Count)"
    }
    Invoke-Phase check { Assert-Healthy }
    Invoke-Phase rerun {
        $changes = @((Invoke-Pipeline).Changes | Where-Object { $_ })
        if ($changes) { throw "A second run changed something: $($changes.Action -join ', ')" }
        'changes: 0'
    }
}
finally {
    try {
        if ($created) {
            Invoke-Phase undo -Always { Undo-Run }
        }
    }
    finally {
        # After Ctrl+C nothing reaches the pipeline any more, but the screen does.
        if ($created -and -not ($seen.Phase -eq 'undo' -and $seen[-1].Passed)) {
            $why = $seen.Phase -contains 'undo' ? $seen[-1].Seen : 'It was interrupted before it began.'
            $Host.UI.WriteWarningLine("The undo did not end. $why")
            $Host.UI.WriteWarningLine("This lists what is left: $remove -WhatIf")
            $Host.UI.WriteWarningLine("This removes it: $remove")
        }

        $seen | ConvertTo-Json -AsArray | Set-Content (Join-Path $Folder 'seen.json')
        $file = Join-Path $Folder 'report.json'
        $null = $findings | Export-VpcReport $file -Force -Confirm:$false
        Get-OpenFact $file | ConvertTo-Json -AsArray | Set-Content (Join-Path $Folder 'open-facts.json')
        $seen
    }
}
