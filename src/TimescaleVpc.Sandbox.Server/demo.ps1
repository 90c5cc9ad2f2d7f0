#Requires -Version 7.4
# Both walkthroughs on the sandbox, one stage at a time, then each once more as one pipeline.
[CmdletBinding()]
param(
    # The manifest of the built module.
    [Parameter(Mandatory)]
    [string] $Module,

    # The first line of a running server, as a file; without it the sandbox is in process.
    [string] $SandboxServer
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$script:Stage = 0
$script:World = $null

function Show-Stage {
    param([string] $Title, [scriptblock] $Run, [string[]] $Property)

    $script:Stage++
    Write-Output ''
    Write-Output "$script:Stage. $Title"
    $before = if ($script:World) { $script:World.Clock.UtcNow }
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $result = & $Run
    $watch.Stop()
    foreach ($name in $Property) {
        $value = $result.$name
        $shown = $name -eq 'Changes' ? $value.Action : $value
        $text = $null -eq $value ? '-' : [TimescaleVpc.Commands.ViewText]::Text($shown)
        Write-Output ('     {0,-28} {1}' -f $name, $text)
    }
    $platforms = if ($before) { $script:World.Clock.UtcNow - $before } else { [timespan]::Zero }
    Write-Output ([string]::Format([cultureinfo]::InvariantCulture,
        '     -- platforms {0:hh\:mm\:ss} (virtual), program {1:0.00} s (real)',
        $platforms, $watch.Elapsed.TotalSeconds))
    Set-Variable -Name Result -Value $result -Scope Script
}

function Measure-Change { @($script:World.Requests | Where-Object Mutates).Count }

$moved = 'PreviousHost', 'PreviousPort', 'Host', 'Port', 'VpcId', 'ConnectionString'
$tested = 'Dns', 'Tcp', 'Tls', 'Login', 'Reachable', 'Reason'

$module = Get-Module TimescaleVpc
Write-Output "PowerShell $($PSVersionTable.PSVersion), $($module.Name) $($module.Version)"

$place = $SandboxServer ? @{ SandboxServer = $SandboxServer } : @{}
Show-Stage -Title 'Connect-Timescale -Sandbox' -Run {
    Connect-Timescale -Sandbox @place
} -Property Project, CloudProject, Platforms
$script:World = $Result.Sandbox

Write-Output ''
Write-Output '== Azure: the Managed Service for TimescaleDB and a VNet'

Show-Stage -Title 'Get-TimescaleVpc -CloudName timescale-azure-westeurope' -Run {
    Get-TimescaleVpc -CloudName timescale-azure-westeurope
} -Property VpcId, Cidr, State

Show-Stage -Title 'Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG' -Run {
    $script:Result | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG
} -Property TenantId, SubscriptionId, VNetId, AppId, ServicePrincipalId, PlatformServicePrincipalId, OwnRoleId,
    PlatformRoleId, Changes

Show-Stage -Title 'Add-VpcPeering' -Run {
    $script:Result | Add-VpcPeering
} -Property State, RemoteTenantId, RemoteNetworkId
Show-Stage -Title 'Approve-VpcPeering' -Run { $script:Result | Approve-VpcPeering } -Property LinkName, LinkState
Show-Stage -Title 'Wait-VpcPeering' -Run { $script:Result | Wait-VpcPeering } -Property State
$azure = $Result

Show-Stage -Title 'Set-ServiceVpc -Service mst-metrics' -Run {
    $script:Result | Set-ServiceVpc -Service mst-metrics
} -Property $moved

Show-Stage -Title 'Test-ServiceVpc' -Run { $script:Result | Test-ServiceVpc } -Property $tested

Write-Output ''
Write-Output '== AWS: Timescale Cloud and an AWS VPC'

Show-Stage -Title 'New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20' -Run {
    New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20
} -Property VpcId, Region, Cidr

Show-Stage -Title 'Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718' -Run {
    $script:Result | Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718
} -Property State, AwsPeeringId, AwsAccountId, AwsRegion, PeerCidrs

Show-Stage -Title 'Approve-VpcPeering' -Run {
    $script:Result | Approve-VpcPeering
} -Property RequesterAccountId, RequesterVpcId, RouteTableIds

Show-Stage -Title 'Grant-AwsPeerEgress' -Run { $script:Result | Grant-AwsPeerEgress } -Property SecurityGroupId
Show-Stage -Title 'Wait-VpcPeering' -Run { $script:Result | Wait-VpcPeering } -Property State, Changes
$aws = $Result

Show-Stage -Title 'Set-ServiceVpc -Service metrics' -Run {
    $script:Result | Set-ServiceVpc -Service metrics
} -Property $moved

Show-Stage -Title 'Test-ServiceVpc' -Run { $script:Result | Test-ServiceVpc } -Property $tested

Write-Output ''
Write-Output '== Both once more: what is done is found, and left alone'
$before = Measure-Change

Show-Stage -Title 'The whole Azure pipeline' -Run {
    Get-TimescaleVpc -CloudName timescale-azure-westeurope |
        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
        Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering | Set-ServiceVpc -Service mst-metrics
} -Property Host, Changes

Show-Stage -Title 'The whole AWS pipeline' -Run {
    New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20 |
        Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 |
        Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering | Set-ServiceVpc -Service metrics
} -Property Host, Changes

$changes = Measure-Change
Write-Output ''
Write-Output ("{0} requests, {1} of them changes ({2} in the second run); nothing was copied by hand." -f `
    $script:World.Requests.Count, $changes, ($changes - $before))
if ($azure.State -ne 'ACTIVE' -or $aws.State -ne 'ACTIVE' -or $changes -ne $before) { exit 1 }
