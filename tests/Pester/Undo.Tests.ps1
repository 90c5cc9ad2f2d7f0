BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
}

Describe 'Undo-VpcPeering' {
    BeforeEach {
        Connect-Timescale -Sandbox | Out-Null
        $before = (Get-TimescaleSession).Sandbox.Inventory() | Out-String -Width 4000
    }

    AfterEach { Disconnect-Timescale -All }

    It 'leaves the world of the Azure walkthrough as it was before the first line' {
        Get-TimescaleVpc -CloudName timescale-azure-westeurope |
            Grant-AzurePeerRole -VNet prod-vnet -ResourceGroupName network-rg |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering |
            Set-ServiceVpc -Service mst-metrics -WarningAction SilentlyContinue | Test-ServiceVpc | Out-Null

        $undone = Get-VpcPeering | Undo-VpcPeering -IncludeService -Confirm:$false -WarningAction SilentlyContinue

        $undone.IsComplete | Should -BeTrue
        $undone.Before.Count | Should -Be 10
        (Get-TimescaleSession).Sandbox.Inventory() | Out-String -Width 4000 | Should -BeExactly $before
    }

    It 'leaves the world of the AWS walkthrough as it was, once the VPC is removed' {
        $peering = New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 |
            Approve-VpcPeering -WarningAction SilentlyContinue | Grant-AwsPeerEgress | Wait-VpcPeering
        $peering | Set-ServiceVpc -Service metrics -WarningAction SilentlyContinue | Out-Null

        Undo-VpcPeering -Vpc prod -AwsVpc vpc-0a1b2c3d4e5f60718 -IncludeService -Confirm:$false -WarningAction Ignore |
            ForEach-Object IsComplete | Should -BeTrue
        Get-TimescaleVpc prod | Remove-TimescaleVpc -Confirm:$false

        (Get-TimescaleSession).Sandbox.Inventory() | Out-String -Width 4000 | Should -BeExactly $before
    }

    It 'shows in a plan what it would remove, and removes nothing' {
        $grant = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
            Grant-AzurePeerRole -VNet prod-vnet -ResourceGroupName network-rg
        $requests = (Get-TimescaleSession).Sandbox.Requests.Where{ $_.Mutates }.Count

        $plan = Get-VpcPeering | Undo-VpcPeering -WhatIf

        $grant | Should -Not -BeNullOrEmpty
        $plan.Planned | Should -BeTrue
        $plan.Plan.Action | Should -Contain 'RemoveApplication'
        (Get-TimescaleSession).Sandbox.Requests.Where{ $_.Mutates }.Count | Should -Be $requests
    }

    It 'takes what an interrupted run left, and shows it in words' {
        Get-TimescaleVpc -CloudName timescale-azure-westeurope |
            Grant-AzurePeerRole -VNet prod-vnet -ResourceGroupName network-rg | Out-Null
        $left = Get-VpcPeering

        $left.Leftovers.Kind | Should -Contain 'Application'
        $left.NextStep | Should -Match 'Undo-VpcPeering'
        $left | Out-String | Should -Match 'left over'
        $left.Leftovers | Out-String | Should -Match 'RoleAssignment'
        ($left | Undo-VpcPeering -Confirm:$false | Out-String) | Should -Match 'IsComplete\s*: True'
        Get-VpcPeering | Should -BeNullOrEmpty
    }
}
