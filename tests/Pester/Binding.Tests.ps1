BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $null = Connect-Timescale -Sandbox
    $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
    $vnet = Get-AzureVNet Prod-VNet Network-RG
}

AfterAll { Disconnect-Timescale -All }

Describe 'Grant-AzurePeerRole, which takes VPCs and VNets from the pipeline' {
    It 'takes a VPC with -VNet' {
        $grant = $vpc | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG -WhatIf
        $grant.VpcId, $grant.VNetId | Should -Be $vpc.VpcId, $vnet.VNetId
    }

    It 'takes a VNet with -Vpc' {
        $grant = $vnet | Grant-AzurePeerRole -Vpc timescale-azure-westeurope -WhatIf
        $grant.VpcId, $grant.VNetId | Should -Be $vpc.VpcId, $vnet.VNetId
    }

    It 'takes objects for both' {
        $grant = Grant-AzurePeerRole -Vpc $vpc -VNet $vnet -WhatIf
        $grant.VpcId, $grant.VNetId | Should -Be $vpc.VpcId, $vnet.VNetId
    }

    It 'takes columns VpcId and VNetId of a CSV file' {
        $file = Join-Path $TestDrive 'peers.csv'
        "VpcId,VNetId,Name,State`n$($vpc.VpcId),$($vnet.VNetId),wrong,wrong" | Set-Content $file
        $grant = Import-Csv $file | Grant-AzurePeerRole -WhatIf
        $grant.VpcId, $grant.VNetId | Should -Be $vpc.VpcId, $vnet.VNetId
    }

    It 'takes a foreign object with the ARM id of a VNet' {
        $foreign = [pscustomobject]@{ Name = 'whatever'; Id = $vnet.VNetId; ResourceGroupName = 'wrong' }
        $grant = $foreign | Grant-AzurePeerRole -Vpc $vpc -WhatIf
        $grant.VNetId | Should -Be $vnet.VNetId
    }

    It 'takes a foreign object as -VNet' {
        $grant = Grant-AzurePeerRole -Vpc $vpc -VNet ([pscustomobject]@{ id = $vnet.VNetId }) -WhatIf
        $grant.VNetId | Should -Be $vnet.VNetId
    }

    It 'takes a grant again' {
        $grant = $vpc | Grant-AzurePeerRole -VNet $vnet -WhatIf
        ($grant | Grant-AzurePeerRole -WhatIf).VNetId | Should -Be $vnet.VNetId
    }

    It 'does not bind <Case>' -ForEach @(
        @{ Case = 'a number'; InputObject = 5 }
        @{ Case = 'the ARM id of another type'
            InputObject = [pscustomobject]@{
                Id = '/subscriptions/a/resourceGroups/b/providers/Microsoft.Network/publicIPAddresses/c'
            }
        }
        @{ Case = 'a subnet'
            InputObject = [pscustomobject]@{
                Id = '/subscriptions/a/resourceGroups/b/providers/Microsoft.Network/virtualNetworks/c/subnets/d'
            }
        }
        @{ Case = 'an object with Name and Id only'; InputObject = [pscustomobject]@{ Name = 'Prod-VNet'; Id = 'x' } }
    ) {
        $quietly = @{ ErrorVariable = 'failures'; ErrorAction = 'SilentlyContinue' }
        $null = $InputObject | Grant-AzurePeerRole -Vpc $vpc -WhatIf @quietly
        $failures[0].FullyQualifiedErrorId | Should -Match '^(InputObjectNotBound|InputObjectMissingMandatory),'
    }

    It 'never takes the VPC''s own name for the VNet' {
        $null = $vpc | Grant-AzurePeerRole -WhatIf -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Match '^InputObjectMissingMandatory,'
    }

    It 'refuses one piped string for both' {
        Get-ErrorId { 'Prod-VNet' | Grant-AzurePeerRole -WhatIf } | Should -Be 'AmbiguousInput'
    }

    It 'refuses a wrong object as an argument' {
        Get-ErrorId { Grant-AzurePeerRole -Vpc 5 -VNet x } | Should -Be 'CannotConvertArgumentNoMessage'
        Get-ErrorId { Grant-AzurePeerRole -Vpc $vpc -VNet (Get-Date) } | Should -Be 'CannotConvertArgumentNoMessage'
        Get-ErrorId { Grant-AzurePeerRole -Vpc $vnet -VNet $vnet } | Should -Be 'CannotConvertArgumentNoMessage'
    }

    It 'goes on after an object that does not bind' {
        $other = Get-AzureVNet Prod-VNet Other-RG
        $grants = $vnet, 5, $other | Grant-AzurePeerRole -Vpc $vpc -WhatIf -ErrorAction SilentlyContinue
        $grants | Should -HaveCount 2
    }
}

Describe 'The stages of the pipeline' {
    BeforeAll {
        $grant = $vpc | Grant-AzurePeerRole -VNet $vnet -WhatIf
        $peering = $grant | Add-VpcPeering
    }

    It 'keep an object whole that could also bind by its properties' {
        # A grant has Vpc and VNet, and a peering has VpcId and VNetId; both have a parameter of their own.
        ($grant | Revoke-AzurePeerRole -WhatIf) | Should -BeOfType TimescaleVpc.AzurePeerGrant
        { $peering | Wait-VpcPeering | Remove-VpcPeering -WhatIf -Confirm:$false } | Should -Not -Throw
    }

    It 'take a peering by name' {
        $where = @{ Vpc = $vpc; VNet = 'Prod-VNet'; ResourceGroupName = 'Network-RG' }
        Get-ErrorId { Wait-VpcPeering @where -Timeout 00:01:00 -ErrorAction Stop } | Should -Be 'PeeringNotFound'
    }

    It 'refuse a -Timeout of <_>' -ForEach '00:00:00', '-00:01:00', 30 {
        Get-ErrorId { $peering | Wait-VpcPeering -Timeout $_ } | Should -Be 'ParameterArgumentValidationError'
    }

    It 'refuse a -Scope that is none' {
        Get-ErrorId { $vpc | Grant-AzurePeerRole -VNet $vnet -Scope Tenant } |
            Should -Be 'ParameterArgumentValidationError'
    }

    It 'take services of one peering in any order of parameters' {
        $set = $peering | Set-ServiceVpc mst-metrics
        $set | Should -BeOfType TimescaleVpc.ServiceVpc
        $set.Planned | Should -BeTrue
    }
}
