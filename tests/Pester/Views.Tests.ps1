BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force

    # What a script can hold. Of the settings, PowerShell's own list of all properties is the view.
    $Types = [TimescaleVpc.Vpc].Assembly.GetExportedTypes() | Where-Object {
        -not $_.IsSubclassOf([Exception]) -and $_.Name -ne 'SandboxSettings'
    } | ForEach-Object Name
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    if (-not ('TestHost' -as [type])) { Add-Type -Path $PSScriptRoot/TestHost.cs }
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    $session = Connect-Timescale -Sandbox
    $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
    $vnet = Get-AzureVNet Hub-VNet Network-RG
    $grant = $vpc | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG
    $asked = $grant | Add-VpcPeering
    $finding = $asked | Test-VpcPeering
    $repair = $finding | Repair-VpcPeering -WhatIf
    $peering = $asked | Approve-VpcPeering | Wait-VpcPeering
    $service = $peering | Set-ServiceVpc mst-metrics
    $test = $service | Test-ServiceVpc
    $undone = $peering | Undo-VpcPeering -WhatIf
    $session.Sandbox.AddFault(@{ Kind = 'Mst.GetVpc'; Status = 503 })
    $runbook = New-VpcRunbook "$TestDrive/views.ps1"
    $report = Export-VpcReport "$TestDrive/views.json" -Confirm:$false
    $document = Export-VpcChange "$TestDrive/views.md"
    $change = @(Get-VpcChange)[0]
    $difference = @($undone | Compare-VpcChange)[0]
    $server = [TimescaleVpc.SandboxServer].GetMethod('Parse', [Reflection.BindingFlags] 'Static, NonPublic').Invoke(
        $null, @('{"uri":"https://localhost:8443","certificate":"server.pem","processId":4711,"token":"hidden"}'))
    $failure = Get-Failure { Get-AzureVNet Nowhere -ErrorAction Stop }
    $session.Sandbox.AddFault(@{ Kind = 'Mst.ListVpcs'; Status = 403 })
    $refused = Get-Failure { Get-TimescaleVpc -ErrorAction Stop }
    $all = [ordered]@{
        ErrorSubject = $failure.TargetObject; PlatformRefusal = $refused.Exception.Refusal
        Vpc = $vpc; AzureVNet = $vnet; AzureVNetPeering = $vnet.Peerings[0]; AwsVpc = Get-AwsVpc
        AzurePeerGrant = $grant; VpcPeering = $peering; ServiceVpc = $service; ServiceEndpoint = $service.Endpoints[0]
        ServiceVpcTest = $test; ProbeResult = $test.Tcp; TimescaleSession = $session; PeeringUndo = $undone
        PeeringItem = $undone.Before[0]; PeeringStep = $grant.Changes[0]; VpcSandbox = $session.Sandbox
        SandboxClock = $session.Sandbox.Clock; SandboxRequest = $session.Sandbox.Requests[0]
        SandboxItem = $session.Sandbox.Inventory()[0]; SandboxFault = $session.Sandbox.Faults[0]
        SandboxServer = $server; VpcReport = $report; VpcRunbook = $runbook; RunbookRole = $runbook.RoleAssignments[0]
        PeeringFinding = $finding; FindingEvidence = $finding.Evidence[0]; PeeringRepair = $repair
        VpcChange = $change; VpcChangeDifference = $difference; VpcDocument = $document
    }
    $session.Sandbox.ClearFaults()

    function Get-List($InputObject) { $InputObject | Format-List | Out-String -Width 300 }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Disconnect-Timescale -All
}

Describe 'The view of <_>' -ForEach $Types {
    It 'is a table, a list, and what else PowerShell could take the properties for' {
        $controls = (Get-FormatData "TimescaleVpc.$_" -PowerShellVersion 7.4).FormatViewDefinition.Control
        $controls | ForEach-Object { $_.GetType().Name } | Sort-Object |
            Should -Be 'CustomControl', 'ListControl', 'TableControl', 'WideControl'
    }

    It 'names only properties that it has' {
        $properties = ([type]"TimescaleVpc.$_").GetProperties().Name
        $view = [xml](Get-Content (Join-Path (Split-Path $ModulePath) 'TimescaleVpc.format.ps1xml') -Raw)
        $parts = $view.SelectNodes("//View[ViewSelectedBy/TypeName='TimescaleVpc.$_']")
        $named = @(
            $parts.SelectNodes('.//PropertyName').InnerText
            $parts.SelectNodes('.//ScriptBlock').InnerText |
                ForEach-Object { [regex]::Matches($_, '\$_\.(\w+)(?!\w*\()') } | ForEach-Object { $_.Groups[1].Value }
        )
        $named | Should -Not -BeNullOrEmpty
        $named | Where-Object { $_ -notin $properties } | Should -BeNullOrEmpty
    }

    It 'is a few telling properties where PowerShell asks no view: behind a table of another type' {
        $set = (Get-TypeData "TimescaleVpc.$_").DefaultDisplayPropertySet.ReferencedProperties
        $set | Should -Not -BeNullOrEmpty
        $properties = ([type]"TimescaleVpc.$_").GetProperties().Name
        $set | Where-Object { $_ -notin $properties } | Should -BeNullOrEmpty
        $first = $_ -eq 'SandboxItem' ? $all.PeeringStep : $all.SandboxItem
        $text = $first, $all.$_ | Out-String -Width 80
        $shown = [regex]::Matches($text, '(?m)^(\w+) +: ').ForEach{ $_.Groups[1].Value }
        $shown | Should -Be @($set)
        $text | Should -Not -Match 'TimescaleVpc\.|System\.'
    }

    It 'shows a real one, without an error and without an escape code' {
        $Error.Clear()
        foreach ($text in ($all.$_ | Format-Table | Out-String -Width 200), (Get-List $all.$_)) {
            $text.Trim() | Should -Not -BeNullOrEmpty
            $text | Should -Not -Match '\e'
            $text | Should -Not -Match '#ERR|TimescaleVpc\.\w+(\[\])?$'
        }
        $Error | Should -HaveCount 0
    }
}

Describe 'The views' {
    It 'have a label over each column that is computed, or its script would be the label' {
        $view = [xml](Get-Content (Join-Path (Split-Path $ModulePath) 'TimescaleVpc.format.ps1xml') -Raw)
        foreach ($table in $view.SelectNodes('//TableControl')) {
            $headers = $table.SelectNodes('TableHeaders/TableColumnHeader')
            $items = $table.SelectNodes('TableRowEntries/TableRowEntry[1]/TableColumnItems/TableColumnItem')
            $items.Count | Should -Be $headers.Count
            for ($at = 0; $at -lt $items.Count; $at++) {
                if ($items[$at].SelectSingleNode('ScriptBlock')) {
                    $headers[$at].Label | Should -Not -BeNullOrEmpty -Because $items[$at].InnerText
                }
            }
        }
    }

    It 'show no value that has not been made visible' {
        $view = [xml](Get-Content (Join-Path (Split-Path $ModulePath) 'TimescaleVpc.format.ps1xml') -Raw)
        $view.SelectNodes('//PropertyName[not(parent::ItemSelectionCondition)]') | Should -HaveCount 0
        $scripts = $view.SelectNodes('//ScriptBlock').InnerText
        $scripts.Count | Should -BeGreaterThan 200
        $scripts | Where-Object { $_ -notmatch '^,?\[TimescaleVpc\.Commands\.ViewText\]::\w+\((?s).*\)$' } |
            Should -BeNullOrEmpty
    }

    It 'give each list value the columns that its longest label leaves' {
        $view = [xml](Get-Content (Join-Path (Split-Path $ModulePath) 'TimescaleVpc.format.ps1xml') -Raw)
        foreach ($list in $view.SelectNodes('//ListControl')) {
            $longest = ($list.SelectNodes('.//Label').InnerText | Measure-Object Length -Maximum).Maximum
            foreach ($script in $list.SelectNodes('.//ListItem/ScriptBlock').InnerText) {
                if ($script -match '(?s)\$Host,(\d+)\)$') {
                    [int]$Matches[1] | Should -Be ($longest + 3) -Because $script
                }
                else { $script | Should -Match '::(State|RecordState|Peering)\(' }
            }
        }
    }

    It 'say (planned) where nothing is there yet, and the right of each planned step' {
        $planned = New-TimescaleVpc -CloudName timescale-azure-uksouth -Cidr 10.210.0.0/24 -WhatIf
        $planned | Format-Table | Out-String -Width 80 | Should -Match 'uksouth +\(planned\)'
        Get-List $planned |
            Should -Match 'Plan +: Make a Timescale VPC with the range .+\r?\n +needs project:networking:write'
        $undone = $peering | Undo-VpcPeering -WhatIf
        Get-List $undone | Should -Match 'NextStep +: Nothing was changed'
        $undone.NextStep | Should -Not -BeNullOrEmpty -Because 'a script reads it as well'
    }

    It 'show no line for what does not apply, no braces, and the group with each VNet' {
        foreach ($name in 'VpcPeering', 'ServiceVpc', 'ServiceVpcTest', 'AzurePeerGrant', 'Vpc', 'PeeringUndo') {
            $text = Get-List $all.$name
            $text | Should -Not -Match '(?m)^\w+ +: *\r?$' -Because $name
            $text | Should -Not -Match '\{' -Because $name
        }
        $peering | Format-Table | Out-String -Width 80 |
            Should -Match 'Network-RG/Prod-VNet +ACTIVE +Connected +timescale-azure-westeurope'
        $grant | Format-Table | Out-String -Width 80 | Should -Match 'Network-RG/Prod-VNet'
        $service | Format-Table | Out-String -Width 120 | Should -Match 'mst-metrics +RUNNING +timescale-azure- '
        Get-List $test | Should -Match 'PeeredWith +: Network-RG/Prod-VNet'
    }

    It 'say what to do next: <Name>' -ForEach @(
        @{ Name = 'Vpc'; Words = 'NextStep +: Grant-AzurePeerRole' }
        @{ Name = 'AzurePeerGrant'; Words = 'NextStep +: Add-VpcPeering' }
        @{ Name = 'ServiceVpc'; Words = 'NextStep +: Test-ServiceVpc' }
        @{ Name = 'ServiceVpcTest'; Words = 'Reason +: \w+' }
        @{ Name = 'PeeringUndo'; Words = 'NextStep +: Nothing was changed: run it without -WhatIf' }
    ) {
        Get-List $all.$Name | Should -Match $Words
    }

    It 'say that a platform does not tell a VPC''s state, and of a plan nothing' {
        $untold = New-TimescaleVpc untold -Region us-east-1 -Cidr 10.39.0.0/20
        $untold.State | Should -BeNullOrEmpty
        Get-List $untold | Should -Match 'State +: not told'
        $untold | Format-Table | Out-String | Should -Match 'untold +not told +10\.39'
        Get-List (New-TimescaleVpc other -Region us-east-1 -Cidr 10.38.0.0/20 -WhatIf) | Should -Not -Match 'not told'
    }

    It 'show the network of a peering in another cloud, and of no other one twice' {
        $elsewhere = [pscustomobject]@{
            PSTypeName = 'TimescaleVpc.VpcPeering'; NetworkId = 'my-project/my-network'; State = 'ACTIVE'
        }
        $elsewhere | Format-Table | Out-String | Should -Match 'my-project/my-network'
        Get-List $elsewhere | Should -Match 'NetworkId +: my-project/my-network'
        $peering.NetworkId | Should -Be $peering.VNetId
        Get-List $peering | Should -Not -Match '(?m)^NetworkId'
    }

    It 'say who must act on a peering that waits' {
        Get-List $asked | Should -Match 'NextStep +: .*Approve-VpcPeering'
    }

    It 'say what an undoing left' {
        $null = Get-ServiceVpc mst-metrics | Set-ServiceVpc -Public -Force
        $done = $peering | Undo-VpcPeering -Confirm:$false
        Get-List $done | Should -Match 'NextStep +: Nothing is left to do\.'
    }

    It 'show states in the user''s colours where the host shows colours, and nowhere else' {
        $text = {
            param($Module, $Rendering)
            Import-Module $Module
            $PSStyle.OutputRendering = $Rendering
            $null = Connect-Timescale -Sandbox
            $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
            ($vpc | Out-String), ($vpc | Format-List | Out-String)
        }
        foreach ($case in @($true, 'Ansi', $true), @($false, 'Ansi', $false), @($true, 'PlainText', $false)) {
            $runspace = [runspacefactory]::CreateRunspace([TestHost]::new(0, $true, $case[0]))
            $runspace.Open()
            $shell = [powershell]::Create($runspace)
            try {
                $shown = $shell.AddScript($text).AddArgument($ModulePath).AddArgument($case[1]).Invoke()
                $shown | Should -HaveCount 2
                foreach ($one in $shown) {
                    $one.Contains("$($PSStyle.Foreground.Green)ACTIVE$($PSStyle.Reset)") | Should -Be $case[2]
                    $one | Should -Match 'ACTIVE'
                }
            }
            finally {
                $shell.Dispose()
                $runspace.Dispose()
                $PSStyle.OutputRendering = 'PlainText'
            }
        }
    }

    It 'colour <State> by what it means' -ForEach @(
        @{ State = 'ACTIVE'; Colour = 'Green' }, @{ State = 'RUNNING'; Colour = 'Green' },
        @{ State = $true; Colour = 'Green' }
        @{ State = 'Passed: in time'; Colour = 'Green' }, @{ State = 'PENDING_PEER'; Colour = 'Warning' }
        @{ State = 'REBUILDING'; Colour = 'Warning' }, @{ State = 'Unknown'; Colour = 'Warning' }
        @{ State = 'REJECTED_BY_PEER'; Colour = 'Error' }, @{ State = 'INVALID_SPECIFICATION'; Colour = 'Error' }
        @{ State = 'Problem'; Colour = 'Error' }, @{ State = 'Notice'; Colour = 'Cyan' }
        @{ State = 'Failed'; Colour = 'Error' }, @{ State = $false; Colour = 'Error' }
    ) {
        $PSStyle.OutputRendering = 'Ansi'
        try {
            $screen = [TestHost]::new(0, $true, $true)
            $code = $PSStyle.Formatting.$Colour ?? $PSStyle.Foreground.$Colour
            [TimescaleVpc.Commands.ViewText]::State($State, $screen, $PSStyle) |
                Should -Be "$code$State$($PSStyle.Reset)"
            [TimescaleVpc.Commands.ViewText]::State($null, $screen, $PSStyle) | Should -Be ''
        }
        finally { $PSStyle.OutputRendering = 'PlainText' }
    }
}

# PowerShell itself breaks lines between words in some languages, and cuts words in others and where there is none.
Describe 'Lists and blocks at <Width> columns, language "<Language>"' -ForEach @(
    @{ Width = 80; Language = '' }, @{ Width = 80; Language = 'en-US' }, @{ Width = 120; Language = 'nl-NL' }
) {
    BeforeAll {
        $types = $all.Keys
        $screen = [TestHost]::new(0, $true)
        $screen.Columns = $Width
        $runspace = [runspacefactory]::CreateRunspace($screen)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        # Each property of each type: long sentences, names in other letters, and texts of several lines.
        $script = {
            param($Module, $Language, $Types)
            [cultureinfo]::CurrentCulture = $Language
            Import-Module $Module
            $PSStyle.OutputRendering = 'PlainText'
            $words = 'The platform will acknowledge whatever was requested beforehand, ' +
                'including 東京・本番ネットワーク and ' +
                "Ünïcödé-`e[31mname, in a moment or two, but not before it has finished what came first."
            foreach ($name in $Types) {
                $record = [ordered]@{ PSTypeName = "TimescaleVpc.$name" }
                foreach ($property in ([type]"TimescaleVpc.$name").GetProperties()) {
                    # These are one word; a command is broken where it can be pasted.
                    if ($property.Name -in 'State', 'Severity', 'Status', 'Reachable', 'Turn', 'Id', 'Command') {
                        $record[$property.Name] = 'OK'
                    }
                    elseif ($property.PropertyType.IsArray) { $record[$property.Name] = @($words, $words) }
                    elseif ($property.PropertyType -eq [string]) { $record[$property.Name] = $words }
                }

                foreach ($format in 'Format-List', 'Format-Custom') {
                    $shown = [pscustomobject]$record | & $format | Out-String
                    [pscustomobject]@{ Name = $name; Format = $format; Lines = $shown.Split("`n").TrimEnd() }
                }
            }
        }
        $shown = $shell.AddScript($script).AddArgument($ModulePath).AddArgument($Language).AddArgument(@($types)).
            Invoke()
        $shell.Streams.Error | Should -HaveCount 0
        $shell.Dispose()
        $runspace.Dispose()
        $whole = 'acknowledge', 'whatever', 'requested', 'beforehand,', 'including', '東京・本番ネットワーク'
    }

    It 'have no line that is longer' {
        $types.Count | Should -BeGreaterThan 25
        $shown | Should -HaveCount ($types.Count * 2)
        foreach ($view in $shown) {
            $longest = ($view.Lines | ForEach-Object { $screen.UI.RawUI.LengthInBufferCells($_) } |
                    Measure-Object -Maximum).Maximum
            $longest | Should -BeLessOrEqual $Width -Because "$($view.Name), $($view.Format)"
        }
    }

    It 'cut no word' {
        $count = 0
        foreach ($view in $shown) {
            $found = -split ($view.Lines -join ' ') | Group-Object -AsHashTable -AsString -CaseSensitive
            if (-not $found['platform']) { continue }
            foreach ($word in $whole) {
                $found[$word].Count | Should -Be $found['platform'].Count -Because "$($view.Name) $($view.Format) $word"
                $count++
            }
        }

        $count | Should -BeGreaterThan 200
    }
}

# PowerShell breaks a cell anywhere, so that the networks of one group would begin a line and end with a digit below it.
Describe 'Tables that wrap' {
    BeforeAll {
        $view = [xml](Get-Content (Join-Path (Split-Path $ModulePath) 'TimescaleVpc.format.ps1xml') -Raw)
        $types = $view.SelectNodes('//View[.//Wrap]/ViewSelectedBy/TypeName').InnerText -replace '^TimescaleVpc\.'
        $screen = [TestHost]::new(0, $true)
        $screen.Columns = 80
        $runspace = [runspacefactory]::CreateRunspace($screen)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        $script = {
            param($Module, $Types)
            Import-Module $Module
            $PSStyle.OutputRendering = 'PlainText'
            foreach ($name in $Types) {
                $record = [ordered]@{ PSTypeName = "TimescaleVpc.$name" }
                foreach ($property in ([type]"TimescaleVpc.$name").GetProperties().Name) {
                    $record[$property] = 'Networking-Group/Production-VNet-07'
                }

                foreach ($word in 'Id', 'State', 'LinkState', 'Severity', 'Turn', 'Cidr', 'Where') {
                    $record[$word] = 'OK'
                }
                $record.Port, $record.Changes = 5432, @()
                $shown = [pscustomobject]$record | Format-Table | Out-String
                [pscustomobject]@{ Name = $name; Lines = $shown.Split("`n").TrimEnd() }
            }
        }
        $shown = $shell.AddScript($script).AddArgument($ModulePath).AddArgument($types).Invoke()
        $shell.Streams.Error | Should -HaveCount 0
        $shell.Dispose()
        $runspace.Dispose()
    }

    It 'break names behind a sign only' {
        $types.Count | Should -BeGreaterThan 7
        $shown | Should -HaveCount $types.Count
        foreach ($table in $shown) {
            foreach ($line in $table.Lines) {
                $line.Length | Should -BeLessOrEqual 80 -Because $table.Name
                foreach ($part in -split $line | Where-Object { $_ -match 'Net|Gro|Pro|07' -and $_ -notmatch '^-+$' }) {
                    if ($part -in 'Network', 'VNet') { continue }
                    $part | Should -Match '^(Networking-|Group/|Production-|VNet-|07/?)+$' -Because (
                        $table.Lines -join "`n")
                }
            }

            $table.Lines -join '' -replace '\s' | Should -Match '07' -Because $table.Name
        }
    }
}

Describe 'Objects in other forms' {
    It 'fill -OutVariable as they come' {
        $null = Get-AzureVNet -OutVariable found
        $found | Should -HaveCount 5
        $found[0] | Should -BeOfType TimescaleVpc.AzureVNet
    }

    It 'give single properties to Select-Object' {
        $row = $peering | Select-Object VNetName, State, @{ Name = 'Steps'; Expression = { $_.Changes.Count } }
        $row.VNetName, $row.State | Should -Be 'Prod-VNet', 'ACTIVE'
        $row.Steps | Should -BeGreaterThan 1
    }

    It 'become JSON and read back: <_>' -ForEach @(
        'Vpc', 'AzureVNet', 'AwsVpc', 'AzurePeerGrant', 'VpcPeering', 'ServiceVpc', 'ServiceVpcTest', 'PeeringUndo'
        'TimescaleSession', 'SandboxRequest', 'SandboxItem', 'PeeringFinding', 'FindingEvidence'
    ) {
        $json = $all.$_ | ConvertTo-Json -Depth 5 -WarningAction Ignore
        $json.Length | Should -BeLessThan 200kb
        foreach ($word in 'sandbox-mst-token', 'sandbox-secret', 'sbx-') { $json.Contains($word) | Should -BeFalse }
        $back = $json | ConvertFrom-Json
        $back.PSObject.Properties.Name | Sort-Object | Should -Be (
            ([type]"TimescaleVpc.$_").GetProperties().Name | Sort-Object) -Because 'nothing internal is in it'
        foreach ($property in ([type]"TimescaleVpc.$_").GetProperties() |
            Where-Object { $_.PropertyType -eq [string] }) {
            $back.($property.Name) | Should -Be $all.$_.($property.Name)
        }
    }

    It 'need no depth where an object stands for itself: <_>' -ForEach 'Vpc', 'AwsVpc', 'VpcPeering', 'ServiceVpc' {
        $all.$_ | ConvertTo-Json -WarningVariable cut -WarningAction SilentlyContinue | Out-Null
        $cut | Should -BeNullOrEmpty
    }

    It 'become a CSV file that drives the next pipeline' {
        $file = Join-Path $TestDrive 'peers.csv'
        $vpc | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG -WhatIf |
            Select-Object VpcId, VNetId | Export-Csv $file
        (Import-Csv $file | Grant-AzurePeerRole -WhatIf).VNetId | Should -Match '/Prod-VNet$'
    }

    It 'join their lists for a CSV file as docs/running.md says' {
        $column = @{ Name = 'AddressPrefixes'; Expression = { $_.AddressPrefixes -join ' ' } }
        $csv = Get-AzureVNet Hub-VNet | Select-Object Name, $column | ConvertTo-Csv
        $csv[1] | Should -Be '"Hub-VNet","10.2.0.0/16"'
    }
}
