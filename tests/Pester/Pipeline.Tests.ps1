BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force

    function Invoke-Peering([hashtable] $Grant = @{}) {
        $where = @{ VNet = 'Prod-VNet'; ResourceGroupName = 'Network-RG' }
        Get-TimescaleVpc -CloudName timescale-azure-westeurope |
            Grant-AzurePeerRole @where @Grant |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
    }
}

AfterAll { Disconnect-Timescale -All }

Describe 'The walkthrough' {
    BeforeAll {
        $session = Connect-Timescale -Sandbox
        $peering = Invoke-Peering
        $test = $peering | Set-ServiceVpc -Service mst-metrics | Test-ServiceVpc
    }

    It 'ends ACTIVE, with both halves' {
        $peering | Should -HaveCount 1
        $peering.State | Should -Be 'ACTIVE'
        $peering.LinkState | Should -Be 'Connected'
        $peering.Planned | Should -BeFalse
    }

    It 'captures what the guides copy by hand' -ForEach @(
        'AppId', 'ServicePrincipalId', 'PlatformServicePrincipalId', 'OwnRoleId', 'PlatformRoleId', 'SubscriptionId'
        'ResourceGroupName', 'VNetName', 'TenantId', 'VpcId', 'RemoteNetworkId', 'RemoteTenantId'
    ) {
        $peering.$_ | Should -Not -BeNullOrEmpty
    }

    It 'shows names as Azure has them' {
        $peering.ResourceGroupName | Should -BeExactly 'Network-RG'
        $peering.VNetName | Should -BeExactly 'Prod-VNet'
    }

    It 'reaches the service from the peered VNet' {
        $test.Reachable | Should -BeTrue
        $test.Vantage | Should -Be 'Inside'
        foreach ($check in 'Dns', 'Tcp', 'Tls', 'Login') { $test.$check.Status | Should -Be 'Passed' }
    }

    It 'does not reach it from a VNet that is not peered' {
        $result = Test-ServiceVpc mst-metrics -From Other-RG/Prod-VNet
        $result.Reachable | Should -Be $false
    }

    It 'cannot say from outside' {
        $result = Test-ServiceVpc mst-metrics -From Outside
        $null -eq $result.Reachable | Should -BeTrue
        $result.Reason | Should -Not -BeNullOrEmpty
    }

    It 'changes nothing when run again' {
        $before = Get-MutationCount
        $again = Invoke-Peering
        $null = $again | Set-ServiceVpc -Service mst-metrics | Test-ServiceVpc
        Get-MutationCount | Should -Be $before
        $again.State | Should -Be 'ACTIVE'
        $again.Changes | Should -HaveCount 0
    }

    It 'leaves no secret behind' {
        $session.Sandbox.Inventory() | Where-Object Kind -Match 'Secret|Password|Credential' | Should -BeNullOrEmpty
    }

    It 'does not reach it after the link is gone' {
        $session.Sandbox.Change('DeleteLink', $peering.VNetId)
        (Test-ServiceVpc mst-metrics -From Network-RG/Prod-VNet).Reachable | Should -Be $false
    }
}

Describe 'The walkthrough, piece by piece' {
    BeforeAll {
        $null = Connect-Timescale -Sandbox
        $null = Invoke-Peering
        $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
    }

    It 'finds the peering' {
        ($vpc | Get-VpcPeering).State | Should -Be 'ACTIVE'
        (Get-VpcPeering -VNet prod-vnet).VNetName | Should -Be 'Prod-VNet'
        (Get-VpcPeering -State ACTIVE) | Should -HaveCount 1
        (Get-VpcPeering -State PENDING_PEER) | Should -BeNullOrEmpty
    }

    It 'shows where services are' {
        (Get-ServiceVpc mst-metrics).VpcId | Should -BeNullOrEmpty
        $set = $vpc | Set-ServiceVpc mst-metrics
        $set.VpcId | Should -Be $vpc.VpcId
        $set.PreviousVpcId | Should -BeNullOrEmpty
        $set.Host | Should -Not -BeNullOrEmpty
        $set.ConnectionString | Should -Not -Match 'password'
        ($vpc | Get-ServiceVpc).Service | Should -Be 'mst-metrics'
    }

    It 'asks before it detaches a service, and not with -Force or -Confirm:$false' {
        $before = Get-MutationCount
        $failure = Get-Failure {
            & ([powershell]::Create('NewRunspace')).AddScript(
                'Import-Module $args[0]; Set-ServiceVpc mst-metrics -Public -Session $args[1]').AddArgument(
                $ModulePath).AddArgument((Get-TimescaleSession)).Invoke()
        }
        "$failure" | Should -Not -BeNullOrEmpty
        Get-MutationCount | Should -Be $before

        (Set-ServiceVpc mst-metrics -Public -Confirm:$false).VpcId | Should -BeNullOrEmpty
        $null = $vpc | Set-ServiceVpc mst-metrics
        (Set-ServiceVpc mst-metrics -Public -Force).VpcId | Should -BeNullOrEmpty
    }

    It 'removes both halves' {
        $null = Get-VpcPeering | Remove-VpcPeering -Confirm:$false
        Get-VpcPeering -State ACTIVE | Should -BeNullOrEmpty
        (Get-AzureVNet Prod-VNet Network-RG).Peerings | Should -BeNullOrEmpty
    }

    It 'revokes' {
        { $vpc | Revoke-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG } | Should -Not -Throw
    }
}

Describe 'Several services and peerings' {
    It 'attach each service once' {
        $null = Connect-Timescale -Sandbox
        $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
        $vnets = (Get-AzureVNet Prod-VNet Network-RG), (Get-AzureVNet Prod-VNet Other-RG)
        $peerings = $vnets | Grant-AzurePeerRole -Vpc $vpc | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $peerings | Should -HaveCount 2
        $peerings.State | Select-Object -Unique | Should -Be 'ACTIVE'
        @($peerings | Set-ServiceVpc mst-metrics) | Should -HaveCount 1
    }

    It 'go on after the failure of one' {
        $null = Connect-Timescale -Sandbox
        $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
        $rows = 'Prod-VNet', 'Overlap-VNet' | ForEach-Object {
            [pscustomobject]@{ VpcId = $vpc.VpcId; VNetId = (Get-AzureVNet $_ Network-RG).VNetId }
        }
        $peerings = $rows | Grant-AzurePeerRole -ErrorVariable failures -ErrorAction SilentlyContinue |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $peerings.VNetName | Should -Be 'Prod-VNet'
        $failures | Should -HaveCount 1
    }
}

Describe 'What cannot be done' {
    BeforeAll {
        $session = Connect-Timescale -Sandbox
        $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
    }

    BeforeEach { $before = Get-MutationCount }

    AfterEach { Get-MutationCount | Should -Be $before }

    It 'two VNets of one name: the error lists both and the parameter to add' {
        $failure = Get-Failure { $vpc | Grant-AzurePeerRole -VNet Prod-VNet -ErrorAction Stop }
        $text = "$failure $($failure.ErrorDetails.RecommendedAction)"
        foreach ($group in 'Network-RG', 'Other-RG') { $text | Should -Match "$group/Prod-VNet" }
        $text | Should -Match '-ResourceGroupName'
    }

    It 'a misspelt VNet: the nearest come first, the screen shows the id to look up, and scripts have the whole ids' {
        $failure = Get-Failure { $vpc | Grant-AzurePeerRole -VNet Prod-VNt -ErrorAction Stop }
        "$failure" | Should -Match 'It sees: (Network|Other)-RG/Prod-VNet, (Network|Other)-RG/Prod-VNet, '
        $failure | Out-String | Should -Match '\(ErrorId: VNetNotFound\)'
        $failure.Exception.Data['VpcId'] | Should -Be $vpc.VpcId
        $taken = Get-Failure { $vpc | Grant-AzurePeerRole -VNet Overlap-VNet -ErrorAction Stop }
        "$taken" | Should -Match '^VNet Network-RG/Overlap-VNet cannot be peered'
        $taken.Exception.Data['VNetId'] | Should -Match '^/subscriptions/.+/Overlap-VNet$'
        $taken.TargetObject.VNetId | Should -Be $taken.Exception.Data['VNetId']
    }

    It '<_>: refused, with the ranges' -ForEach 'Overlap-VNet', 'Hub-VNet' {
        $name = $_
        $failure = Get-Failure {
            $vpc | Grant-AzurePeerRole -VNet $name -ResourceGroupName Network-RG -ErrorAction Stop
        }
        "$failure" | Should -Match '10\.200\.0\.0/24'
        "$failure" | Should -Match '10\.200\.0\.(0/16|128/25)'
    }

    It 'each has an id of its own' {
        $group = @{ ResourceGroupName = 'Network-RG' }
        $reader = Connect-Timescale -Sandbox -SandboxUser reader
        $wrong = ConvertTo-Token 'not-the-token'
        $ids = @(
            Get-ErrorId { $vpc | Grant-AzurePeerRole -VNet Prod-VNet -ErrorAction Stop }
            Get-ErrorId { $vpc | Grant-AzurePeerRole -VNet Overlap-VNet @group -ErrorAction Stop }
            Get-ErrorId { $vpc | Grant-AzurePeerRole -VNet No-VNet @group -ErrorAction Stop }
            Get-ErrorId { Get-TimescaleVpc -CloudName timescale-azure-nowhere -ErrorAction Stop }
            Get-ErrorId {
                Get-TimescaleVpc -CloudName timescale-azure-westeurope -Session $reader |
                    Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG -ErrorAction Stop
            }
            Get-ErrorId { Connect-Timescale -Sandbox -Token $wrong }
        )
        $ids | Select-Object -Unique | Should -HaveCount 6
        $ids | Should -Not -Contain 'UnexpectedError'
        Get-TimescaleSession -All | Where-Object { $_.Id -ne $session.Id } | Disconnect-Timescale
    }

    It 'a reader: the permission is named' {
        $reader = Connect-Timescale -Sandbox -SandboxUser reader
        $failure = Get-Failure {
            Get-TimescaleVpc -CloudName timescale-azure-westeurope -Session $reader |
                Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG -ErrorAction Stop
        }
        $text = "$failure $($failure.ErrorDetails.RecommendedAction)"
        $text | Should -Match 'Sandbox user reader' -Because 'it says whose rights are missing'
        foreach ($right in 'roleDefinitions/write', 'roleAssignments/write') {
            $text | Should -Match "Microsoft\.Authorization/$right" -Because 'all that is missing is named at once'
        }
        $reader | Disconnect-Timescale
    }
}

Describe 'A fresh process' {
    It 'runs everything from import to the last object' {
        $result = Invoke-FreshPwsh {
            Import-Module $args[0]
            $null = Connect-Timescale -Sandbox
            $peering = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
                Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
                Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
            $test = $peering | Set-ServiceVpc -Service mst-metrics | Test-ServiceVpc
            @{ State = $peering.State; Reachable = $test.Reachable }
        }
        $result.State | Should -Be 'ACTIVE'
        $result.Reachable | Should -BeTrue
    }
}
