BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $WarningPreference = 'SilentlyContinue'
    $american, $european = 'vpc-0a1b2c3d4e5f60718', 'vpc-0b2c3d4e5f6071829'
    $phishing = 'pcx-0a1b2c3d4e5fbad01'

    function Invoke-Guide {
        New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 |
            Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering
    }

    function Get-WorldItem([string] $Kind, [string] $Id = '*') {
        (Get-TimescaleSession).Sandbox.Inventory() | Where-Object { $_.Kind -eq $Kind -and $_.Id -like $Id }
    }

    function Get-Inventory {
        (Get-TimescaleSession).Sandbox.Inventory() | ForEach-Object { "$($_.Kind) $($_.Properties)" }
    }

    function Get-StepText($Steps) { $Steps | ForEach-Object { "$($_.Action): $($_.Target)" } | Sort-Object -Unique }
}

AfterAll { Disconnect-Timescale -All }

Describe 'The AWS guide as one pipeline' {
    BeforeAll {
        $c = Connect-Timescale -Sandbox
        $before = (Get-WorldItem Aws.Peering $phishing).Properties

        $p = New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 |
            Approve-VpcPeering -WarningVariable warnings | Grant-AwsPeerEgress | Wait-VpcPeering
        $s = $p | Set-ServiceVpc -Service metrics
        $reachable = ($s | Test-ServiceVpc).Reachable
    }

    It 'signs in to both platforms' {
        $c.Platforms | Should -Be 'ManagedService', 'TimescaleCloud'
        $c.CloudProject | Should -Be 'demo-cloud'
        $c.AwsAccountId | Should -Be '111122223333'
    }

    It 'gives one peering, ACTIVE' {
        $p | Should -HaveCount 1
        $p.State | Should -Be 'ACTIVE'
        $p.NextStep | Should -BeNullOrEmpty
        $p.Planned | Should -BeFalse
        $p.Changes | Should -Not -BeNullOrEmpty
    }

    It 'captures <_>' -ForEach @(
        'VpcId', 'PeeringId', 'AwsPeeringId', 'AwsAccountId', 'RequesterAccountId', 'RequesterVpcId', 'SecurityGroupId'
    ) {
        $p.$_ | Should -Not -BeNullOrEmpty
    }

    It 'takes all ranges and all route tables' {
        $p.PeerCidrs | Should -Be '10.50.0.0/16', '10.51.0.0/16'
        $p.RouteTableIds | Should -HaveCount 3
    }

    It 'gives two hosts, and reaches the new one' {
        $s.PreviousHost | Should -Not -BeNullOrEmpty
        $s.Host | Should -Not -BeNullOrEmpty
        $s.Host | Should -Not -Be $s.PreviousHost
        $s.ConnectionString | Should -Not -Match 'password|pw-'
        $reachable | Should -Be $true
    }

    It 'shows the endpoints of before and after' {
        $s.Endpoints.Role | Should -Be 'primary', 'pooler'
        $s.PreviousEndpoints.Role | Should -Be 'primary', 'pooler'
        $s.Endpoints.Host | Should -Not -Contain $s.PreviousHost
    }

    It 'shows the first requester''s account in a warning' {
        "$warnings" | Should -Match $p.RequesterAccountId
    }

    It 'leaves the phishing request pending and untouched' {
        $p.AwsPeeringId | Should -Not -Be $phishing
        (Get-WorldItem Aws.Peering $phishing).Properties | Should -Be $before
        $before | Should -Match 'status=pending-acceptance'
    }

    It 'lets nothing in, and nothing but the service''s port out' {
        $properties = (Get-WorldItem Aws.SecurityGroup $p.SecurityGroupId).Properties
        $rules = [regex]::Match($properties, 'rules=(\S*)').Groups[1].Value
        $rules | Should -Match '^egress:[^,]*10\.30\.0\.0/20[^,]*$'
        $rules | Should -Match '5432'
    }

    It 'mutates nothing when run again' {
        $count = Get-MutationCount
        $again = New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 |
            Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering
        $same = $again | Set-ServiceVpc -Service metrics
        ($same | Test-ServiceVpc).Reachable | Should -Be $true
        Get-MutationCount | Should -Be $count
        $again.State | Should -Be 'ACTIVE'
        $again.AwsPeeringId | Should -Be $p.AwsPeeringId
        $again.Changes | Should -HaveCount 0
        $same.Changes | Should -HaveCount 0
        $same.Host | Should -Be $s.Host
    }

    It 'does not reach the service from a VPC that is not peered, and cannot say from outside' {
        (Test-ServiceVpc metrics -From $european).Reachable | Should -Be $false
        $null -eq (Test-ServiceVpc metrics -From Outside).Reachable | Should -BeTrue
    }

    It 'finds the peering by its parts' {
        (Get-VpcPeering -AwsVpc $american).AwsPeeringId | Should -Be $p.AwsPeeringId
        (Get-VpcPeering prod -AwsVpc (Get-AwsVpc)).AwsPeeringId | Should -Be $p.AwsPeeringId
        Get-VpcPeering -AwsVpc $european | Should -BeNullOrEmpty
        (Wait-VpcPeering -Vpc prod -AwsVpc $american).State | Should -Be 'ACTIVE'
    }

    It 'shows AWS and Azure networks in one table' {
        $text = $p | Format-Table | Out-String -Width 120
        $text | Should -Match 'Network'
        $text | Should -Match $american
        $p | Format-List | Out-String | Should -Match 'pcx-'
        $p | Format-List | Out-String | Should -Not -Match 'VNetId'
    }
}

Describe 'A Timescale Cloud that tells how its VPCs are' {
    BeforeAll {
        $world = (Connect-Timescale -Sandbox).Sandbox
        $world.Settings.CloudVpcStatus = $true
        $new = @{ Name = 'prod'; Region = 'us-east-1'; Cidr = '10.30.0.0/20' }
    }

    It 'shows the state, waits for it, and knows whose the first request is' {
        (New-TimescaleVpc @new -NoWait).State | Should -Be 'CREATING'
        (Get-TimescaleVpc -Name prod).State | Should -Be 'CREATING'
        $peering = New-TimescaleVpc @new | Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 |
            Approve-VpcPeering -RequireKnownRequester -WarningVariable warned | Wait-VpcPeering
        $peering.State | Should -Be 'ACTIVE'
        (Get-TimescaleVpc -Name prod).State | Should -Be 'CREATED'
        $warned | Should -BeNullOrEmpty
        $world.Requests.Where{ $_.Kind -eq 'Cloud.CreatePeering' } | Should -HaveCount 1
    }

    It 'says that a VPC failed' {
        $world.Change('SetCloudVpcStatus:ERROR', 'prod')
        (Get-TimescaleVpc -Name prod).State | Should -Be 'ERROR'
        New-TimescaleVpc @new -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Match '^VpcFailed'
        "$($failed[0])" | Should -Match 'in state ERROR'
    }
}

Describe 'In a fresh, non-interactive process' {
    It 'costs less than twice the start of PowerShell and the import' {
        $result = Invoke-FreshPwsh {
            Import-Module $args[0]
            # Beside it, in this very process, what it takes to do nothing: so a busy machine changes little.
            $process = [Diagnostics.Process]::GetCurrentProcess()
            $empty = $process.TotalProcessorTime
            $c = Connect-Timescale -Sandbox
            $p = New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20 |
                Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 |
                Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering
            $s = $p | Set-ServiceVpc -Service metrics
            $reachable = ($s | Test-ServiceVpc).Reachable
            $process.Refresh()
            @{
                Hosts     = @($s.PreviousHost, $s.Host | Select-Object -Unique).Count
                Reachable = $reachable
                Sandbox   = $null -ne $c.Sandbox
                Starts    = ($process.TotalProcessorTime - $empty) / $empty
            }
        }
        $result.Hosts | Should -Be 2
        $result.Reachable | Should -Be $true
        $result.Sandbox | Should -Be $true
        $result.Starts | Should -BeLessThan 2
    }
}

Describe 'Several' {
    BeforeEach { $null = Connect-Timescale -Sandbox }

    It 'AWS VPCs, piped at once, in both regions' {
        $null = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20
        $peerings = Get-AwsVpc -AwsRegion us-east-1, eu-west-1 |
            Add-VpcPeering -Vpc prod | Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering
        $peerings.State | Should -Be 'ACTIVE', 'ACTIVE'
        $peerings.AwsRegion | Sort-Object | Should -Be 'eu-west-1', 'us-east-1'
        $peerings.AwsPeeringId | Select-Object -Unique | Should -HaveCount 2
        $service = $peerings | Set-ServiceVpc metrics
        $service | Should -HaveCount 1
        $service.PeeredNetworkIds | Sort-Object | Should -Be $american, $european
        (Test-ServiceVpc metrics -From $american).Reachable | Should -Be $true
        (Test-ServiceVpc metrics -From $european).Reachable | Should -Be $true
    }

    It 'AWS VPCs, given as an argument' {
        $both = Get-AwsVpc -AwsRegion us-east-1, eu-west-1
        $peerings = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc $both | Approve-VpcPeering | Wait-VpcPeering
        $peerings.AwsVpcId | Sort-Object | Should -Be $american, $european
    }

    It 'ids of one region' {
        $peering = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc $european -AwsRegion eu-west-1 -AwsAccountId 111122223333 |
            Approve-VpcPeering | Wait-VpcPeering
        $peering.AwsRegion | Should -Be 'eu-west-1'
    }

    It 'Timescale VPCs' {
        $peerings = @(
            New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20
            New-TimescaleVpc test -Region us-east-1 -Cidr 10.40.0.0/20
            New-TimescaleVpc reports -Region eu-central-1 -Cidr 10.70.0.0/20
        ) | Add-VpcPeering -AwsVpc $american | Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering
        $peerings | Should -HaveCount 3
        $peerings.State | Select-Object -Unique | Should -Be 'ACTIVE'
        $peerings.VpcName | Sort-Object | Should -Be 'prod', 'reports', 'test'
        $peerings.SecurityGroupId | Select-Object -Unique | Should -HaveCount 3
        Get-VpcPeering -AwsVpc $american | Should -HaveCount 3
    }

    It 'go on after the failure of one' {
        $null = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20
        $peerings = 'vpc-0000000000000dead', $american |
            Add-VpcPeering -Vpc prod -ErrorVariable failures -ErrorAction SilentlyContinue | Approve-VpcPeering
        $peerings.AwsVpcId | Should -Be $american
        $failures.FullyQualifiedErrorId | Should -Match '^AwsVpcNotFound,'
    }
}

Describe '-WhatIf on the first stage' {
    BeforeAll {
        $null = Connect-Timescale -Sandbox
        $plan = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 -WhatIf |
            Add-VpcPeering -AwsVpc $american | Approve-VpcPeering | Grant-AwsPeerEgress -AttachTo i-0a1b2c3d4e5f60001 |
            Wait-VpcPeering | Set-ServiceVpc metrics
        $test = $plan | Test-ServiceVpc
        $mutations = Get-MutationCount
    }

    It 'changes nothing' {
        $mutations | Should -Be 0
    }

    It 'makes all later ones plan' {
        foreach ($planned in $plan, $test) {
            $planned | Should -HaveCount 1
            $planned.Planned | Should -BeTrue
            $planned.Plan | Should -Not -BeNullOrEmpty
        }
    }

    It 'plans what the real run does' {
        $real = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc $american | Approve-VpcPeering | Grant-AwsPeerEgress -AttachTo i-0a1b2c3d4e5f60001 |
            Wait-VpcPeering | Set-ServiceVpc metrics
        Get-StepText $plan.Plan | Should -Be (Get-StepText $real.Changes)
    }

    It 'plans nothing for what is done' {
        $again = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 -WhatIf |
            Add-VpcPeering -AwsVpc $american | Approve-VpcPeering | Grant-AwsPeerEgress -AttachTo i-0a1b2c3d4e5f60001 |
            Wait-VpcPeering | Set-ServiceVpc metrics
        $again.Planned | Should -BeTrue
        $again.Plan | Should -HaveCount 0
    }

    It 'of <_> changes nothing' -ForEach @(
        'New-TimescaleVpc other -Region us-east-1 -Cidr 10.80.0.0/20 -WhatIf'
        'Rename-TimescaleVpc prod -NewName better -WhatIf'
        'Get-VpcPeering prod | Remove-VpcPeering -WhatIf'
        'Get-VpcPeering prod | Revoke-AwsPeerEgress -WhatIf'
        'Get-VpcPeering prod | Approve-VpcPeering -AllowDns -WhatIf'
        'Get-VpcPeering prod | Grant-AwsPeerEgress -Port 5433 -WhatIf'
        'Set-ServiceVpc metrics -Public -WhatIf'
    ) {
        $before = Get-MutationCount
        $planned = & ([scriptblock]::Create($_))
        Get-MutationCount | Should -Be $before
        $planned.Planned | Should -BeTrue
        $planned.Plan | Should -Not -BeNullOrEmpty
    }
}

Describe 'The parts' {
    BeforeAll {
        $world = (Connect-Timescale -Sandbox).Sandbox
        $nothing = Get-Inventory
        $p = Invoke-Guide
    }

    It 'Get-AwsVpc finds VPCs by id, name and region' {
        (Get-AwsVpc).CidrBlocks | Should -Be '10.50.0.0/16', '10.51.0.0/16'
        (Get-AwsVpc $american).Name | Should -Be 'prod'
        (Get-AwsVpc -Name PR*).AwsVpcId | Should -Be $american
        (Get-AwsVpc -Region eu-west-1).AwsVpcId | Should -Be $european
        (Get-AwsVpc $american, $european -AwsRegion us-east-1, eu-west-1).AwsRegion |
            Should -Be 'us-east-1', 'eu-west-1'
        $found = Get-AwsVpc $european, $american -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.AwsVpcId | Should -Be $american
        $failures.FullyQualifiedErrorId | Should -Match '^AwsVpcNotFound,'
    }

    It 'Approve-VpcPeering turns DNS on when asked' {
        $changed = $p | Approve-VpcPeering -AllowDnsResolution
        $changed.Changes.Action | Should -Contain 'AllowDns'
        (Get-WorldItem Aws.Peering $p.AwsPeeringId).Properties | Should -Match 'dns=True'
    }

    It 'Grant-AwsPeerEgress uses the default group, an existing one, or attaches its own' {
        ($p | Grant-AwsPeerEgress -UseDefault).SecurityGroupId | Should -Be 'sg-0a1b2c3d4e5f60001'
        $count = Get-MutationCount
        ($p | Grant-AwsPeerEgress -SecurityGroupId sg-0a1b2c3d4e5f60001).SecurityGroupId |
            Should -Be 'sg-0a1b2c3d4e5f60001'
        Get-MutationCount | Should -Be $count -Because 'the default group lets everything out'
        $null = $p | Grant-AwsPeerEgress -AttachTo eni-0a1b2c3d4e5f60001
        (Get-WorldItem Aws.NetworkInterface).Properties | Should -Match $p.SecurityGroupId
    }

    It 'Update-VpcPeering has nothing to do while the ranges stay' {
        $count = Get-MutationCount
        ($p | Update-VpcPeering).Changes | Should -HaveCount 0
        Get-MutationCount | Should -Be $count
    }

    It 'Update-VpcPeering asks before it makes the peering anew' {
        $world.Change('AddVpcCidr', "$american 10.52.0.0/16")
        $count = Get-MutationCount
        $planned = $p | Update-VpcPeering -WhatIf
        $planned.Planned | Should -BeTrue
        $planned.Plan | Should -Not -BeNullOrEmpty
        $shell = [powershell]::Create('NewRunspace')
        $null = $shell.AddScript('Import-Module $args[0]; $args[1] | Update-VpcPeering')
        $null = $shell.AddArgument($ModulePath).AddArgument($p).Invoke()
        $shell.Streams.Error[0].FullyQualifiedErrorId | Should -Match '^ConfirmationNeeded,'
        Get-MutationCount | Should -Be $count
    }

    It 'Update-VpcPeering -Force takes up the new range, and points the routes anew' {
        $updated = $p | Update-VpcPeering -Force | Wait-VpcPeering
        $updated.State | Should -Be 'ACTIVE'
        $updated.PeerCidrs | Should -Contain '10.52.0.0/16'
        $updated.AwsPeeringId | Should -Not -Be $p.AwsPeeringId
        $updated.RouteTableIds | Should -HaveCount 3
        $count = Get-MutationCount
        ($updated | Update-VpcPeering).Changes | Should -HaveCount 0
        Get-MutationCount | Should -Be $count
    }

    It 'Rename-TimescaleVpc keeps what belongs to the VPC' {
        (Rename-TimescaleVpc prod -NewName better).Name | Should -Be 'better'
        (Get-VpcPeering better).State | Should -Be 'ACTIVE'
        (Rename-TimescaleVpc better -NewName prod).Name | Should -Be 'prod'
    }

    It 'Set-ServiceVpc moves a service to another VPC, and back on the internet' {
        $null = $p | Set-ServiceVpc metrics
        $other = New-TimescaleVpc test -Region us-east-1 -Cidr 10.40.0.0/20
        $moved = $other | Set-ServiceVpc metrics
        $moved.PreviousVpcId | Should -Be $p.VpcId
        $moved.VpcId | Should -Be $other.VpcId
        (Set-ServiceVpc metrics -Public -Force).VpcId | Should -BeNullOrEmpty
        $null = Remove-TimescaleVpc test -Confirm:$false
    }

    It 'Revoke-AwsPeerEgress, Remove-VpcPeering and Remove-TimescaleVpc leave things as they were' {
        $world.Change('RemoveVpcCidr', "$american 10.52.0.0/16")
        $now = Get-VpcPeering prod
        $null = $now | Revoke-AwsPeerEgress
        $null = $now | Remove-VpcPeering -Confirm:$false
        $null = Remove-TimescaleVpc prod -Confirm:$false
        $hostless = '^(Mst|Cloud)\.Service'
        Get-Inventory | Where-Object { $_ -notmatch $hostless } |
            Should -Be ($nothing | Where-Object { $_ -notmatch $hostless })

        # And once more, when all is gone.
        $count = Get-MutationCount
        $null = $now | Revoke-AwsPeerEgress
        $null = $now | Remove-VpcPeering -Confirm:$false
        Get-MutationCount | Should -Be $count
    }
}

Describe 'A request that is not the expected one' {
    BeforeAll {
        # A request of a stranger's, which the platform names for every peering from now on.
        function Add-Lookalike([string] $What) {
            $known = (Get-WorldItem Aws.Peering).Id
            $world.Change('PhishingRequest', $What)
            $id = (Get-WorldItem Aws.Peering).Id | Where-Object { $_ -notin $known }
            $world.Change('PlatformReportsPcx', $id)
            $id
        }

        function Add-Peering {
            New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 | Add-VpcPeering -AwsVpc $american
        }
    }

    BeforeEach { $world = (Connect-Timescale -Sandbox).Sandbox }

    It '<Case>: <Id>, and it is left alone' -ForEach @(
        @{ Case = 'another range'; Request = 'cidr=10.99.0.0/20'; Id = 'RequesterCidrUnexpected'; Cidrs = $true }
        @{ Case = 'another region'; Request = 'region=eu-west-1'; Id = 'RequesterRegionUnexpected' }
        @{ Case = 'for a VPC elsewhere'; Request = 'to=vpc-0b2c3d4e5f6071829'; Id = 'AwsPeeringNotFound' }
        @{ Case = 'another account than -RequesterAccountId'; Request = 'cidr=10.30.0.0/20'
            Id = 'RequesterAccountUnexpected'; Account = @{ RequesterAccountId = '222233334444' }
        }
    ) {
        if ($Cidrs) { $world.Settings.AwsPendingCidrs = $true }
        $request = Add-Lookalike $Request
        $added = Add-Peering
        $count = Get-MutationCount
        $more = $Account ?? @{}
        Get-ErrorId { $added | Approve-VpcPeering @more -ErrorAction Stop } | Should -Be $Id
        Get-MutationCount | Should -Be $count
        (Get-WorldItem Aws.Peering $request).Properties | Should -Match 'pending-acceptance'
        (Get-WorldItem Aws.Peering $phishing).Properties | Should -Match 'pending-acceptance'
    }

    It 'another range that shows only once it is active: no route leads there' {
        $null = Add-Lookalike 'cidr=10.99.0.0/20'
        $added = Add-Peering
        Get-ErrorId { $added | Approve-VpcPeering -ErrorAction Stop } | Should -Be 'RequesterCidrUnexpected'
        (Get-WorldItem Aws.RouteTable).Properties | Should -Not -Match 'pcx-'
    }

    It 'another account than the project''s earlier peerings' {
        $null = Invoke-Guide
        $world.Change('PlatformReportsPcx', $phishing)
        $second = New-TimescaleVpc test -Region us-east-1 -Cidr 10.40.0.0/20 | Add-VpcPeering -AwsVpc $american
        $count = Get-MutationCount
        Get-ErrorId { $second | Approve-VpcPeering -ErrorAction Stop } |
            Should -Be 'RequesterAccountUnexpected'
        Get-MutationCount | Should -Be $count
        (Get-WorldItem Aws.Peering $phishing).Properties | Should -Match 'pending-acceptance'
    }

    It 'an expired one' {
        $added = Add-Peering
        $world.Change('ExpirePeeringRequest', $added.AwsPeeringId)
        Get-ErrorId { $added | Approve-VpcPeering -ErrorAction Stop } | Should -Be 'PeeringExpired'
    }
}

Describe 'What cannot be done' {
    BeforeAll {
        $world = (Connect-Timescale -Sandbox).Sandbox
        $p = Invoke-Guide
        $vpc = Get-TimescaleVpc prod
    }

    BeforeEach { $before = Get-MutationCount }

    AfterEach { Get-MutationCount | Should -Be $before }

    It '<Id>: <Script>' -ForEach @(
        @{ Id = 'CidrInvalid'; Script = { New-TimescaleVpc x -Region us-east-1 -Cidr 10.0.0.7/17 } }
        @{ Id = 'CidrInvalid'; Script = { New-TimescaleVpc x -Region us-east-1 -Cidr 10.0.0.0/29 } }
        @{ Id = 'VpcOverlap'; Script = { New-TimescaleVpc x -Region us-east-1 -Cidr 10.30.8.0/21 } }
        @{ Id = 'VpcNameTaken'; Script = { New-TimescaleVpc prod -Region us-east-1 -Cidr 10.31.0.0/20 } }
        @{ Id = 'RegionUnsupported'; Script = { New-TimescaleVpc x -Region az-westeurope -Cidr 10.31.0.0/20 } }
        @{ Id = 'VpcNotFound'; Script = { Add-VpcPeering -Vpc nowhere -AwsVpc $american } }
        @{ Id = 'AwsVpcIdInvalid'; Script = { $vpc | Add-VpcPeering -AwsVpc prod } }
        @{ Id = 'AwsVpcNotFound'; Script = { $vpc | Add-VpcPeering -AwsVpc $european } }
        @{ Id = 'AwsAccountMismatch'; Script = { $vpc | Add-VpcPeering -AwsVpc $american -AwsAccountId 999988887777 } }
        @{ Id = 'RouteTableUnknown'; Script = { $p | Approve-VpcPeering -RouteTableId rtb-00000000000000000 } }
        @{ Id = 'RouteTableUnknown'; Script = { $p | Approve-VpcPeering -SubnetId subnet-00000000000000000 } }
        @{ Id = 'SecurityGroupNotFound'; Script = { $p | Grant-AwsPeerEgress -SecurityGroupId sg-00000000000000000 } }
        @{ Id = 'AttachTargetUnknown'; Script = { $p | Grant-AwsPeerEgress -AttachTo i-00000000000000000 } }
        @{ Id = 'PeeringNotFound'; Script = { Approve-VpcPeering -Vpc prod -AwsVpc $european } }
        @{ Id = 'VpcHasPeerings'; Script = { Remove-TimescaleVpc prod -Confirm:$false } }
        @{ Id = 'ServiceElsewhere'; Script = { $p | Set-ServiceVpc archive } }
        @{ Id = 'ServiceNotFound'; Script = { $p | Set-ServiceVpc nothing } }
        @{ Id = 'AwsProfileNotFound'; Script = { Connect-Timescale -Sandbox -AwsProfile nobody } }
    ) {
        $ErrorActionPreference = 'Stop'
        $failure = Get-Failure $Script
        $failure.FullyQualifiedErrorId | Should -Match "^$Id,"
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'CidrInvalid says which network is meant' {
        $failure = Get-Failure { New-TimescaleVpc x -Region us-east-1 -Cidr 10.0.0.7/17 -ErrorAction Stop }
        "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -Match '10\.0\.0\.0/17'
    }
}

Describe 'What the clouds refuse' {
    BeforeEach {
        $world = (Connect-Timescale -Sandbox).Sandbox
    }

    It 'an overlapping range, of any of the AWS VPC''s' {
        $vpc = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.51.16.0/20
        $failure = Get-Failure { $vpc | Add-VpcPeering -AwsVpc $american -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Match '^AddressOverlap,'
        "$failure" | Should -Match '10\.51\.0\.0/16'
    }

    It 'a missing IAM permission, by name' {
        $added = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 | Add-VpcPeering -AwsVpc $american
        $world.Change('DropIamAction:ec2:AcceptVpcPeeringConnection', '*')
        $failure = Get-Failure { $added | Approve-VpcPeering -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Match '^AwsPermissionDenied,'
        "$failure" | Should -Match 'ec2:AcceptVpcPeeringConnection'
    }

    It 'what a policy leaves out, and every request tells what it took' {
        $world.Change('SetAwsPolicy:sandbox', (@{
            Version   = '2012-10-17'
            Statement = @{ Effect = 'Allow'; Action = 'ec2:DescribeSubnets'; Resource = '*' }
        } | ConvertTo-Json -Depth 5))
        $failure = Get-Failure { Get-AwsVpc -ErrorAction Stop }
        "$failure" | Should -Match 'ec2:DescribeVpcs'
        $world.Requests[-1].Permissions | Should -Be 'ec2:DescribeVpcs'
        $world.Requests[-1].Caller | Should -Be 'sandbox'
    }

    It 'a profile that may only read' {
        $null = Connect-Timescale -Sandbox -AwsProfile sandbox-reader
        (Get-TimescaleSession).AwsAccountId | Should -Be '111122223333'
        (Get-AwsVpc).AwsVpcId | Should -Be $american
        Get-ErrorId { Invoke-Guide -ErrorAction Stop } | Should -Be 'AwsPermissionDenied'
    }

    It 'keys that have expired' {
        $null = Get-AwsVpc
        $world.Change('ExpireAwsKeys', 'sandbox')
        Get-ErrorId { Get-AwsVpc -ErrorAction Stop } | Should -Be 'AwsSignInExpired'
    }

    It 'keys of Timescale Cloud that are wrong or revoked' {
        $wrong = [pscredential]::new('sandbox-public', (ConvertTo-Token 'wrong'))
        Get-ErrorId { Connect-Timescale -Sandbox -Credential $wrong } | Should -Be 'CloudKeyRejected'
        $world.Change('RevokeCloudKeys', '*')
        Get-ErrorId { Get-TimescaleVpc -ErrorAction Stop } | Should -Be 'CloudKeyRejected'
    }

    It 'a peering over quota' {
        $world.Settings.CloudPeeringsPerVpc = 1
        $null = Invoke-Guide
        $other = Get-AwsVpc -Region eu-west-1
        Get-ErrorId { $other | Add-VpcPeering -Vpc prod -ErrorAction Stop } | Should -Be 'PlatformQuota'
    }

    It 'a VPC over quota, after a warning' {
        $world.Settings.CloudPlan = 'FREE'
        $null = Connect-Timescale -Sandbox -World $world
        Get-ErrorId {
            New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 -WarningVariable script:warned -ErrorAction Stop
        } | Should -Be 'PlatformQuota'
        "$warned" | Should -Match 'FREE'
    }

    It 'a route table that is full' {
        $world.Settings.AwsRoutesPerTable = 1
        Get-ErrorId { Invoke-Guide -ErrorAction Stop } | Should -Be 'RouteTableFull'
    }

    It 'a route that leads elsewhere, unless -Force; one that leads here is fine' {
        $world.Change('AddRoute', 'rtb-0a1b2c3d4e5f60002 10.30.0.0/20 nat-0a1b2c3d4e5f60009')
        $added = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 | Add-VpcPeering -AwsVpc $american
        Get-ErrorId { $added | Approve-VpcPeering -ErrorAction Stop } | Should -Be 'RouteConflict'
        ($added | Approve-VpcPeering -RouteTableId rtb-0a1b2c3d4e5f60001).RouteTableIds |
            Should -Be 'rtb-0a1b2c3d4e5f60001'
        ($added | Approve-VpcPeering -Force).RouteTableIds | Should -HaveCount 3
        # A new route is shown after a moment.
        $world.Clock.Advance([timespan]'00:00:10')
        ($added | Approve-VpcPeering).Changes.Action | Should -Not -Contain 'CreateRoute'
    }

    It '-NoRoute adds none' {
        $approved = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc $american | Approve-VpcPeering -NoRoute |
            Wait-VpcPeering -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        $approved.State | Should -Be 'ACTIVE'
        $approved.RouteTableIds | Should -BeNullOrEmpty
        (Get-WorldItem Aws.RouteTable).Properties | Should -Not -Match 'pcx-'
    }

    It 'a security group in use' {
        $p = Invoke-Guide | Grant-AwsPeerEgress -AttachTo eni-0a1b2c3d4e5f60001
        $world.Change('DeleteSecurityGroup', 'sg-0a1b2c3d4e5f60001')
        $failure = Get-Failure { $p | Revoke-AwsPeerEgress -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Match '^SecurityGroupInUse,'
        "$failure" | Should -Match 'eni-0a1b2c3d4e5f60001'
    }

    It 'a default group without a way out' {
        $p = Invoke-Guide
        $world.Change('DeleteSecurityGroup', 'sg-0a1b2c3d4e5f60001')
        Get-ErrorId { $p | Grant-AwsPeerEgress -UseDefault -ErrorAction Stop } | Should -Be 'SecurityGroupNotFound'
    }

    It 'a peering that the platform reports as <Status>' -ForEach @(
        @{ Status = 'INVALID'; Id = 'PeeringInvalidSpecification' }
        @{ Status = 'TIMEOUT'; Id = 'PeeringExpired' }
        @{ Status = 'DISABLED'; Id = 'PeeringDisabled' }
    ) {
        $p = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 | Add-VpcPeering -AwsVpc $american
        $world.Change("SetCloudPeeringStatus:$Status", '*')
        Get-ErrorId { $p | Approve-VpcPeering -ErrorAction Stop } | Should -Be $Id
        Get-ErrorId { $p | Wait-VpcPeering -ErrorAction Stop } | Should -Be $Id
    }

    It 'a VPC that holds a service, and detaches none by itself' {
        $p = Invoke-Guide
        $null = $p | Set-ServiceVpc metrics
        $null = $p | Remove-VpcPeering -Confirm:$false
        Get-ErrorId { Remove-TimescaleVpc prod -Confirm:$false -ErrorAction Stop } | Should -Be 'VpcInUse'
        (Get-ServiceVpc metrics).VpcId | Should -Be $p.VpcId
    }

    It 'half of a move: the service is <Where>' -ForEach @(
        @{ Where = 'where it was'; Times = 1; Id = 'ServiceMovedBack' }
        @{ Where = 'public, and the error says so'; Times = 9; Id = 'ServiceLeftPublic' }
    ) {
        $p = Invoke-Guide
        $null = $p | Set-ServiceVpc metrics
        $other = New-TimescaleVpc test -Region us-east-1 -Cidr 10.40.0.0/20
        $fault = @{ Kind = 'Cloud.AttachService'; Status = 400; Message = 'Not today.'; Times = $Times }
        $world.AddFault([TimescaleVpc.SandboxFault] $fault)
        $failure = Get-Failure { $other | Set-ServiceVpc metrics -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Match "^$Id,"
        "$failure" | Should -Match 'Not today'
        (Get-ServiceVpc metrics).VpcId | Should -Be ($Id -eq 'ServiceMovedBack' ? $p.VpcId : $null)
    }
}
