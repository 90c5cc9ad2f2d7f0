# Test-VpcPeering and Repair-VpcPeering as their users meet them. Each world is made once, in the BeforeAll of its
# block.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    # The engine's own catalogue of findings.
    $all = [Reflection.BindingFlags] 'Instance, Static, Public, NonPublic'
    function Get-EngineType([string] $Name) {
        $engine = [AppDomain]::CurrentDomain.GetAssemblies() |
            Where-Object { $_.GetName().Name -eq 'TimescaleVpc.Engine' } | Select-Object -First 1
        $engine.GetType("TimescaleVpc.Engine.$Name", $true)
    }

    # What PowerShell reads in a command line.
    function Get-Pipeline([string] $Command) {
        $errors = $null
        $ast = [Management.Automation.Language.Parser]::ParseInput($Command, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty -Because $Command
        $ast
    }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Disconnect-Timescale -All
}

Describe 'Test-VpcPeering' {
    BeforeAll {
        $session = Connect-Timescale -Sandbox
        $world = $session.Sandbox
        $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
        $waiting = $vpc | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG | Add-VpcPeering
        $cloud = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20
        $asked = $cloud | Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718
        $names = @{ Vpc = $vpc.CloudName; VNet = 'Prod-VNet'; ResourceGroupName = 'Network-RG' }
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'a peering'; Script = { $waiting | Test-VpcPeering }; Ids = 'LinkAwaited' }
        @{ What = 'a peering from a file'; Ids = 'LinkAwaited'; Script = {
                $waiting | Export-Clixml "$TestDrive/peering.xml"
                Import-Clixml "$TestDrive/peering.xml" | Test-VpcPeering
            }
        }
        @{ What = 'a peering from JSON'; Ids = 'LinkAwaited'; Script = {
                $waiting | ConvertTo-Json -Depth 4 -WarningAction Ignore | ConvertFrom-Json | Test-VpcPeering
            }
        }
        @{ What = 'a row of ids'; Ids = 'RequestAwaited'; Script = {
                $asked | Select-Object VpcId, AwsVpcId | ConvertTo-Csv | ConvertFrom-Csv | Test-VpcPeering
            }
        }
        @{ What = 'a row of names'; Script = { [pscustomobject] $names | Test-VpcPeering }; Ids = 'LinkAwaited' }
        @{ What = 'names'; Script = { Test-VpcPeering @names }; Ids = 'LinkAwaited' }
        @{ What = 'a VPC'; Script = { $cloud | Test-VpcPeering }; Ids = 'RequestAwaited' }
        @{ What = 'a VNet, of which one peering is there'; Ids = 'LinkAwaited'; Script = {
                Get-AzureVNet Prod-VNet Network-RG | Test-VpcPeering
            }
        }
        @{ What = 'a VNet without a peering'; Script = { Get-AzureVNet Hub-VNet | Test-VpcPeering }; Ids = @() }
        @{ What = 'an AWS VPC'; Script = { Get-AwsVpc | Test-VpcPeering }; Ids = 'RequestAwaited' }
        @{ What = 'wildcards'; Script = { Test-VpcPeering -VNet prod-* }; Ids = 'LinkAwaited' }
        @{ What = 'a resource group beside a VPC'; Script = { $vpc | Test-VpcPeering -ResourceGroupName Other-RG }
            Ids = @()
        }
        @{ What = 'nothing: the whole project'; Script = { Test-VpcPeering }; Ids = 'LinkAwaited', 'RequestAwaited' }
    ) {
        $before = Get-MutationCount
        $found = @(& $Script)
        $found | Should -HaveCount $Ids.Count
        $found.Id | Sort-Object | Should -Be $Ids
        $found | ForEach-Object { $_ | Should -BeOfType TimescaleVpc.PeeringFinding }
        Get-MutationCount | Should -Be $before
    }

    It 'has an error for what is not there' {
        Get-ErrorId { Test-VpcPeering nowhere -ErrorAction Stop } | Should -Be 'VpcNotFound'
        Get-ErrorId { Test-VpcPeering $vpc.CloudName -VNet Nowhere -ErrorAction Stop } | Should -Be 'VNetNotFound'
    }

    It 'says what would go wrong before anything is made' {
        $finding = Test-VpcPeering $vpc.CloudName -VNet Hub-VNet | Where-Object Severity -EQ 'Problem'
        $finding.Id | Should -Be 'RangeOverlaps'
        $finding.Remedy | Should -Match 'Free here: 10\.'
    }

    It 'ends with an error where a schedule asks for it, after the findings' {
        $found = [Collections.Generic.List[object]]::new()
        $failure = Get-Failure {
            $waiting | Test-VpcPeering -FailOnDrift -ErrorAction Stop | ForEach-Object { $found.Add($_) }
        }
        $failure.FullyQualifiedErrorId | Should -Match '^DriftFound,'
        $found.Id | Should -Be 'LinkAwaited'
    }

    It 'names the command, which can be run as it is and mends it' {
        $finding = $asked | Test-VpcPeering
        $null = Invoke-Expression $finding.Command
        $asked | Test-VpcPeering | Should -BeNullOrEmpty
        $asked | Test-VpcPeering -FailOnDrift -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'names the command as the screen shows it, too' {
        $shown = $waiting | Test-VpcPeering | Out-String -Width 80
        $lines = $shown -split '\r?\n'
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        $from = [array]::FindIndex($lines, [Predicate[string]] { $args[0] -match '^    Get-VpcPeering' })
        $to = [array]::FindIndex($lines, [Predicate[string]] { $args[0] -match '^  Whose turn' })
        $null = Invoke-Expression ($lines[$from..($to - 1)] -join "`n")
        $waiting | Test-VpcPeering | Should -BeNullOrEmpty
    }

    It 'says what it may not read, and never that this is fine' {
        $world.AddFault(@{ Kind = 'Arm.ListVNets'; Status = 403; Code = 'AuthorizationFailed'; Times = 2 })
        $found = $waiting | Test-VpcPeering
        $world.ClearFaults()
        $found.Id | Should -Be 'NotRead'
        $found.Severity | Should -Be 'Unknown'
        $found.Remedy | Should -Not -BeNullOrEmpty
    }
}

Describe 'Repair-VpcPeering' {
    BeforeAll {
        # One world for all breaks: each is mended before the next one is made.
        $session = Connect-Timescale -Sandbox
        $world = $session.Sandbox
        $azure = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
            Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $cloud = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20
        $aws = $cloud | Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 | Approve-VpcPeering |
            Grant-AwsPeerEgress -WarningAction Ignore | Wait-VpcPeering
    }

    It 'mends on <Cloud>: <Change>' -ForEach @(
        @{ Cloud = 'Azure'; Id = 'LinkMissing'; Change = 'DeleteLink'
            Target = { "$($now.VNetId)/virtualNetworkPeerings/$($now.LinkName)" }
        }
        @{ Cloud = 'Azure'; Id = 'PeeringRejected'; Change = 'PlatformRejects'; Target = { $now.VNetId } }
        @{ Cloud = 'Azure'; Id = 'PeeringDeletedByPeer'; Change = 'SetPeeringState:DELETED_BY_PEER'
            Target = { $now.VNetId }
        }
        @{ Cloud = 'Azure'; Id = 'RoleUnassigned'; Change = 'DeleteRoleDefinition'; Target = { $azure.OwnRoleId } }
        @{ Cloud = 'Azure'; Id = 'PlatformPrincipalMissing'; Change = 'DeleteServicePrincipal'
            Target = { $azure.PlatformAppId }
        }
        @{ Cloud = 'AWS'; Id = 'RouteGone'; Change = 'DeleteRoute'; Target = { $now.AwsPeeringId } }
        @{ Cloud = 'AWS'; Id = 'ConnectionGone'; Change = 'DeletePeering'; Target = { $now.AwsPeeringId } }
        @{ Cloud = 'AWS'; Id = 'PeeringDisabled'; Change = 'SetCloudPeeringStatus:DISABLED'; Target = { '*' } }
        @{ Cloud = 'AWS'; Id = 'EgressMissing'; Change = 'RemoveEgressRule'; Target = { $aws.SecurityGroupId } }
        @{ Cloud = 'AWS'; Id = 'EgressWide'; Change = 'AddEgressRule'
            Target = { "$($aws.SecurityGroupId) all * 0.0.0.0/0" }
        }
    ) {
        $one = $Cloud -eq 'AWS' ? $aws : $azure
        $now = Get-VpcPeering | Where-Object VpcId -EQ $one.VpcId
        $one | Test-VpcPeering | Should -BeNullOrEmpty
        $world.Change($Change, (& $Target))
        $found = @($one | Test-VpcPeering)
        $found[0].Id | Should -Be $Id
        $found[0].CanRepair | Should -BeTrue
        $repair = $found | Repair-VpcPeering -Confirm:$false -WarningAction Ignore
        $repair | Should -HaveCount 1
        $repair.Mended.Id | Should -Be $found.Id
        $repair.Left | Should -BeNullOrEmpty
        $repair.Changes | Should -Not -BeNullOrEmpty
        $one | Test-VpcPeering | Should -BeNullOrEmpty
    }

    It 'plans under -WhatIf and changes nothing, then mends a finding from <_>' -ForEach 'Clixml', 'JSON' {
        $world.Change('DeleteRoute', (Get-VpcPeering $cloud).AwsPeeringId)
        $found = @($aws | Test-VpcPeering)
        $before = Get-MutationCount
        $plan = $found | Repair-VpcPeering -WhatIf
        Get-MutationCount | Should -Be $before
        $plan.Planned | Should -BeTrue
        $plan.Plan.Action | Select-Object -Unique | Should -Be 'CreateRoute'
        $plan.Mended | Should -BeNullOrEmpty
        $plan.Left | Should -Not -BeNullOrEmpty

        $read = if ($_ -eq 'JSON') { $found | ConvertTo-Json -Depth 4 -WarningAction Ignore | ConvertFrom-Json }
        else {
            $found | Export-Clixml "$TestDrive/found.xml"
            Import-Clixml "$TestDrive/found.xml"
        }
        ($read | Repair-VpcPeering -Confirm:$false).Left | Should -BeNullOrEmpty
        $aws | Test-VpcPeering | Should -BeNullOrEmpty
        # An old finding does no harm.
        ($read | Repair-VpcPeering -Confirm:$false).Changes | Should -HaveCount 0
    }

    It 'hands back what is not ours to mend, with whose turn it is, and changes nothing' {
        $world.Change('DisableDnsSupport', $aws.AwsVpcId)
        $before = Get-MutationCount
        $repair = $aws | Test-VpcPeering | Repair-VpcPeering -Confirm:$false
        $world.Change('EnableDnsSupport', $aws.AwsVpcId)
        Get-MutationCount | Should -Be $before
        $repair.Mended | Should -BeNullOrEmpty
        $repair.Left.Id | Should -Be 'ResolverOff'
        $text = $repair | Out-String -Width 80
        $text | Should -Match '(?m)^Left over: prod - vpc-'
        $text | Should -Match 'ResolverOff \(\w+\)\. Whose turn: Network team'
        $text | Should -Match '(?m)^  Changes: none'
        $text -split '\r?\n' | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        $repair | Export-Clixml "$TestDrive/repair.xml"
        Import-Clixml "$TestDrive/repair.xml" | Out-String -Width 80 | Should -Be $text
    }

    It 'mends a fleet of three in one pipeline' {
        $null = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
            Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Other-RG |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $all = @(Get-VpcPeering)
        $all | Should -HaveCount 3
        foreach ($one in $all) {
            if ($one.VNetId) { $world.Change('DeleteLink', "$($one.VNetId)/virtualNetworkPeerings/$($one.LinkName)") }
            else { $world.Change('DeleteRoute', $one.AwsPeeringId) }
        }

        $repairs = @(Test-VpcPeering | Repair-VpcPeering -Confirm:$false)
        $repairs | Should -HaveCount 3
        $repairs.Left | Should -BeNullOrEmpty
        $repairs.Mended.Id | Sort-Object -Unique | Should -Be 'LinkMissing', 'RouteMissing'
        $repairs | Out-String -Width 80 -Stream | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        Test-VpcPeering | Should -BeNullOrEmpty
    }
}

Describe 'A finding on the screen' {
    BeforeAll {
        $session = Connect-Timescale -Sandbox
        $finding = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
            Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG | Add-VpcPeering | Test-VpcPeering
    }

    It 'is a block with all that one needs to act' {
        $text = $finding | Out-String -Width 120
        $text | Should -Match '(?m)^Problem: LinkAwaited\r?$'
        $text | Should -Match '(?m)^  Timescale waits for your half'
        $text | Should -Match '(?m)^  Do: Make the link, which Approve-VpcPeering does\.\r?$'
        $text | Should -Match 'Whose turn: You; Repair-VpcPeering does it'
        # From a file it looks the same.
        $finding | Export-Clixml "$TestDrive/finding.xml"
        Import-Clixml "$TestDrive/finding.xml" | Out-String -Width 120 | Should -Be $text
    }

    It 'shows the evidence in a list, an observation in a line' {
        $list = ($finding | Format-List | Out-String -Width 300) -replace '\s+', ' '
        foreach ($one in $finding.Evidence) { $list | Should -Match ([regex]::Escape("$one")) }
        $list | Should -Match 'Link +: docs/diagnosis\.md#linkawaited'
    }

    It 'shows a name that would break the screen as text' {
        $hostile = "evil`e[31m`e]0;title`a`n`r$([char] 0x202e)end "
        $copy = $finding | ConvertTo-Json -Depth 4 -WarningAction Ignore | ConvertFrom-Json
        $copy.PSObject.TypeNames.Insert(0, 'Deserialized.TimescaleVpc.PeeringFinding')
        foreach ($name in 'Id', 'Subject', 'Cause', 'Remedy', 'Turn', 'Command', 'Project') {
            $copy.$name = $hostile * 9
        }

        foreach ($shown in @{ As = $copy }, @{ As = $copy | Format-List }, @{ As = $copy | Format-Table },
            @{ As = $copy | Format-Wide }) {
            $text = $shown.As | Out-String -Width 80
            $text | Should -Match 'evil'
            $text | Should -Not -Match "[`e`a$([char] 0x202e)]"
            $text -split '\r?\n' | Where-Object { $_ -match '^end' } | Should -BeNullOrEmpty
        }
    }
}

Describe 'A command on the screen' {
    It 'is the same command in several lines: <_>' -ForEach @(
        'Get-VpcPeering'
        'Get-VpcPeering -Vpc aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | Remove-VpcPeering; Add-VpcPeering -Vpc b'
        "Set-ServiceVpc -Service 'a name with `$signs; | and words that would be broken', 'another one' -Vpc 'it''s'"
        "Get-VpcPeering -VNet /$('x' * 130) -Vpc prod | Wait-VpcPeering"
        'Get-VpcPeering | Where-Object { $_.State -eq "ACTIVE" -and $_.Leftovers } | Undo-VpcPeering -Confirm:$false'
    ) {
        $lines = [TimescaleVpc.Commands.ViewText]::Command($_)
        $broken = Get-Pipeline ($lines -join "`n")
        $whole = Get-Pipeline $_
        function Get-Element($Ast) {
            $Ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandElementAst] }, $true).Extent.Text `
                -replace '\s*`\n\s*', ' '
        }
        Get-Element $broken | Should -Be (Get-Element $whole)
        $lines | Where-Object Length -GT 74 | ForEach-Object { $_ | Should -Match 'x{100}' }
    }

    It 'is nothing where there is none' {
        [TimescaleVpc.Commands.ViewText]::Command($null) | Should -HaveCount 0
    }
}

Describe 'The command of each finding' {
    BeforeAll {
        $null = Connect-Timescale -Sandbox
        $null = Get-VpcPeering
        $entries = @((Get-EngineType 'Diagnosis.FindingCatalogue').GetProperty('All', $all).GetValue($null))
        $subjectType = Get-EngineType 'Peerings.PeeringSubject'
        $context = [Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject(
            (Get-EngineType 'Work.ItemContext'))
        # All that a careless command would run.
        $value = "it's `$(throw 'x'); ""a"" | b `u{2019}"
        $subjects = foreach ($network in @{ VNetId = "/x/$value" }, @{ AwsVpcId = $value },
            @{ VNetId = (Get-AzureVNet Prod-VNet Network-RG).VNetId }) {
            $peering = [Activator]::CreateInstance([TimescaleVpc.VpcPeering], $true)
            foreach ($name in @('VpcId') + $network.Keys) {
                $peering.GetType().GetProperty($name).SetValue(
                    $peering, ($name -eq 'VpcId' ? $value : $network[$name]))
            }

            $side = [Activator]::CreateInstance(
                (Get-EngineType ($network.VNetId ? 'Azure.AzureSide' : 'Aws.AwsSide')), $all, $null, @($context), $null)
            [Activator]::CreateInstance($subjectType, $all, $null, @('name', $peering, $side.Pipeline($peering)), $null)
        }
        $make = $entries[0].GetType().GetMethods($all) |
            Where-Object { $_.Name -eq 'For' -and $_.GetParameters().Count -eq 3 }
        $evidence = [Array]::CreateInstance([TimescaleVpc.FindingEvidence], 0)
    }

    It 'parses, names cmdlets and parameters that there are, and takes a value as one argument' {
        $count = 0
        foreach ($entry in $entries) {
            foreach ($subject in $subjects) {
                $finding = $make.Invoke($entry, @($subject, $evidence, [object[]] (@($value) * 9)))
                # Applications are Azure's alone.
                if ($subject.Peering.AwsVpcId -and $entry.Id -eq 'SecretsForbidden') { continue }
                if (-not $finding.Command) { continue }
                $count++
                $ast = Get-Pipeline $finding.Command
                $commands = $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)
                foreach ($command in $commands) {
                    $known = Get-Command $command.GetCommandName() -ErrorAction Stop
                    $command.CommandElements.Where({ $_ -is [Management.Automation.Language.CommandParameterAst] }) |
                        ForEach-Object { $known.Parameters.Keys | Should -Contain $_.ParameterName -Because $entry.Id }
                }

                $ast.FindAll({ $args[0] -is [Management.Automation.Language.SubExpressionAst] }, $true) |
                    Should -BeNullOrEmpty -Because $finding.Command
                Get-Pipeline ([TimescaleVpc.Commands.ViewText]::Command($finding.Command) -join "`n") |
                    Should -Not -BeNullOrEmpty -Because $finding.Command
            }
        }

        $count | Should -BeGreaterThan 50
    }
}
