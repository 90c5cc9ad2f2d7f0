BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
}

AfterAll { Disconnect-Timescale -All }

Describe 'New-VpcSandbox' {
    It 'makes the default world, and another one each time' {
        $one = New-VpcSandbox
        $two = New-VpcSandbox
        [object]::ReferenceEquals($one, $two) | Should -BeFalse
        $one.Inventory() | Should -Be $two.Inventory()
        @($one.Inventory() | Where-Object Name -EQ 'Prod-VNet') | Should -HaveCount 2
    }

    It 'makes an empty one' {
        (New-VpcSandbox -Empty).Inventory().Kind | Select-Object -Unique |
            Should -Be 'Arm.RoleAssignment', 'Arm.RoleDefinition', 'Entra.Application'
    }

    It 'makes ids by the seed' {
        $vpc = @{ CloudName = 'timescale-azure-uksouth'; Cidr = '10.210.0.0/24' }
        $ids = 5, 5, 6 | ForEach-Object {
            ((New-VpcSandbox -Seed $_ -Vpc $vpc).Inventory() | Where-Object Name -EQ $vpc.CloudName).Id
        }
        $ids[0] | Should -Be $ids[1]
        $ids[0] | Should -Not -Be $ids[2]
    }

    It 'takes hashtables, ordered ones and arrays of them' {
        $world = New-VpcSandbox -Empty -AzureVNet @(
            [ordered]@{ Name = 'A'; ResourceGroupName = 'RG'; AddressPrefixes = '10.5.0.0/16', '10.6.0.0/16' }
            @{ name = 'B'; resourcegroupname = 'rg'; ADDRESSPREFIX = '10.7.0.0/16' }
        )
        $world.Inventory() | Where-Object Kind -EQ 'Arm.VNet' | ForEach-Object Id |
            Should -Match '/resourceGroups/RG/.*/[AB]$'
    }

    It 'changes a world that is piped, by itself or as a session' {
        $world = New-VpcSandbox -Empty
        $again = $world | New-VpcSandbox -AwsVpc @{ Region = 'us-east-1'; CidrBlock = '10.70.0.0/16'; Name = 'one' }
        [object]::ReferenceEquals($world, $again) | Should -BeTrue
        $session = Connect-Timescale -Sandbox -World $world
        $null = $session | New-VpcSandbox -AwsVpc @{ Region = 'us-east-1'; CidrBlock = '10.71.0.0/16'; Name = 'two' }
        (Get-AwsVpc).Name | Sort-Object | Should -Be 'one', 'two'
    }

    It 'changes settings, latencies and faults' {
        $world = New-VpcSandbox -Setting @{ RolePropagation = '00:05:00'; ForbidSecrets = $true } -Latency @{
            'Arm.PutPeering' = [timespan]::FromSeconds(30)
        } -Fault @{ Kind = 'Mst.GetVpc'; Status = 503 }, @{ Kind = '*'; Delay = '00:00:02'; Skip = 1 }
        $world.Settings.RolePropagation | Should -Be ([timespan]'00:05:00')
        $world.Settings.ForbidSecrets | Should -BeTrue
        $world.Settings.Latency['Arm.PutPeering'] | Should -Be ([timespan]'00:00:30')
        "$($world.Faults)" | Should -Be 'Mst.GetVpc 503 * 00:00:02 late'
    }

    It 'aims a fault at one object, and says that a retry has healed it' {
        $world = New-VpcSandbox -Fault @{ Kind = 'Arm.PutPeering'; Target = 'prod-*'; Status = 503; Times = 2 }, @{
            Kind = 'Arm.PutPeering'; Target = 'Hub-VNet'; Status = 403
        }
        $null = Connect-Timescale -Sandbox -World $world
        $peering = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
            Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG | Add-VpcPeering | Approve-VpcPeering
        $peering.State | Should -Not -BeNullOrEmpty
        "$($world.Faults)" | Should -Be 'Arm.PutPeering Hub-VNet 403'
        $world.StruckFaults | Should -HaveCount 1
        $world.StruckFaults[0].Struck, $world.StruckFaults[0].Healed | Should -Be 2, 2
        $world.StruckFaults | Out-String -Width 80 | Should -Match 'prod-\* +503 +0 +2 +2'
    }

    It 'lays locks, policies and deny assignments on scopes, and takes them away again' {
        $scope = @{ ResourceGroupName = 'Network-RG'; VNetName = 'Prod-VNet' }
        $world = New-VpcSandbox -AzureLock (@{ Level = 'ReadOnly' } + $scope) -AzurePolicy (@{ Name = 'p' } + $scope) `
            -AzureDenyAssignment (@{ Name = 'd'; Actions = 'Microsoft.Authorization/roleAssignments/write' } + $scope)
        $null = Connect-Timescale -Sandbox -World $world
        $pipeline = {
            Get-TimescaleVpc -CloudName timescale-azure-westeurope |
                Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG | Add-VpcPeering | Approve-VpcPeering
        }
        $id = ($world.Inventory() | Where-Object Id -Like '*/Network-RG/*/Prod-VNet').Id
        foreach ($kind in 'DenyAssignment', 'Lock', 'Policy') {
            $null = Get-Failure { $ErrorActionPreference = 'Stop'; & $pipeline }
            ($world.Requests | Where-Object { $_.Mutates -and $_.Host -like '*azure*' })[-1].Status |
                Should -BeIn 403, 409
            $world.Change("Remove$kind", $id)
        }
        (& $pipeline).State | Should -Not -BeNullOrEmpty
    }

    It 'holds what cuts traffic, secrets and links on Azure, seeded or changed' {
        $at = @{ VNetName = 'Prod-VNet'; ResourceGroupName = 'Network-RG' }
        $world = New-VpcSandbox `
            -AzureNetworkInterface (@{ Name = 'app-nic'; Address = '10.1.0.9' } + $at) `
            -AzureSecurityRule (@{ Name = 'cut'; Port = 5432; Destination = '10.200.0.0/24' } + $at),
            (@{ Name = 'one'; NetworkInterface = 'app-nic' } + $at) `
            -AzureRoute (@{ Name = 'lead'; Prefix = '0.0.0.0/0'; Address = '10.1.0.9' } + $at) `
            -AzureAppPolicy @{ Restriction = 'passwordLifetime'; MaxLifetime = '30.00:00:00' }
        $id = ($world.Inventory() | Where-Object Id -Like '*/Network-RG/*/Prod-VNet').Id
        $hub = ($world.Inventory() | Where-Object Name -EQ 'hub-to-spoke').Id
        $world.Change('AddSecurityRule', "$id name=open;access=Allow;direction=Inbound")
        $world.Change('AddUserRoute', "$id/subnets/default name=drop;prefix=10.200.0.0/24")
        $world.Change('AddAppPolicy:passwordAddition', 'demo.example')
        $world.Change('SetLinkFlag:allowVirtualNetworkAccess', "$hub false")
        $world.Change('SetLinkState:Disconnected', $hub)
        $items = $world.Inventory()
        ($items | Where-Object Kind -EQ Arm.NetworkInterface).Properties |
            Should -Be 'address=10.1.0.9 group=nsg-app-nic subnet=Prod-VNet/default'
        ($items | Where-Object Name -EQ nsg-Prod-VNet).Properties |
            Should -Match 'cut:100:Outbound:Deny:\*:\*>10\.200\.0\.0/24:5432.*open:.*subnets=Prod-VNet/default'
        ($items | Where-Object Kind -EQ Arm.RouteTable).Properties |
            Should -Match 'lead:0\.0\.0\.0/0>VirtualAppliance@10\.1\.0\.9,drop:10\.200\.0\.0/24>None'
        ($items | Where-Object Kind -EQ Entra.AppPolicy).Name | Should -Be 'passwordAddition', 'passwordLifetime'
        ($items | Where-Object Id -EQ $hub).Properties | Should -Match 'allowAccess=False .*state=Disconnected'
        foreach ($name in 'cut', 'open') { $world.Change('RemoveSecurityRule', $name) }
        foreach ($name in 'lead', 'drop') { $world.Change('RemoveUserRoute', $name) }
        $world.Change('RemoveAppPolicy', 'demo.example')
        ($world.Inventory() | Where-Object Kind -EQ Entra.AppPolicy) | Should -BeNullOrEmpty
        "$($world.Inventory().Properties)" | Should -Not -Match 'open:|drop:'
    }

    It 'has groups with any name that Azure allows, and VNets of both families' {
        $world = New-VpcSandbox -Empty -AzureVNet @{
            Name = 'Dual-VNet'; ResourceGroupName = 'Büro (Süd).1'.Replace(' ', '_')
            AddressPrefix = '10.5.0.0/16', '10.6.0.0/16', 'fd00:db8::/48'
        } -Vpc @{ CloudName = 'timescale-azure-uksouth'; Cidr = '10.210.0.0/24' }
        $null = Connect-Timescale -Sandbox -World $world
        $vnet = Get-AzureVNet -ResourceGroupName 'büro_(süd).1'
        $vnet.AddressPrefixes | Should -Be '10.5.0.0/16', '10.6.0.0/16', 'fd00:db8::/48'
        $peering = Get-TimescaleVpc | Grant-AzurePeerRole -VNet $vnet | Add-VpcPeering | Approve-VpcPeering |
            Wait-VpcPeering
        $peering.State, $peering.ResourceGroupName | Should -Be 'ACTIVE', 'Büro_(Süd).1'
        ($peering | Undo-VpcPeering -Confirm:$false).IsComplete | Should -BeTrue
        $line = 'Get-AzureVNet -ResourceGroupName B'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches |
            ForEach-Object CompletionText | Should -Be "'Büro_(Süd).1'"
    }

    It 'tells two subscriptions of one name apart' {
        $id = '0b1f6471-1bf0-4dda-aec3-cb9272f09591'
        $world = New-VpcSandbox -AzureSubscription @{ Name = 'Demo Subscription'; Id = $id }
        $failure = Get-Failure { Connect-Timescale -Sandbox -World $world -Subscription 'Demo Subscription' }
        $failure.FullyQualifiedErrorId | Should -Match '^SubscriptionAmbiguous,'
        "$failure" | Should -Match $id
        "$failure" | Should -Match '0b1f6471-1bf0-4dda-aec3-cb9272f09590'
        $null = Connect-Timescale -Sandbox -World $world
        $unnamed = Get-Failure { Get-AzureVNet -ErrorAction Stop }
        $unnamed.FullyQualifiedErrorId | Should -Match '^SubscriptionAmbiguous,'
        "$unnamed" | Should -Match 'several subscriptions and none was named'
        $null = Connect-Timescale -Sandbox -World $world -Subscription $id
        @(Get-AzureVNet) | Should -HaveCount 0
        $line = 'Connect-Timescale -Sandbox -World $world -Subscription '
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches |
            ForEach-Object CompletionText | Should -Contain "'$id'"
    }

    It 'lets a whole pipeline run on a world of its own' {
        $world = New-VpcSandbox -Empty -Vpc @{
            CloudName = 'timescale-azure-uksouth'; Cidr = '10.210.0.0/24'
        } -Service @{
            Name = 'orders'; CloudName = 'timescale-azure-uksouth'
        } -AzureVNet @{ Name = 'App-VNet'; ResourceGroupName = 'App-RG'; AddressPrefix = '10.5.0.0/16' }
        $null = Connect-Timescale -Sandbox -World $world
        $test = Get-TimescaleVpc | Grant-AzurePeerRole -VNet App-VNet | Add-VpcPeering | Approve-VpcPeering |
            Wait-VpcPeering | Set-ServiceVpc orders | Test-ServiceVpc
        $test.Reachable | Should -BeTrue
    }

    It 'puts what filters and diverts in the way of a peer, and takes it away again' {
        $cloud = 'timescale-aws-us-east-1'
        $world = New-VpcSandbox -Empty -Vpc @{ CloudName = $cloud; Cidr = '10.211.0.0/24' } -Service @{
            Name = 'orders'; CloudName = $cloud; Vpc = $cloud; IpFilter = '10.70.0.0/24', '192.0.2.7=office'
        }, @{ Name = 'shop'; Region = 'us-east-1'; AllowList = '203.0.113.0/24' } -AwsVpc @{
            Region = 'us-east-1'; CidrBlock = '10.70.0.0/16'; Route = '10.80.0.0/16 nat-0123456789abcdef0'
            NetworkAclEntry = '90 egress deny tcp 1-65535 10.211.0.0/24'
        }
        $null = Connect-Timescale -Sandbox -World $world
        $aws = Get-AwsVpc
        $peering = Get-TimescaleVpc -CloudName $cloud | Add-VpcPeering -AwsVpc $aws |
            Approve-VpcPeering -WarningAction Ignore | Wait-VpcPeering
        $items = $world.Inventory() | Group-Object Kind -AsHashTable
        $table, $group = $items['Aws.RouteTable'].Id, $items['Aws.SecurityGroup'].Id
        $acl = $items['Aws.NetworkAcl'].Id
        $subnet = $items['Aws.NetworkAcl'].Properties -replace '.*subnets=(\S+).*', '$1'
        "$($items['Cloud.Service'].Properties)" | Should -Match 'allowList=203.0.113.0/24'
        function Get-Tcp { (Test-ServiceVpc orders -From $aws.AwsVpcId -WarningAction Ignore).Tcp.Detail }

        Get-Tcp | Should -Match "network ACL $acl .*rule 90"
        $world.Change('RemoveNetworkAclEntry', "$acl 90 egress")
        Get-Tcp | Should -Match '^Connected'
        foreach ($case in @{
                Break = 'AddNetworkAclEntry', "$subnet 80 ingress deny all * 10.211.0.0/24"; Says = 'rule 80'
                Mend = 'RemoveNetworkAclEntry', "$acl 80 ingress"
            }, @{
                Break = 'SetSubnetAcl', "$subnet new"; Says = 'network ACL'; Mend = 'SetSubnetAcl', "$subnet default"
            }, @{
                Break = 'AddRoute', "$table 10.211.0.0/25 nat-0123456789abcdef0"; Says = 'no route'
                Mend = 'DeleteRoute', "$table 10.211.0.0/25"
            }, @{
                Break = 'RemoveEgressRule', $group; Says = 'no security group'
                Mend = 'AddEgressRule', "$group all * 0.0.0.0/0"
            }, @{
                Break = 'SetIpFilter', 'orders 10.99.0.0/16'; Says = 'IP filter'
                Mend = 'SetIpFilter', 'orders 10.70.0.0/16'
            }) {
            $world.Change($case.Break[0], $case.Break[1])
            Get-Tcp | Should -Match $case.Says
            $world.Change($case.Mend[0], $case.Mend[1])
            Get-Tcp | Should -Match '^Connected'
        }

        $world.Change('DisableDnsSupport', $aws.AwsVpcId)
        (Test-ServiceVpc orders -From $aws.AwsVpcId -WarningAction Ignore).Dns.Detail | Should -Match 'DNS support'
        $world.Change('EnableDnsSupport', $aws.AwsVpcId)
        $world.Change('SetPublicAccess', 'orders on')
        $world.Change('DeleteRouteTarget', 'nat-0123456789abcdef0')
        $world.Change('DetachAllowList', 'shop')
        $items = $world.Inventory() | Group-Object Kind -AsHashTable
        "$($items['Mst.Service'].Properties)" | Should -Match 'public=public-orders'
        "$($items['Aws.RouteTable'].Properties)" | Should -Match 'nat-0123456789abcdef0 \(gone\)'
        "$($items['Cloud.Service'].Properties)" | Should -Match 'allowList= '
        $world.Change('DeletePeeringByPlatform', $peering.AwsPeeringId)
        Get-Tcp | Should -Match 'no peering'

        $world.Change('SetProjectRole', 'developer')
        $failure = Get-Failure { $peering | Remove-VpcPeering -Confirm:$false -ErrorAction Stop }
        "$failure" | Should -Match '403|Not authorized'
    }

    It 'refuses <Case>, names it, and changes nothing' -ForEach @(
        @{ Case = 'an unknown key'; With = @{ Vpc = @{ CloudName = 'x'; Cidr = 'y'; Size = 5 } }; Words = "'Size'"
            Keys = 'CloudName, Cidr'
        }
        @{
            Case = 'a missing key'; With = @{ CloudVpc = @{ Name = 'x' } }; Words = "'Region'"
            Keys = 'Name, Region, Cidr'
        }
        @{ Case = 'a bad value'; With = @{ Setting = @{ DnsDelay = 60 } }; Words = "DnsDelay '60'"; Keys = 'DnsDelay' }
        @{ Case = 'the second of two'; Words = "-AwsVpc \(number 2\).*'mars-1'"; Keys = 'Region, CidrBlock'
            With = @{
                AwsVpc = @{ Region = 'us-east-1'; CidrBlock = '10.9.0.0/16' },
                    @{ Region = 'mars-1'; CidrBlock = 'x' }
            }
        }
        @{ Case = 'what the platform refuses'; Words = 'VPC already exists'; Keys = 'CloudName'
            With = @{
                Vpc     = @{ CloudName = 'timescale-azure-westeurope'; Cidr = '10.200.0.0/24' }
                Setting = @{ DnsDelay = '00:00:09' }
            }
        }
    ) {
        $world = New-VpcSandbox
        $before = $world.Inventory()
        $failure = Get-Failure { New-VpcSandbox -World $world @With }
        $failure.FullyQualifiedErrorId | Should -Be 'SandboxPartRefused,TimescaleVpc.Commands.NewVpcSandboxCommand'
        "$failure" | Should -Match $Words
        $failure.ErrorDetails.RecommendedAction | Should -Match $Keys
        $world.Inventory() | Should -Be $before
        $world.Settings.DnsDelay | Should -Be ([timespan]'00:01:00')
    }

    It 'needs no session and loads no SDK' {
        $loaded = Invoke-FreshPwsh {
            Import-Module $args[0]
            $null = New-VpcSandbox -Empty
            $names = [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name
            @{ Names = @($names -match '^(Azure|Microsoft\.Graph|Npgsql|AWSSDK)') }
        }
        $loaded.Names | Should -BeNullOrEmpty
    }

    It 'offers its things to completion' {
        $world = New-VpcSandbox -AzureUser @{ Name = 'ops' } -AwsProfile @{ Name = 'extra' }
        $line = 'Connect-Timescale -Sandbox -World $world -SandboxUser o'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches |
            ForEach-Object CompletionText | Should -Be 'ops'
        $line = 'Connect-Timescale -Sandbox -World $world -AwsProfile e'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches |
            ForEach-Object CompletionText | Should -Be 'extra'
    }
}
