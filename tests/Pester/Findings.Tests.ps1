# Each finding of the catalogue can be made from PowerShell in the sandbox: by what others change, by settings, faults,
# and the module's own cmdlets. A row says how; a finding without a row fails the last test.
BeforeDiscovery {
    $rows = @(
        @{ World = 'Azure'; Ids = 'RunInterrupted'; Test = { Test-VpcPeering }; Do = {
                $grant = Grant-Other
                $script:ours = $grant.ServicePrincipalId, $grant.PlatformServicePrincipalId -join '|'
            }
        }
        @{ World = 'Azure'; Ids = 'RunStuck'; Test = { Test-VpcPeering }
            Do = { $world.Change('AddVNetRange', "$otherVNet 10.200.0.0/25") }
            Undo = { $world.Change('RemoveVNetRange', "$otherVNet 10.200.0.0/25") }
        }
        @{ World = 'Azure'; Ids = 'LeftoverFound'; Test = { Test-VpcPeering }; Do = { Remove-Assignment } }
        @{ World = 'Azure'; Ids = 'LinkAwaited'; Do = {
                $script:azure = Get-TimescaleVpc -CloudName $west |
                    Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG | Add-VpcPeering
            }
        }
        @{ World = 'Azure'; Ids = 'CredentialPresent'; Do = {
                $world.AddFault(@{ Kind = 'Graph.RemovePassword'; Status = 403; Times = 99
                        Code = 'Authorization_RequestDenied'
                    })
                $null = $azure | Approve-VpcPeering -WarningAction Ignore -ErrorAction Ignore
                $world.ClearFaults()
                $script:azure = $azure | Wait-VpcPeering
            }
        }
        @{ World = 'Azure'; Ids = 'NsgDenies'; Change = 'AddSecurityRule'; On = ' name=cut;destination=10.200.0.0/24'
            Undo = { $world.Change('RemoveSecurityRule', 'cut') }
        }
        @{ World = 'Azure'; Ids = 'UserRouteDiverts'; Change = 'AddUserRoute'; On = ' name=drop;prefix=10.200.0.0/24'
            Undo = { $world.Change('RemoveUserRoute', 'drop') }
        }
        @{ World = 'Azure'; Ids = 'LockInPlace'; Change = 'AddLock:CanNotDelete'
            Undo = { $world.Change('RemoveLock', $vnet) }
        }
        @{ World = 'Azure'; Ids = 'DenyAssignmentStops'; Change = 'AddDenyAssignment'
            Undo = { $world.Change('RemoveDenyAssignment', $vnet) }
        }
        @{ World = 'Azure'; Ids = 'LinkOutOfSync'; Change = 'AddVNetRange'; On = ' 10.77.0.0/16'
            Undo = { $world.Change('RemoveVNetRange', "$vnet 10.77.0.0/16") }
        }
        @{ World = 'Azure'; Ids = 'LinkBlocksTraffic'; Change = 'SetLinkFlag:allowVirtualNetworkAccess'; On = ' false'
            Undo = { $world.Change('SetLinkFlag:allowVirtualNetworkAccess', "$vnet true") }
        }
        @{ World = 'Azure'; Ids = 'LinkUsesGateways'; Change = 'SetLinkFlag:useRemoteGateways'; On = ' true'
            Undo = { $world.Change('SetLinkFlag:useRemoteGateways', "$vnet false") }
        }
        @{ World = 'Azure'; Ids = 'CredentialForeign'; Do = { $world.Change('AddSecret', $azure.AppId) } }
        @{ World = 'Azure'; Ids = 'RoleAssignedWider'
            Do = { $world.Change('WidenAssignment', (Get-Assignment)[0].Id) }
        }
        @{ World = 'Azure'; Ids = 'RoleWidened'; Do = {
                $world.Change('AddAzureAction:Microsoft.Network/*', $azure.OwnRoleId)
            }
        }
        @{ World = 'Azure'; Ids = 'ServiceIsPublic'; Do = { }
            Test = { $azure | Test-VpcPeering -Service mst-metrics }
        }
        @{ World = 'Azure'; Ids = 'ServiceElsewhere'; Test = { $azure | Test-VpcPeering -Service mst-metrics }; Do = {
                $world.Change('AddVpc', $west)
                $other = Get-TimescaleVpc | Where-Object { $_.CloudName -eq $west -and $_.VpcId -ne $azure.VpcId }
                $world.Change('MoveService', "mst-metrics $($other.VpcId)")
                $world.Clock.Advance('00:10')
            }
        }
        @{ World = 'Azure'; Ids = 'ServiceMoving'; Do = { $world.Change('MoveService', "mst-metrics $($azure.VpcId)") }
            Undo = { $world.Clock.Advance($world.Settings.ServiceMove) }
        }
        @{ World = 'Azure'; Ids = 'HostResolvesElsewhere'; Do = { $world.Clock.Advance('00:00:01') }
            Test = { $azure | Test-VpcPeering -Service mst-metrics }; Undo = { $world.Clock.Advance('00:10') }
        }
        @{ World = 'Azure'; Ids = 'HostNotResolved'; Test = { $azure | Test-VpcPeering -Service mst-metrics }
            Do = { $world.Change('SetServiceObstacle:NameDiscarded', 'mst-metrics') }
        }
        @{ World = 'Azure'; Ids = 'PortNotReached'; Test = { $azure | Test-VpcPeering -Service mst-metrics }
            Do = { $world.Change('SetServiceObstacle:PortDropped', 'mst-metrics') }
            Undo = { $world.Change('SetServiceObstacle:None', 'mst-metrics') }
        }
        @{ World = 'Azure'; Ids = 'ServiceAlsoPublic'; Do = { $world.Change('SetPublicAccess', 'mst-metrics on') } }
        @{ World = 'Azure'; Ids = 'ServiceFilterNarrow'
            Do = { $world.Change('SetIpFilter', 'mst-metrics 10.1.0.0/24') }
        }
        @{ World = 'Azure'; Ids = 'ServiceFilterExcludes'
            Do = { $world.Change('SetIpFilter', 'mst-metrics 192.0.2.0/24') }
            Undo = { $world.Change('SetIpFilter', 'mst-metrics none') }
        }
        @{ World = 'Azure'; Ids = 'ServiceNotRunning'
            Do = { $world.Change('SetServiceState:POWEROFF', 'mst-metrics') }
            Undo = { $world.Change('SetServiceState:RUNNING', 'mst-metrics') }
        }
        @{ World = 'Azure'; Ids = 'NotRead'; Undo = { $world.ClearFaults() }; Do = {
                $world.AddFault(@{ Kind = 'Arm.ListVNets'; Status = 403; Code = 'AuthorizationFailed'; Times = 9 })
            }
        }
        @{ World = 'Azure'; Ids = 'LinkNotSeen'; Change = 'SetPeeringState:PENDING_PEER' }
        @{ World = 'Azure'; Ids = 'LinkDisconnected'; Change = 'SetLinkState:Disconnected'
            Undo = { $world.Change('SetLinkState:Connected', $vnet); $world.Change('SetPeeringState:ACTIVE', $vnet) }
        }
        @{ World = 'Azure'; Ids = 'LinkMissing'; Change = 'DeleteLink' }
        @{ World = 'Azure'; Ids = 'PeeringDeletedByPeer'; Change = 'SetPeeringState:DELETED_BY_PEER' }
        @{ World = 'Azure'; Ids = 'PeeringRejected'; Change = 'SetPeeringState:REJECTED_BY_PEER' }
        @{ World = 'Azure'; Ids = 'PeeringInvalid'; Change = 'SetPeeringState:INVALID_SPECIFICATION' }
        @{ World = 'Azure'; Ids = 'PeeringErrored'; Change = 'SetPeeringState:ERROR' }
        @{ World = 'Azure'; Ids = 'PeeringDeleting'; Change = 'SetPeeringState:DELETING' }
        @{ World = 'Azure'; Ids = 'PeeringInProgress'; Change = 'SetPeeringState:APPROVED' }
        @{ World = 'Azure'; Ids = 'RoleUnassigned'
            Do = { $world.Change('DeleteRoleDefinition', $azure.OwnRoleId) }
        }
        @{ World = 'Azure'; Ids = 'PlatformRoleUnassigned'
            Do = { $world.Change('DeleteRoleDefinition', $azure.PlatformRoleId) }
        }
        @{ World = 'Azure'; Ids = 'PrincipalMissing'; Do = { $world.Change('DeleteServicePrincipal', $azure.AppId) } }
        @{ World = 'Azure'; Ids = 'PlatformPrincipalMissing'
            Do = { $world.Change('DeleteServicePrincipal', $azure.PlatformAppId) }
        }
        @{ World = 'Azure'; Ids = 'AppMissing'; Do = { $world.Change('DeleteApplication', $azure.AppId) } }
        @{ World = 'Azure'; Ids = 'VNetMissing'; Change = 'DeleteVNet' }
        @{ World = 'Azure'; Ids = 'VpcMissing'; Do = {
                $world.Change('DeleteVpc', $azure.VpcId)
                $world.Clock.Advance('00:10')
            }
        }

        @{ World = 'Before'; Ids = 'RangeOverlaps'; Do = { }; Test = { Test-VpcPeering $west -VNet Hub-VNet } }
        @{ World = 'Before'; Ids = 'PeeringNotTransitive'
            Do = {
                $half = $world.Inventory() | Where-Object { $_.Kind -eq 'Arm.Peering' -and $_.Id -match 'Hub-VNet/' }
                $world.Change('SetLinkFlag:allowGatewayTransit', "$($half.Id) true")
            }
            Test = { Test-VpcPeering timescale-azure-switzerland-north -VNet Hub-VNet }
        }
        @{ World = 'Before'; Ids = 'LockStopsSteps'; Do = { $world.Change('AddLock:ReadOnly', $vnet) }
            Undo = { $world.Change('RemoveLock', $vnet) }
        }
        @{ World = 'Before'; Ids = 'SecretsForbidden'
            Do = { $world.Change('AddAppPolicy:passwordAddition', 'demo.example') }
            Undo = { $world.Change('RemoveAppPolicy', 'demo.example') }
        }
        @{ World = 'Before'; Ids = 'ProjectRoleTooLow'; Do = { $world.Change('SetProjectRole', 'developer') }
            Undo = { $world.Change('SetProjectRole', 'admin') }
        }
        @{ World = 'Before'; Ids = 'VNetPeeringLimit'; Do = { $world.Change('AddPeerings', "$vnet 500") } }
        @{ World = 'Before'; Ids = 'AwsPeeringQuota'; Do = { $world.Change('AddPeerings', "$awsVpc 50") }
            Test = { $cloud | Test-AwsVpc }
        }
        @{ World = 'Before'; Ids = 'RouteTaken'; Test = { $cloud | Test-AwsVpc }
            Do = { $world.Change('AddRoute', "$table 10.30.0.0/21 nat-0a1b2c3d4e5f60001") }
        }
        @{ World = 'Before'; Ids = 'AwsRightsMissing'; Test = { $cloud | Test-AwsVpc }
            Do = { Set-AwsPolicy 'ec2:Describe*' 'ec2:CreateSecurityGroup' }
        }
        @{ World = 'Before'; Ids = 'AwsEgressRightsMissing'; Test = { $cloud | Test-AwsVpc }
            Do = { Set-AwsPolicy 'ec2:Describe*' 'ec2:CreateRoute' }
            Undo = { Set-AwsPolicy 'ec2:*' 'sts:*' }
        }
        @{ World = 'Before'; Ids = 'AwsRightUnclear'; Test = { $cloud | Test-AwsVpc }; Do = {
                $world.AddFault(@{ Kind = 'Ec2.CreateRoute'; Status = 400
                        Code = 'InvalidVpcPeeringConnectionID.NotFound'
                    })
            }
        }
        @{ World = 'Before'; Ids = 'RouteTableQuota'; Test = { $cloud | Test-AwsVpc }; Do = {
                foreach ($part in 0..499) {
                    $range = "192.$([math]::Floor($part / 250)).$($part % 250).0/24"
                    $world.Change('AddRoute', "$table $range nat-0a1b2c3d4e5f60001")
                }
            }
        }
        @{ World = 'Before'; Ids = 'PeeringLimitReached'; Do = { $world.Change('AddPeerings', 'prod 50') }
            Test = { $cloud | Test-AwsVpc }
        }
        @{ World = 'Before'; Ids = 'VpcNotReady'; Do = {
                $world.Settings.CloudVpcStatus = $true
                $world.Change('SetCloudVpcStatus:CREATING', 'prod')
            }
            Test = { $cloud | Test-AwsVpc }
        }
        @{ World = 'Before'; Ids = 'VpcUnusable'; Do = { $world.Change('SetCloudVpcStatus:ERROR', 'prod') }
            Test = { $cloud | Test-AwsVpc }
        }
        @{ World = 'Before'; Ids = 'AzureRightsMissing'; Do = {
                $world.Change('SetAzureRole:admin', (@{
                            Name = 'reads'; Actions = @('*/read'); NotActions = @()
                            AssignableScopes = @("/subscriptions/$($vnet.Split('/')[2])")
                        } | ConvertTo-Json))
            }
        }
        @{ World = 'Before'; Ids = 'DirectoryRoleMissing'
            Do = { $script:netadmin = Connect-Timescale -Sandbox -SandboxUser netadmin }
            Test = {
                Test-VpcPeering $west -VNet Prod-VNet -ResourceGroupName Network-RG -Session $netadmin
            }
        }

        @{ World = 'AWS'; Ids = 'RequestAwaited'; Do = { $script:aws = $cloud | Add-VpcPeering -AwsVpc $awsVpc } }
        @{ World = 'AWS'; Ids = 'ApprovalBlocked'
            Do = { $world.Change('AddRoute', "$table 10.30.0.0/20 nat-0a1b2c3d4e5f60001") }
            Undo = { $world.Change('DeleteRoute', "$table 10.30.0.0/20") }
        }
        @{ World = 'AWS'; Ids = 'ConnectionNotSeen'
            Do = { $script:aws = $aws | Approve-VpcPeering -WarningAction Ignore }
            Undo = { $script:aws = $aws | Grant-AwsPeerEgress -WarningAction Ignore | Wait-VpcPeering }
        }
        @{ World = 'AWS'; Ids = 'RouteShadowed'
            Do = { $world.Change('AddRoute', "$table 10.30.0.0/21 nat-0a1b2c3d4e5f60001") }
            Undo = { $world.Change('DeleteRoute', "$table 10.30.0.0/21") }
        }
        @{ World = 'AWS'; Ids = 'RouteTableLeftOut'; Test = { Test-VpcPeering }
            Do = { $world.Change('DeleteRoute', "$table 10.30.0.0/20") }
        }
        @{ World = 'AWS'; Ids = 'RouteGone'; Do = { } }
        @{ World = 'AWS'; Ids = 'RouteMissing'; Test = { Test-VpcPeering }
            Do = { $world.Change('DeleteRoute', $aws.AwsPeeringId) }
            Undo = { $null = $aws | Approve-VpcPeering }
        }
        @{ World = 'AWS'; Ids = 'AclDenies'
            Do = { $world.Change('AddNetworkAclEntry', "$awsVpc 90 egress deny tcp 5432 10.30.0.0/20") }
            Undo = { $world.Change('RemoveNetworkAclEntry', "$($awsVpc -replace 'vpc', 'acl') 90 egress") }
        }
        @{ World = 'AWS'; Ids = 'EgressWide'
            Do = { $world.Change('AddEgressRule', "$($aws.SecurityGroupId) all * 0.0.0.0/0") }
        }
        @{ World = 'AWS'; Ids = 'EgressMissing'; Do = { $world.Change('RemoveEgressRule', $aws.SecurityGroupId) } }
        @{ World = 'AWS'; Ids = 'ResolverOff'; Do = { $world.Change('DisableDnsSupport', $awsVpc) } }
        @{ World = 'AWS'; Ids = 'RangesChanged'; Do = { $world.Change('AddVpcCidr', "$awsVpc 10.52.0.0/16") } }
        @{ World = 'AWS'; Ids = 'AllowListUnclear'; Test = { $aws | Test-VpcPeering -Service metrics }
            Do = { $world.Change('AttachAllowList', 'metrics 203.0.113.0/24') }
        }
        @{ World = 'AWS'; Ids = 'PeeringDisabled'; Do = { $world.Change('SetCloudPeeringStatus:DISABLED', '*') } }
        @{ World = 'AWS'; Ids = 'PeeringExpired'; Do = { $world.Change('SetCloudPeeringStatus:TIMEOUT', '*') }
            Undo = { $world.Change('SetCloudPeeringStatus:ACTIVE', '*') }
        }
        @{ World = 'AWS'; Ids = 'ConnectionGone'; Do = { $world.Change('DeletePeering', $aws.AwsPeeringId) } }
        @{ World = 'AWS'; Ids = 'RequestNotSeen'; Do = { $world.Change('SetCloudPeeringStatus:PENDING', '*') } }
        @{ World = 'AWS'; Ids = 'PeeringMissing'; Do = {
                $world.Change('DeleteCloudPeering', $aws.PeeringId)
                $world.Clock.Advance('00:10')
            }
        }
        @{ World = 'AWS'; Ids = 'RouteBlackHole'; Do = {
                $script:aws = $cloud | Add-VpcPeering -AwsVpc $awsVpc |
                    Approve-VpcPeering -RouteTableId $table -WarningAction Ignore | Wait-VpcPeering
            }
        }
        # AWS forgets a connection after some days; routes to it stay.
        @{ World = 'AWS'; Ids = 'ApprovalBlockedByOrphan'; Do = {
                $world.Change('DeletePeering', $aws.AwsPeeringId)
                $world.Change('DeleteCloudPeering', $aws.PeeringId)
                $world.Clock.Advance('8.00:00')
                $script:aws = $cloud | Add-VpcPeering -AwsVpc $awsVpc
            }
        }
        @{ World = 'AWS'; Ids = 'RouteOrphaned'; Test = { $cloud | Test-VpcPeering }; Do = {
                $script:aws = $aws | Approve-VpcPeering -RouteTableId $table -Force -WarningAction Ignore |
                    Wait-VpcPeering
            }
        }
        # What the platform names is named for all requests from then on, so this comes last.
        @{ World = 'AWS'; Ids = 'RequestSuspicious'; Do = {
                $aws | Remove-VpcPeering -Confirm:$false | Out-Null
                $before = @(Get-Phish)
                $world.Change('PhishingRequest', 'cidr=10.99.0.0/20;region=eu-west-1')
                $world.Change('PlatformReportsPcx', (Get-Phish | Where-Object { $_ -notin $before }))
                $script:aws = $cloud | Add-VpcPeering -AwsVpc $awsVpc
            }
        }
    )
    $worlds = $rows | Group-Object World | ForEach-Object { @{ Name = $_.Name; Rows = $_.Group } }
    $ids = $rows.Ids
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $west = 'timescale-azure-westeurope'
    $awsVpc = 'vpc-0a1b2c3d4e5f60718'
    $table = 'rtb-0a1b2c3d4e5f60001'
    function Grant-Other {
        Get-TimescaleVpc -CloudName $west | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Other-RG
    }

    function Get-Assignment {
        $world.Inventory() | Where-Object { $_.Kind -eq 'Arm.RoleAssignment' -and $_.Properties -match $ours }
    }

    function Remove-Assignment { Get-Assignment | ForEach-Object { $world.Change('DeleteRoleAssignment', $_.Id) } }

    function Get-Phish {
        ($world.Inventory() | Where-Object { $_.Kind -eq 'Aws.Peering' -and $_.Properties -match '999988887777' }).Id
    }

    function Set-AwsPolicy {
        $statement = @{ Effect = 'Allow'; Action = @($args); Resource = '*' }
        $world.Change('SetAwsPolicy:sandbox', (@{ Statement = @($statement) } | ConvertTo-Json -Depth 4))
    }

    function Test-AwsVpc { process { Test-VpcPeering $_.VpcId -AwsVpc $awsVpc } }
}

AfterAll { Disconnect-Timescale -All }

Describe 'The findings of <Name>' -ForEach $worlds {
    It 'are made from PowerShell' {
        $world = (Connect-Timescale -Sandbox).Sandbox
        $vnet = (Get-AzureVNet Prod-VNet Network-RG).VNetId
        $otherVNet = (Get-AzureVNet Prod-VNet Other-RG).VNetId
        if ($Name -ne 'Azure') { $cloud = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 }
        foreach ($row in $Rows) {
            if ($row.Do) { . $row.Do } else { $world.Change($row.Change, "$vnet$($row.On)") }
            $found = @(
                if ($row.Test) { . $row.Test }
                elseif ($Name -eq 'Before') { Test-VpcPeering $west -VNet Prod-VNet -ResourceGroupName Network-RG }
                else { ($Name -eq 'AWS' ? $aws : $azure) | Test-VpcPeering }
            )
            $found.Id | Should -Contain $row.Ids -Because "it was made in $Name"
            if ($row.Undo) { . $row.Undo }
        }
    }
}

Describe 'The catalogue of findings' {
    It 'has no finding that PowerShell cannot make' -ForEach @{ Made = $ids } {
        $null = Connect-Timescale -Sandbox
        $null = Get-VpcPeering
        $all = [Reflection.BindingFlags] 'Static, Public, NonPublic'
        $engine = [AppDomain]::CurrentDomain.GetAssemblies() |
            Where-Object { $_.GetName().Name -eq 'TimescaleVpc.Engine' } | Select-Object -First 1
        $catalogue = $engine.GetType('TimescaleVpc.Engine.Diagnosis.FindingCatalogue', $true)
        # What only another program, a second tenant or an application group brings about, and why.
        $others = @{
            CloudHasNoPeering = 'a peering in Google Cloud is asked of the platform by its API'
            TenantDiffers = 'the sandbox has one tenant of the customer'
            PlatformAppForeign = 'the sandbox has one platform'
            ConnectionUnnamed = 'the platform names a connection for as long as it has one'
            AwsVpcMissing = 'nothing deletes an AWS VPC of the sandbox'
            NsgUnclear = 'application security groups cannot be put into the sandbox; direct tests have it'
        }
        $catalogue.GetProperty('All', $all).GetValue($null).Id |
            Where-Object { $_ -notin $Made -and $_ -notin $others.Keys } |
            Should -BeNullOrEmpty -Because 'each finding has a row above that makes it'
        $Made | Should -HaveCount ($Made | Select-Object -Unique).Count
    }
}
