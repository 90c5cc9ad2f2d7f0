# Runs that end, and say the truth at the end, whatever the platforms and the people beside them do.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $WarningPreference = 'SilentlyContinue'
    $american = 'vpc-0a1b2c3d4e5f60718'
    $network = @{ VNet = 'Prod-VNet'; ResourceGroupName = 'Network-RG' }

    function Get-Inventory {
        (Get-TimescaleSession).Sandbox.Inventory() | ForEach-Object { "$($_.Kind) $($_.Id) $($_.Properties)" }
    }
}

AfterAll { Disconnect-Timescale -All }

Describe 'A VPC whose range has host bits' {
    BeforeAll {
        $world = New-VpcSandbox -Setting @{ CloudKeepsHostBits = $true } -CloudVpc @{
            Name = 'prod'; Region = 'us-east-1'; Cidr = '10.30.0.5/20'
        }
        $null = Connect-Timescale -Sandbox -World $world
    }

    It 'is peered twice without a second change, and undone to the last route' {
        $before = Get-Inventory
        $run = { Get-TimescaleVpc prod | Add-VpcPeering -AwsVpc $american | Approve-VpcPeering -Timeout 00:05:00 }
        $first = & $run
        $first.RouteTableIds | Should -HaveCount 3
        $count = Get-MutationCount
        (& $run).Changes | Should -HaveCount 0
        Get-MutationCount | Should -Be $count

        $undone = Get-VpcPeering prod | Undo-VpcPeering -Confirm:$false
        $undone.IsComplete | Should -BeTrue
        @($undone.Before | Where-Object Kind -EQ Route) | Should -HaveCount 3
        Get-Inventory | Should -Be $before
    }

    It 'overlaps what it overlaps, however it is written' {
        $null = New-VpcSandbox -World $world -AwsVpc @{
            Name = 'near'; Region = 'us-east-1'; CidrBlock = '10.30.8.0/24'
        }
        Get-ErrorId { Get-AwsVpc -Name near | Add-VpcPeering -Vpc prod -ErrorAction Stop } | Should -Be 'AddressOverlap'
    }

    It 'ends by the time that is given where a route exists that is not shown' {
        $world.AddFault([TimescaleVpc.SandboxFault]@{
                Kind = 'Ec2.CreateRoute'; Status = 400; Code = 'RouteAlreadyExists'; Times = 9999
                Message = 'The route identified by 10.30.0.0/20 already exists.'
            })
        $added = Get-TimescaleVpc prod | Add-VpcPeering -AwsVpc $american
        $begun = $world.Clock.UtcNow
        Get-ErrorId { $added | Approve-VpcPeering -Timeout 00:05:00 -ErrorAction Stop } | Should -Be 'RouteConflict'
        $world.Clock.UtcNow - $begun | Should -BeLessThan ([timespan]'00:06:00')
    }
}

Describe 'What is ours in Azure' {
    BeforeEach {
        $world = (Connect-Timescale -Sandbox).Sandbox
        $before, $ids = (Get-Inventory), $world.Inventory().Id
        $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
    }

    It 'is known without descriptions, and Revoke leaves nothing of it' {
        $grant = $vpc | Grant-AzurePeerRole @network
        $world.Change('ClearDescription', '*')
        $grant | Revoke-AzurePeerRole -Confirm:$false -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        # What other assignments have lost stays lost.
        $world.Inventory().Id | Should -Be $ids
    }

    It 'is not what a server shows that passes over filters' {
        $world.Settings.IgnoreFilters = $true
        $grant = $vpc | Grant-AzurePeerRole @network
        $grant.Changes.Action | Should -Contain 'CreateApplication'
        $grant.Changes.Action | Should -Contain 'AssignOwnRole'
        @($world.Inventory() | Where-Object Kind -EQ Entra.Credential) | Should -HaveCount 0
        ($grant | Add-VpcPeering | Undo-VpcPeering -Confirm:$false).IsComplete | Should -BeTrue
        Get-Inventory | Should -Be $before
    }

    It 'is made although the check beforehand answers <_>' -ForEach 400, 404, 500 {
        $world.AddFault([TimescaleVpc.SandboxFault]@{ Kind = 'Arm.ListPermissions'; Status = $_; Times = 99 })
        ($vpc | Grant-AzurePeerRole @network).Changes.Action | Should -Contain 'AssignPlatformRole'
    }

    It 'is found by a role''s name though lists of roles lag' {
        $grant = $vpc | Grant-AzurePeerRole @network
        $again = $vpc | Grant-AzurePeerRole -VNet Other-RG/Prod-VNet -OwnRoleId (
            "TimescaleVpc link ($($grant.SubscriptionId))") -WhatIf
        $again.Planned | Should -BeTrue
    }
}

Describe 'A connection that only resembles' {
    It 'is not adopted, tagged, routed or removed, though it is active' {
        $world = (Connect-Timescale -Sandbox).Sandbox
        $world.Settings.CloudPeeringRequest = [timespan]::FromHours(5)
        $null = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc $american -Timeout 00:01:00 -ErrorAction SilentlyContinue
        $world.Change('SetCloudPeeringStatus:ACTIVE', '*')
        $before = @($world.Inventory() | Where-Object Kind -Like Aws.*)
        $found = Get-VpcPeering prod
        $found.AwsPeeringId | Should -BeNullOrEmpty
        Get-ErrorId { $found | Approve-VpcPeering -ErrorAction Stop } | Should -Be 'PeeringUnnamed'
        ($found | Undo-VpcPeering -Confirm:$false).IsComplete | Should -BeTrue
        @($world.Inventory() | Where-Object Kind -Like Aws.*) | Should -Be $before
    }
}

Describe 'Checks' {
    It 'come before warnings: what is refused is not warned of' {
        $null = Connect-Timescale -Sandbox
        $vpc = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20
        $vpc | Set-ServiceVpc archive -WarningVariable warned -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -Match '^ServiceElsewhere,'
        $warned | Should -BeNullOrEmpty
    }
}

Describe 'The look that the managed service is asked for' {
    BeforeAll {
        $null = Connect-Timescale -Sandbox
        $pipeline = {
            param($WhatIf)
            $WhatIfPreference = $WhatIf
            Get-TimescaleVpc timescale-azure-westeurope | Grant-AzurePeerRole @network | Add-VpcPeering |
                Approve-VpcPeering
        }
        function Get-RefreshCount {
            @((Get-TimescaleSession).Sandbox.Requests | Where-Object Kind -EQ 'Mst.RefreshPeerings').Count
        }
    }

    It 'comes once, is no line of a plan, no step and no change' {
        $planned = & $pipeline -WhatIf $true
        Get-RefreshCount | Should -Be 0
        $made = & $pipeline -WhatIf $false
        Get-RefreshCount | Should -Be 1
        # Steps that go side by side may end in another order.
        $made.Changes.Action | Sort-Object | Should -Be ($planned.Plan.Action | Sort-Object)
        "$($made.Changes.Action)" | Should -Not -Match 'Refresh'
        @((Get-TimescaleSession).Sandbox.Requests | Where-Object Kind -EQ 'Mst.RefreshPeerings').Mutates |
            Should -BeFalse
    }

    It 'comes not again where nothing was made' {
        $null = & $pipeline -WhatIf $false
        Get-RefreshCount | Should -Be 1
    }
}

Describe 'The order of what is listed' {
    It 'is that of the names, however the platform lists it' {
        $null = Connect-Timescale -Sandbox -World (New-VpcSandbox -CloudVpc @(
                foreach ($name in 'zeta', 'alpha', 'mid') {
                    @{ Name = $name; Region = 'us-east-1'; Cidr = "10.4$($name.Length).0.0/20" }
                }))
        $names = (Get-TimescaleVpc).ForEach({ $_.Name ?? $_.CloudName })
        $names.Count | Should -BeGreaterThan 3
        $names | Should -Be ([string[]]($names | Sort-Object -Culture '' -CaseSensitive))
        $names.IndexOf('alpha') | Should -BeLessThan $names.IndexOf('zeta')
    }
}
