#Requires -Version 7.4
# The Azure walkthrough on the sandbox, one stage at a time, then once more as one pipeline.
[CmdletBinding()]
param(
    # The manifest of the built module.
    [Parameter(Mandatory)]
    [string] $Module
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
        $text = if ($null -eq $value) { '-' } elseif ($name -eq 'Changes') { $value.Action -join ', ' } else { "$value" }
        Write-Output ('     {0,-28} {1}' -f $name, $text)
    }
    $platforms = if ($before) { $script:World.Clock.UtcNow - $before } else { [timespan]::Zero }
    Write-Output ([string]::Format([cultureinfo]::InvariantCulture,
        '     -- platforms {0:hh\:mm\:ss} (virtual), program {1:0.00} s (real)', $platforms, $watch.Elapsed.TotalSeconds))
    Set-Variable -Name Result -Value $result -Scope Script
}

Write-Output "PowerShell $($PSVersionTable.PSVersion), $((Get-Module TimescaleVpc).Name) $((Get-Module TimescaleVpc).Version)"

Show-Stage -Title 'Connect-Timescale -Sandbox' -Run { Connect-Timescale -Sandbox } -Property Project, Platforms
$script:World = $Result.Sandbox

Show-Stage -Title 'Get-TimescaleVpc -CloudName timescale-azure-westeurope' -Run {
    Get-TimescaleVpc -CloudName timescale-azure-westeurope
} -Property VpcId, Cidr, State

Show-Stage -Title 'Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG' -Run {
    $script:Result | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG
} -Property TenantId, SubscriptionId, VNetId, AppId, ServicePrincipalId, PlatformServicePrincipalId, OwnRoleId, PlatformRoleId, Changes

Show-Stage -Title 'Add-VpcPeering' -Run { $script:Result | Add-VpcPeering } -Property State, RemoteTenantId, RemoteNetworkId
Show-Stage -Title 'Approve-VpcPeering' -Run { $script:Result | Approve-VpcPeering } -Property LinkName, LinkState
Show-Stage -Title 'Wait-VpcPeering' -Run { $script:Result | Wait-VpcPeering } -Property State
$peering = $Result

Show-Stage -Title 'Set-ServiceVpc -Service mst-metrics' -Run {
    $script:Result | Set-ServiceVpc -Service mst-metrics
} -Property Host, Port, VpcId, ConnectionString

Show-Stage -Title 'Test-ServiceVpc' -Run { $script:Result | Test-ServiceVpc } -Property Dns, Tcp, Tls, Login, Reachable, Reason

$before = @($script:World.Requests | Where-Object Mutates).Count
Show-Stage -Title 'The whole pipeline once more' -Run {
    Get-TimescaleVpc -CloudName timescale-azure-westeurope |
        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
        Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
} -Property State, Changes

$changes = @($script:World.Requests | Where-Object Mutates).Count
Write-Output ''
Write-Output ("{0} requests, {1} of them changes ({2} in the second run); nothing was copied by hand." -f `
    $script:World.Requests.Count, $changes, ($changes - $before))
if ($peering.State -ne 'ACTIVE') { exit 1 }
