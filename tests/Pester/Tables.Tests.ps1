BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
}

AfterAll { Disconnect-Timescale -All }

Describe 'What one cmdlet emits, every other one takes' {
    BeforeAll {
        $null = Connect-Timescale -Sandbox
        $azureVpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
        $vnet = Get-AzureVNet Prod-VNet Network-RG
        $grant = $azureVpc | Grant-AzurePeerRole -VNet $vnet
        $onAzure = $grant | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        # Beside it a namesake, so that a record that loses its resource group finds two.
        $null = $azureVpc | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Other-RG |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $cloudVpc = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20
        $awsVpc = Get-AwsVpc vpc-0a1b2c3d4e5f60718
        $onAws = $cloudVpc | Add-VpcPeering -AwsVpc $awsVpc | Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering
        $service = $onAzure | Set-ServiceVpc mst-metrics
        $null = $onAws | Set-ServiceVpc metrics -WarningAction Ignore

        $records = [ordered]@{
            'VPC on Azure'     = $azureVpc
            'VPC on AWS'       = $cloudVpc
            'VNet'             = $vnet
            'AWS VPC'          = $awsVpc
            'grant'            = $grant
            'peering on Azure' = $onAzure
            'peering on AWS'   = $onAws
            'undo on Azure'    = $onAzure | Undo-VpcPeering -WhatIf
            'undo on AWS'      = $onAws | Undo-VpcPeering -WhatIf
            'service'          = $service
            'test'             = $service | Test-ServiceVpc -From $vnet.VNetId
        }
        $forms = [ordered]@{
            live   = { param($record) $record }
            Clixml = {
                param($record)
                Export-Clixml (Join-Path $TestDrive record.xml) -InputObject $record
                Import-Clixml (Join-Path $TestDrive record.xml)
            }
            JSON   = { param($record) $record | ConvertTo-Json -Depth 3 -WarningAction Ignore | ConvertFrom-Json }
            CSV    = {
                param($record)
                $record | Export-Csv (Join-Path $TestDrive record.csv)
                Import-Csv (Join-Path $TestDrive record.csv)
            }
            table  = {
                param($record)
                $table = [ordered]@{}
                foreach ($property in $record.PSObject.Properties) { $table[$property.Name] = $property.Value }
                $table
            }
        }

        # What a record must name for a cmdlet to take it, and what of the result says which object was meant.
        $cmdlets = @(
            @{ Name = 'Get-TimescaleVpc'; Needs = 'VpcId'; Script = { $input | Get-TimescaleVpc } }
            @{ Name = 'Get-AzureVNet'; Needs = 'VNetId'; Script = { $input | Get-AzureVNet } }
            @{ Name = 'Get-AwsVpc'; Needs = 'AwsVpcId'; Script = { $input | Get-AwsVpc } }
            @{ Name = 'Get-VpcPeering'; Needs = 'VpcId|VNetId|AwsVpcId'; Script = { $input | Get-VpcPeering } }
            @{
                # Nothing comes out where nothing is wrong.
                Name = 'Test-VpcPeering'; Silent = $true; Needs = 'VpcId|VNetId|AwsVpcId'
                Script = { $input | Test-VpcPeering }
            }
            @{ Name = 'Export-VpcTopology'; Needs = 'VpcId'; Script = { $input | Export-VpcTopology } }
            @{ Name = 'Wait-VpcPeering'; Needs = 'VpcId&Network'; Script = { $input | Wait-VpcPeering } }
            @{ Name = 'Approve-VpcPeering'; Needs = 'VpcId&Network'; Script = { $input | Approve-VpcPeering -WhatIf } }
            @{ Name = 'Remove-VpcPeering'; Needs = 'VpcId&Network'; Script = { $input | Remove-VpcPeering -WhatIf } }
            @{ Name = 'Undo-VpcPeering'; Needs = 'VpcId&Network'; Script = { $input | Undo-VpcPeering -WhatIf } }
            @{ Name = 'Update-VpcPeering'; Needs = 'VpcId&Network'; Script = { $input | Update-VpcPeering -WhatIf } }
            @{
                Name = 'Grant-AwsPeerEgress'; Needs = 'VpcId&AwsVpcId'
                Script = { $input | Grant-AwsPeerEgress -WhatIf }
            }
            @{ Name = 'Revoke-AwsPeerEgress'; Needs = 'VpcId&AwsVpcId'
                Script = { $input | Revoke-AwsPeerEgress -WhatIf }
            }
            @{ Name = 'Grant-AzurePeerRole'; Needs = 'VpcId&VNetId'; Script = { $input | Grant-AzurePeerRole -WhatIf } }
            @{ Name = 'Revoke-AzurePeerRole'; Needs = 'VpcId&VNetId'
                Script = { $input | Revoke-AzurePeerRole -Force -WhatIf }
            }
            @{
                Name = 'Add-VpcPeering'; Needs = 'VpcId&AwsVpcId|VpcId&AppId'
                Script = { $input | Add-VpcPeering -WhatIf }
            }
            @{ Name = 'Get-ServiceVpc'; Needs = 'Service|VpcId'; Script = { $input | Get-ServiceVpc } }
            @{ Name = 'Set-ServiceVpc -Public'; Needs = 'Service'
                Script = { $input | Set-ServiceVpc -Public -Force -WhatIf }
            }
            @{ Name = 'Set-ServiceVpc -Vpc'; Needs = 'Service'
                Script = { $input | Set-ServiceVpc -Vpc $azureVpc -WhatIf }
            }
            @{ Name = 'Test-ServiceVpc'; Needs = 'Service|VpcId'; Script = { $input | Test-ServiceVpc -From Outside } }
            @{
                Name = 'Rename-TimescaleVpc'; Needs = 'VpcId'
                Script = { $input | Rename-TimescaleVpc -NewName other -WhatIf }
            }
            @{ Name = 'Remove-TimescaleVpc'; Needs = 'VpcId'; Script = { $input | Remove-TimescaleVpc -WhatIf } }
        )

        function Test-Name($record, [string] $needs) {
            foreach ($one in $needs -split '\|') {
                $all = foreach ($name in $one -split '&') {
                    if ($name -eq 'Network') { [bool]($record.VNetId ?? $record.AwsVpcId) } else { [bool]$record.$name }
                }
                if ($all -notcontains $false) { return $true }
            }
            $false
        }
    }

    It 'and means exactly that object, live or from Clixml, JSON or CSV' {
        # A cmdlet may refuse the object itself, a VPC that is in use for example: then the error is about that one.
        $before = Get-MutationCount
        $wrong = foreach ($name in $records.Keys) {
            $record = $records[$name]
            foreach ($form in $forms.Keys) {
                foreach ($cmdlet in $cmdlets) {
                    try { $out = @(& $forms[$form] $record | & $cmdlet.Script 2>&1 6>$null) }
                    catch { $out = @($_) }
                    $failed = @($out | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
                    $out = @($out | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] })
                    $case = "$name from $form | $($cmdlet.Name)"
                    if (Test-Name $record $cmdlet.Needs) {
                        foreach ($one in $failed) {
                            $about = $one.TargetObject -is [TimescaleVpc.ErrorSubject] -and
                                $one.TargetObject.VpcId -eq $record.VpcId
                            if (-not $about) { "$case`: $($one.FullyQualifiedErrorId) $one" }
                        }
                        if (-not $out -and -not $failed -and -not $cmdlet.Silent) { "$case`: nothing" }
                        foreach ($result in $out) {
                            foreach ($id in 'VpcId', 'VNetId', 'AwsVpcId', 'Service') {
                                if ($cmdlet.Name -match '^Set-' -and $id -eq 'VpcId') { continue }
                                if ($record.$id -and $result.PSObject.Properties[$id] -and
                                    $result.$id -ne $record.$id) {
                                    "$case`: $id $($result.$id)"
                                }
                            }
                        }
                    }
                    elseif ($out -or -not $failed) { "$case`: not refused, $out" }
                }
            }
        }
        $wrong | Should -BeNullOrEmpty
        Get-MutationCount | Should -Be $before
    }

    It 'which is all of them, and all that they emit' {
        $takes = Get-Command -Module TimescaleVpc | Where-Object {
            $_.Parameters.Values.Attributes |
                Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName }
        } | ForEach-Object Name
        # A session, a world and a server are no things of a network; a report and a repair are of what was found,
        # changes of what was done.
        $takes | Where-Object { $_ -notin ($cmdlets.Name -replace ' .*') } |
            Should -Be @(
            'Compare-VpcChange', 'Connect-Timescale', 'Disconnect-Timescale', 'Export-VpcChange', 'Export-VpcReport'
            'New-VpcSandbox', 'Repair-VpcPeering', 'Start-VpcSandbox', 'Stop-VpcSandbox')
        $emits = (Get-Command -Module TimescaleVpc).OutputType.Type | Where-Object FullName -Like 'TimescaleVpc.*' |
            Sort-Object -Unique FullName
        $none = 'TimescaleSession', 'VpcSandbox', 'SandboxServer', 'VpcReport', 'VpcRunbook', 'PeeringFinding'
        $none += 'PeeringRepair', 'VpcChange', 'VpcChangeDifference', 'VpcDocument'
        $emits.Name | Where-Object { $_ -notin $none -and $_ -notin $records.Values.ForEach{ $_.GetType().Name } } |
            Should -BeNullOrEmpty
    }

    It 'each peering once: <_>' -ForEach 'live', 'Clixml', 'JSON', 'CSV', 'table' {
        $form = $_
        $all = @(Get-VpcPeering)
        $all | Should -HaveCount 3
        $again = $all | ForEach-Object { & $forms[$form] $_ } | Get-VpcPeering
        @($again | ForEach-Object { "$($_.VpcId) $($_.VNetId)$($_.AwsVpcId)" } | Sort-Object) |
            Should -Be @($all | ForEach-Object { "$($_.VpcId) $($_.VNetId)$($_.AwsVpcId)" } | Sort-Object)
    }

    It 'and Set-ServiceVpc takes a peering from a file' {
        foreach ($form in 'Clixml', 'JSON', 'CSV', 'table') {
            $set = & $forms[$form] $onAzure | Set-ServiceVpc mst-metrics -WhatIf
            $set.VpcId | Should -Be $azureVpc.VpcId
        }
    }

    It 'shows the state of an imported peering' {
        $text = & $forms['Clixml'] $onAzure | Format-Table | Out-String
        $text | Should -Match 'ACTIVE'
        $text | Should -Be ($onAzure | Format-Table | Out-String)
        & $forms['Clixml'] $service | Format-List | Out-String | Should -Be ($service | Format-List | Out-String)
    }
}

Describe 'A column that is known' {
    BeforeAll {
        $null = Connect-Timescale -Sandbox
        $world = (Get-TimescaleSession).Sandbox
        $null = New-VpcSandbox -World $world -AzureVNet @(
            @{ Name = 'App-VNet'; ResourceGroupName = 'Test-RG'; AddressPrefix = '10.70.0.0/16' }
            @{ Name = 'App-VNet'; ResourceGroupName = 'Prod-RG'; AddressPrefix = '10.71.0.0/16' }
        )
        $cloud = 'timescale-azure-westeurope'
        $vpc = Get-TimescaleVpc -CloudName $cloud
        $prod = Get-AzureVNet App-VNet Prod-RG
        $test = Get-AzureVNet App-VNet Test-RG
        $quietly = @{ ErrorVariable = 'failures'; ErrorAction = 'SilentlyContinue' }
    }

    It 'is used: <Case>' -ForEach @(
        @{ Case = 'VNet and ResourceGroupName'
            Row = { @{ CloudName = $cloud; VNet = 'App-VNet'; ResourceGroupName = 'Prod-RG' } }
        }
        @{ Case = 'VNetName and ResourceGroupName'
            Row = { @{ VpcId = $vpc.VpcId; VNetName = 'App-VNet'; ResourceGroupName = 'prod-rg' } }
        }
        @{ Case = 'VNetName, ResourceGroupName and SubscriptionId'
            Row = {
                @{
                    Vpc = $cloud; VNetName = 'App-VNet'; ResourceGroupName = 'Prod-RG'
                    SubscriptionId = $prod.SubscriptionId
                }
            }
        }
        @{ Case = 'names that agree with the id'
            Row = {
                @{ VpcId = $vpc.VpcId; CloudName = $cloud; VNetId = $prod.VNetId; VNetName = 'APP-VNET'
                    ResourceGroupName = 'Prod-RG'; Platform = 'ManagedService'; Project = 'demo-mst' }
            }
        }
        @{ Case = 'empty columns beside'
            Row = {
                @{
                    VpcId = ''; CloudName = " $cloud`r`n"; VNetId = ''; VNet = 'App-VNet '
                    ResourceGroupName = "Prod-RG`n"
                }
            }
        }
    ) {
        $planned = [pscustomobject](& $Row) | Grant-AzurePeerRole -WhatIf | Add-VpcPeering
        $planned.VpcId, $planned.VNetId, $planned.ResourceGroupName | Should -Be $vpc.VpcId, $prod.VNetId, 'Prod-RG'
    }

    It 'is used by Get-VpcPeering beside a VPC: <Column>' -ForEach @(
        @{ Column = 'AwsRegion'; Fits = 'us-east-1'; Other = 'eu-west-1' }
        @{ Column = 'AwsAccountId'; Fits = '111122223333'; Other = '999988887777' }
        @{ Column = 'TenantId'; Fits = $null; Other = "$([guid]::Empty)" }
    ) {
        $name = $Column -eq 'TenantId' ? $cloud : 'filtered'
        if ($name -eq 'filtered' -and -not (Get-TimescaleVpc | Where-Object Name -EQ filtered)) {
            $null = New-TimescaleVpc filtered -Region us-east-1 -Cidr 10.36.0.0/20 |
                Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718
        }
        elseif ($name -eq $cloud) { $null = $vpc | Grant-AzurePeerRole -VNet $prod | Add-VpcPeering }
        $value = $Fits ?? (Get-TimescaleSession).TenantId
        @([pscustomobject]@{ VpcName = 'filtered'; CloudName = ''; Vpc = $name; $Column = $value } |
            Select-Object Vpc, $Column | Get-VpcPeering).$Column | Should -Be $value
        [pscustomobject]@{ Vpc = $name; $Column = $Other } | Get-VpcPeering | Should -BeNullOrEmpty
        if ($name -eq $cloud) {
            $row = [pscustomobject]@{ Vpc = $name; VNetId = $prod.VNetId; TenantId = $Other }
            Get-ErrorId { $row | Wait-VpcPeering -ErrorAction Stop } | Should -Be 'ContradictoryInput'
            Get-ErrorId { $row | Grant-AzurePeerRole -WhatIf -ErrorAction Stop } | Should -Be 'ContradictoryInput'
        }
    }

    It 'is used where a table by key has it, piped or as an argument' {
        $table = @{ CloudName = $cloud; VNet = 'App-VNet'; ResourceGroupName = 'Prod-RG' }
        ($table | Grant-AzurePeerRole -WhatIf).VNetId | Should -Be $prod.VNetId
        ([ordered]@{ cloudname = $cloud; vnetid = $prod.VNetId } | Grant-AzurePeerRole -WhatIf).VNetId |
            Should -Be $prod.VNetId
        (Get-VpcPeering -Peering ($table + @{ SubscriptionId = $prod.SubscriptionId })).VNetId |
            Should -BeIn $null, $prod.VNetId
        $table.ResourceGroupName = 'No-RG'
        $failure = Get-Failure { $table | Grant-AzurePeerRole -WhatIf -ErrorAction Stop }
        [object]::ReferenceEquals($failure.TargetObject.InputObject, $table) | Should -BeTrue
        { @{ Nothing = 1 } | Grant-AzurePeerRole -WhatIf -ErrorAction Stop } | Should -Throw
        { Wait-VpcPeering -Peering @{ VpcId = 'x' } -ErrorAction Stop } | Should -Throw
    }

    It 'is used beside a parameter' {
        ([pscustomobject]@{ CloudName = $cloud; ResourceGroupName = 'Prod-RG' } |
            Grant-AzurePeerRole -VNet App-VNet -WhatIf).VNetId | Should -Be $prod.VNetId
        ([pscustomobject]@{ VNetName = 'App-VNet'; ResourceGroupName = 'Prod-RG' } |
            Grant-AzurePeerRole -Vpc $vpc -WhatIf).VNetId | Should -Be $prod.VNetId
    }

    It 'is refused where it contradicts another: <Case>' -ForEach @(
        @{ Case = 'VNetId and ResourceGroupName'
            Row = { @{ CloudName = $cloud; VNetId = $prod.VNetId; ResourceGroupName = 'Test-RG' } }
            Names = 'Test-RG', 'Prod-RG'
        }
        @{ Case = 'VNetId and VNetName'
            Row = { @{ CloudName = $cloud; VNetId = $prod.VNetId; VNetName = 'Hub-VNet' } }
            Names = 'Hub-VNet', 'App-VNet'
        }
        @{ Case = 'VNetId and SubscriptionId'
            Row = { @{ CloudName = $cloud; VNetId = $prod.VNetId; SubscriptionId = "$([guid]::Empty)" } }
            Names = '00000000', 'Prod-RG'
        }
        @{ Case = 'VpcId and CloudName'
            Row = { @{ VpcId = $vpc.VpcId; CloudName = 'timescale-azure-switzerland-north'; VNetId = $prod.VNetId } }
            Names = 'switzerland-north', 'westeurope'
        }
        @{ Case = 'VpcId and Project'
            Row = { @{ VpcId = $vpc.VpcId; Project = 'other'; VNetId = $prod.VNetId } }; Names = 'other', 'demo-mst'
        }
        @{ Case = 'a VNet and an AWS VPC'
            Row = { @{ VpcId = $vpc.VpcId; VNetId = $prod.VNetId; AwsVpcId = 'vpc-0a1b2c3d4e5f60718' } }
            Names = 'vpc-0a1b2c3d4e5f60718', 'Prod-RG'
        }
        @{ Case = 'an object of Az and its group'
            Row = { @{ CloudName = $cloud; ResourceId = $prod.VNetId; ResourceGroupName = 'Test-RG' } }
            Names = 'Test-RG', 'Prod-RG'
        }
    ) {
        $before = Get-MutationCount
        $given = [pscustomobject](& $Row)
        $given | Grant-AzurePeerRole @quietly | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -Match '^ContradictoryInput,'
        foreach ($name in $Names) { "$($failures[0])" | Should -Match $name }
        [object]::ReferenceEquals($failures[0].TargetObject.InputObject, $given) | Should -BeTrue
        Get-MutationCount | Should -Be $before
    }

    It 'is refused where it contradicts a parameter' {
        Get-ErrorId { Grant-AzurePeerRole -Vpc $vpc -VNet $prod -ResourceGroupName Test-RG -ErrorAction Stop } |
            Should -Be 'ContradictoryInput'
        $row = [pscustomobject]@{ CloudName = $cloud; VNetName = 'App-VNet'; ResourceGroupName = 'Prod-RG' }
        Get-ErrorId { $row | Grant-AzurePeerRole -ResourceGroupName Test-RG -ErrorAction Stop } |
            Should -Be 'ContradictoryInput'
        Get-ErrorId { $row | Grant-AzurePeerRole -VNet $test -ErrorAction Stop } | Should -Be 'ContradictoryInput'
    }

    It 'does not keep the other rows from their work, and each failure joins to its row' {
        $rows = @'
CloudName,VNetName,ResourceGroupName
timescale-azure-westeurope,App-VNet,Prod-RG
timescale-azure-westeurope,App-VNet,No-RG
timescale-azure-westeurope,Overlap-VNet,Network-RG
timescale-azure-nowhere,App-VNet,Prod-RG
'@ | ConvertFrom-Csv
        $out = $rows | Grant-AzurePeerRole -WhatIf @quietly
        $out.VNetId | Should -Be $prod.VNetId
        $failures | Should -HaveCount 3
        foreach ($row in $rows[1..3]) {
            @($failures | Where-Object { [object]::ReferenceEquals($_.TargetObject.InputObject, $row) }) |
                Should -HaveCount 1
        }
        $overlap = $failures | Where-Object { $_.TargetObject.InputObject -eq $rows[2] }
        $overlap.TargetObject.VpcId | Should -Be $vpc.VpcId
        $overlap.TargetObject.VNetId | Should -Match 'Overlap-VNet$'
    }
}

Describe 'Texts as files and vaults give them' {
    BeforeAll {
        $null = Connect-Timescale -Sandbox
        $quietly = @{ ErrorVariable = 'failures'; ErrorAction = 'SilentlyContinue' }
    }

    It 'lose what is at their edge' {
        $session = Connect-Timescale -Sandbox -Project "demo-mst`r`n" -Token (ConvertTo-Token "sandbox-mst-token`n") `
            -Credential ([pscredential]::new("sandbox-public`n", (ConvertTo-Token " sandbox-secret`r`n"))) `
            -Subscription " Demo Subscription `n" -AwsRegion "US-East-1`n"
        $session.Project, $session.AwsRegion, $session.SubscriptionName |
            Should -Be 'demo-mst', 'us-east-1', 'Demo Subscription'
        (Get-TimescaleVpc -CloudName "timescale-azure-westeurope`n").Cidr | Should -Be '10.200.0.0/24'
        (Get-AzureVNet "Prod-VNet`r`n" ' Network-RG').VNetName | Should -Be 'Prod-VNet'
        (Get-AwsVpc "vpc-0a1b2c3d4e5f60718`n").AwsVpcId | Should -Be 'vpc-0a1b2c3d4e5f60718'
        (Get-ServiceVpc "mst-metrics `n").Service | Should -Be 'mst-metrics'
        $id = (Get-TimescaleVpc -CloudName timescale-azure-westeurope).VpcId
        ("$id`n" | Get-TimescaleVpc).VpcId | Should -Be $id
        (Grant-AzurePeerRole -Vpc "$id " -VNet "Prod-VNet`n" -ResourceGroupName "Network-RG`n" -WhatIf).VpcId |
            Should -Be $id
    }

    It 'are refused by name for a control character within: <Name>' -ForEach @(
        @{ Name = 'VNet'; Script = { Grant-AzurePeerRole -Vpc timescale-azure-westeurope -VNet "Prod`nVNet" } }
        @{ Name = 'Vpc'; Script = { Get-VpcPeering "time`e[31mscale" } }
        @{ Name = 'Project'; Script = { Connect-Timescale -Sandbox -Project "demo`tmst" } }
        @{ Name = '-Token'; Script = { Connect-Timescale -Sandbox -Token (ConvertTo-Token "sandbox`nmst") } }
        @{ Name = 'ResourceGroupName'
            Script = {
                [pscustomobject]@{
                    CloudName = 'timescale-azure-westeurope'; VNet = 'x'; ResourceGroupName = "a$([char]0x85)b"
                } |
                    Grant-AzurePeerRole
            }
        }
        @{ Name = 'Service'; Script = { Get-ServiceVpc "a`0b" } }
    ) {
        $ErrorActionPreference = 'Stop'
        $failure = Get-Failure $Script
        $failure.FullyQualifiedErrorId | Should -Match '^ControlCharacter,'
        "$failure" | Should -Match "^$Name contains the control character U\+00"
    }

    It 'may be numbers, and ids of AWS in capitals' {
        Get-ErrorId { Get-VpcPeering -Vpc 40001 -ErrorAction Stop } | Should -Be 'VpcNotFound'
        Get-ErrorId { 40001 | Remove-TimescaleVpc -WhatIf -ErrorAction Stop } | Should -Be 'VpcNotFound'
        (Get-AwsVpc VPC-0A1B2C3D4E5F60718).AwsVpcId | Should -Be 'vpc-0a1b2c3d4e5f60718'
        $cloud = New-TimescaleVpc numbers -Region us-east-1 -Cidr 10.31.0.0/20
        $planned = $cloud | Add-VpcPeering -AwsVpc VPC-0A1B2C3D4E5F60718 -WhatIf
        $planned.AwsVpcId | Should -Be 'vpc-0a1b2c3d4e5f60718'
        ([pscustomobject]@{ VpcId = $cloud.VpcId; AwsVpcId = 'VPC-0A1B2C3D4E5F60718'; AwsRegion = 'US-EAST-1' } |
            Add-VpcPeering -WhatIf).AwsVpcId | Should -Be 'vpc-0a1b2c3d4e5f60718'
    }

    It 'are trimmed by every parameter that is text' {
        # A path may end with a blank.
        $paths = 'AwsProfileLocation', 'ConnectionFile', 'Path', 'Record', 'Recording', 'Replay'
        $bare = foreach ($command in Get-Command -Module TimescaleVpc) {
            $command.ImplementingType.GetProperties() | Where-Object {
                $_.PropertyType -in [string], [string[]] -and $_.Name -notin $paths -and
                ($_.CustomAttributes.AttributeType.Name -contains 'ParameterAttribute') -and
                ($_.CustomAttributes.AttributeType.Name -notcontains 'TrimmedAttribute')
            } | ForEach-Object { "$command -$($_.Name)" }
        }
        $bare | Should -BeNullOrEmpty
    }
}

Describe 'TargetObject' {
    It 'is of one shape for every error' {
        $null = Connect-Timescale -Sandbox
        $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
        $scripts = @(
            { Get-TimescaleVpc -CloudName nowhere }
            { Get-AzureVNet Nowhere }
            { Get-AwsVpc vpc-0123456789abcdef0 }
            { $vpc | Grant-AzurePeerRole -VNet Overlap-VNet }
            { Wait-VpcPeering -Vpc $vpc -VNet Prod-VNet }
            { Wait-VpcPeering -Vpc $vpc }
            { $vpc | Remove-VpcPeering }
            { Get-ServiceVpc nowhere }
            { Set-ServiceVpc metrics -Vpc $vpc }
            { Connect-Timescale -Sandbox -Project nowhere }
            { 'Prod-VNet' | Grant-AzurePeerRole }
            { New-TimescaleVpc -CloudName x -Cidr nothing }
        )
        foreach ($case in $scripts) {
            $failure = Get-Failure { $ErrorActionPreference = 'Stop'; . $case }
            $failure.TargetObject | Should -BeOfType TimescaleVpc.ErrorSubject -Because "$case"
        }
    }
}
