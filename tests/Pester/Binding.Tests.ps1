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

    It 'takes columns CloudName and VNetId, and an id only with its own cloud name' {
        $row = [pscustomobject]@{ CloudName = 'timescale-azure-westeurope'; VNetId = $vnet.VNetId; Name = 'wrong' }
        ($row | Grant-AzurePeerRole -WhatIf).VpcId | Should -Be $vpc.VpcId
        $row = [pscustomobject]@{ CloudName = 'wrong'; VpcId = $vpc.VpcId; VNetId = $vnet.VNetId }
        Get-ErrorId { $row | Grant-AzurePeerRole -WhatIf -ErrorAction Stop } | Should -Be 'ContradictoryInput'
        $row.CloudName = $vpc.CloudName
        ($row | Grant-AzurePeerRole -WhatIf).VpcId | Should -Be $vpc.VpcId
    }

    It 'takes what Get-AzResource gives' {
        $resource = [pscustomobject]@{
            Name = 'whatever'; ResourceGroupName = 'network-rg'; ResourceType = 'Microsoft.Network/virtualNetworks'
            ResourceId = $vnet.VNetId
        }
        ($resource | Grant-AzurePeerRole -Vpc $vpc -WhatIf).VNetId | Should -Be $vnet.VNetId
        (Grant-AzurePeerRole -Vpc $vpc -VNet $resource -WhatIf).VNetId | Should -Be $vnet.VNetId
    }

    It 'takes a foreign object with the ARM id of a VNet' {
        $foreign = [pscustomobject]@{ Name = 'whatever'; Id = $vnet.VNetId; ResourceGroupName = 'Network-RG' }
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
        Get-ErrorId { Grant-AzurePeerRole -Vpc 5.5 -VNet x } | Should -Be 'CannotConvertArgumentNoMessage'
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

Describe 'Add-VpcPeering, which takes grants, peerings, VPCs and AWS VPCs from the pipeline' {
    BeforeAll {
        $american = 'vpc-0a1b2c3d4e5f60718'
        $cloud = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20
        $own = Get-AwsVpc $american
        $quietly = @{ ErrorVariable = 'failures'; ErrorAction = 'SilentlyContinue' }
    }

    It 'takes <Case>' -ForEach @(
        @{ Case = 'a VPC, with an id'; Script = { $cloud | Add-VpcPeering -AwsVpc $american -WhatIf } }
        @{ Case = 'a VPC, with an object'; Script = { $cloud | Add-VpcPeering -AwsVpc $own -WhatIf } }
        @{ Case = 'a VPC, with a foreign object'
            Script = { $cloud | Add-VpcPeering -AwsVpc ([pscustomobject]@{ VpcId = $american }) -WhatIf }
        }
        @{ Case = 'an AWS VPC'; Script = { $own | Add-VpcPeering -Vpc prod -WhatIf } }
        @{ Case = 'the id of an AWS VPC'; Script = { $american | Add-VpcPeering -Vpc $cloud -WhatIf } }
        @{ Case = 'a foreign AWS VPC'
            Script = { [pscustomobject]@{ VpcId = $american; State = 'x'; Name = 'y' } |
                Add-VpcPeering -Vpc prod -WhatIf }
        }
        @{ Case = 'an AWS VPC from JSON'
            Script = { $own | ConvertTo-Json | ConvertFrom-Json | Add-VpcPeering -Vpc prod -WhatIf }
        }
        @{ Case = 'columns VpcId and AwsVpcId'
            Script = { [pscustomobject]@{ VpcId = $cloud.VpcId; AwsVpcId = $american; Name = 'x' } |
                Add-VpcPeering -WhatIf }
        }
        @{ Case = 'arguments only'; Script = { Add-VpcPeering -Vpc prod -AwsVpc $american -WhatIf } }
        @{ Case = 'a peering on AWS'
            Script = { $cloud | Add-VpcPeering -AwsVpc $american -WhatIf | Add-VpcPeering -WhatIf }
        }
    ) {
        $planned = & $Script
        $planned | Should -HaveCount 1
        $planned.VpcId, $planned.AwsVpcId | Should -Be $cloud.VpcId, $american
        $planned.Planned | Should -BeTrue
    }

    It 'takes several AWS VPCs: <Case>' -ForEach @(
        @{ Case = 'two ids'; Script = { $american, $american } }
        @{ Case = 'an id and an object'; Script = { $american, $own } }
        @{ Case = 'a list'; Script = { , [System.Collections.Generic.List[object]] @($own, $american) } }
    ) {
        $two = & $Script
        $cloud | Add-VpcPeering -AwsVpc $two -WhatIf | Should -HaveCount 2
        $two | Add-VpcPeering -Vpc prod -WhatIf | Should -HaveCount 2
    }

    It 'keeps a grant whole' {
        $grant = $vpc | Grant-AzurePeerRole -VNet $vnet -WhatIf
        foreach ($planned in ($grant | Add-VpcPeering), (Add-VpcPeering $grant),
            ($grant | Add-VpcPeering | Add-VpcPeering)) {
            $planned.VNetId, $planned.AwsVpcId | Should -Be $vnet.VNetId, $null
        }
    }

    It 'misses -AwsVpc beside a VPC, and -Vpc beside an AWS VPC' {
        $null = $cloud | Add-VpcPeering -WhatIf @quietly
        $failures[0].FullyQualifiedErrorId | Should -Match '^InputObjectMissingMandatory,'
        "$($failures[0])" | Should -Match 'AwsVpc'
        $null = $own | Add-VpcPeering -WhatIf @quietly
        $failures[0].FullyQualifiedErrorId | Should -Match '^InputObjectMissingMandatory,'
    }

    It 'never takes a Timescale VPC for an AWS VPC, nor a number, nor one text for both' {
        Get-ErrorId { Add-VpcPeering -Vpc $cloud -AwsVpc $cloud } | Should -Be 'CannotConvertArgumentNoMessage'
        $null = 5 | Add-VpcPeering -Vpc prod -WhatIf @quietly
        $failures[0].FullyQualifiedErrorId | Should -Match '^InputObjectNotBound,'
        Get-ErrorId { $american | Add-VpcPeering -WhatIf } | Should -Be 'AmbiguousInput'
    }

    It 'refuses an account that is none' {
        Get-ErrorId { $cloud | Add-VpcPeering -AwsVpc $american -AwsAccountId 12 } |
            Should -Be 'ParameterArgumentValidationError'
        Get-ErrorId { Get-VpcPeering | Approve-VpcPeering -RequesterAccountId 11112222333x } |
            Should -Be 'ParameterArgumentValidationError'
    }
}

Describe 'The stages of the AWS pipeline' {
    BeforeAll {
        $american = 'vpc-0a1b2c3d4e5f60718'
        $cloud = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20
        $onAws = $cloud | Add-VpcPeering -AwsVpc $american
    }

    It 'take a peering by name: <Case>' -ForEach @(
        @{ Case = 'arguments'; Script = { Remove-VpcPeering -Vpc prod -AwsVpc $american -WhatIf } }
        @{ Case = 'objects'; Script = { Remove-VpcPeering -Vpc $cloud -AwsVpc (Get-AwsVpc) -WhatIf } }
        @{ Case = 'columns'
            Script = { [pscustomobject]@{ VpcId = $cloud.VpcId; AwsVpcId = $american } | Remove-VpcPeering -WhatIf }
        }
        @{ Case = 'a peering from JSON'
            Script = { $onAws | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json | Remove-VpcPeering -WhatIf }
        }
    ) {
        (& $Script).AwsPeeringId | Should -Be $onAws.AwsPeeringId
    }

    It 'take a peering on Azure from JSON' {
        # Its AwsVpcId is null, and must not stand in the way.
        $azure = $vpc | Grant-AzurePeerRole -VNet $vnet -WhatIf | Add-VpcPeering
        Get-ErrorId {
            $azure | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json | Wait-VpcPeering -ErrorAction Stop
        } | Should -Be 'PeeringNotFound'
    }

    It 'want exactly one network' {
        foreach ($script in { Wait-VpcPeering -Vpc prod -ErrorAction Stop },
            { Wait-VpcPeering -Vpc prod -VNet x -AwsVpc $american -ErrorAction Stop },
            { Remove-VpcPeering -Vpc prod -Confirm:$false -ErrorAction Stop }) {
            Get-ErrorId $script | Should -Be 'AmbiguousInput'
        }

        Get-ErrorId { Get-VpcPeering -VNet x -AwsVpc y } | Should -Be 'AmbiguousParameterSet'
    }

    It 'want one choice of security group' {
        Get-ErrorId { $onAws | Grant-AwsPeerEgress -UseDefault -SecurityGroupId sg-1 } |
            Should -Be 'AmbiguousParameterSet'
    }

    It 'filter by AWS VPC' {
        (Get-VpcPeering -AwsVpc $american).AwsVpcId | Should -Be $american
        ($cloud | Get-VpcPeering -AwsVpc vpc-0a*).AwsVpcId | Should -Be $american
    }
}

Describe 'Set-ServiceVpc, which takes peerings, VPCs and services from the pipeline' {
    BeforeAll {
        $session = Connect-Timescale -Sandbox
        $null = New-VpcSandbox -World $session.Sandbox -CloudVpc @{
            Name = 'prod'; Region = 'us-east-1'; Cidr = '10.30.0.0/20'
        }
    }

    AfterAll { $session | Disconnect-Timescale }

    It 'takes services with -Vpc, and back with -Public' {
        $there = Get-ServiceVpc metrics, events | Set-ServiceVpc -Vpc prod
        $there.Service | Sort-Object | Should -Be 'events', 'metrics'
        $there.VpcId | Select-Object -Unique | Should -HaveCount 1
        $back = Get-ServiceVpc -Vpc prod | Set-ServiceVpc -Public -Confirm:$false
        $back | Should -HaveCount 2
        $back.VpcId | Should -Be $null, $null
    }

    It 'takes services with a VPC object, and plans' {
        $planned = Get-ServiceVpc metrics | Set-ServiceVpc -Vpc (Get-TimescaleVpc prod) -WhatIf
        $planned.Planned | Should -BeTrue
        $planned.Plan.Action | Should -Be 'AttachCloudService'
    }

    It 'takes a VPC, with the names of services' {
        (Get-TimescaleVpc prod | Set-ServiceVpc metrics -WhatIf).Service | Should -Be 'metrics'
    }

    It 'wants a target' {
        Get-ErrorId { Get-ServiceVpc metrics | Set-ServiceVpc } | Should -Be 'MissingMandatoryParameter'
    }
}

Describe 'New-TimescaleVpc' {
    It 'takes -Name and -Region, or -CloudName' {
        $made = New-TimescaleVpc other -Region us-east-1 -Cidr 10.80.0.0/20 -WhatIf
        $made.Platform, $made.Name, $made.Region | Should -Be 'TimescaleCloud', 'other', 'us-east-1'
        $made = New-TimescaleVpc -CloudName timescale-azure-uksouth -Cidr 10.210.0.0/24 -WhatIf
        $made.Platform, $made.CloudName | Should -Be 'ManagedService', 'timescale-azure-uksouth'
        Get-ErrorId { New-TimescaleVpc -Name x -CloudName y -Cidr 10.80.0.0/20 } | Should -Be 'AmbiguousParameterSet'
    }
}
