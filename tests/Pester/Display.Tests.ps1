# What comes from outside and steers a terminal, breaks a line, turns its direction or cannot be seen reaches no screen,
# whatever door it leaves by; the property has the value itself.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    if (-not ('TestHost' -as [type])) { Add-Type -Path $PSScriptRoot/TestHost.cs }
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    # A character of each kind, and every quotation mark that PowerShell knows.
    $Hostile = "A`e[31m`a`r`n`u{85}`u{9b}2J`u{7f}`t`u{202a}`u{202e}`u{2066}`u{2069}" +
        "`u{200e}`u{200f}`u{61c}`u{2028}`u{2029}" +
        "`u{200b}`u{ad}`u{feff}`u{e0041}`u{3164}`u{fe0f}'`u{2018}`u{2019}`u{201a}`u{201b}""`u{201c}`u{201d}`u{201e}" +
        '$(throw 1)`$x#><#;|'
    # XML has no form for most of the old control characters.
    $HostileXml = $Hostile -replace '[\x00-\x1f]', ''

    # The value of a field or a property, whoever may see it, and another one for it.
    $all = [Reflection.BindingFlags] 'Instance, Public, NonPublic'
    function Get-Part($Thing, [string[]] $Path) {
        foreach ($name in $Path) {
            $type = $Thing.GetType()
            $member = $type.GetField($name, $all) ?? $type.GetProperty($name, $all)
            $Thing = $member.GetValue($Thing)
        }
        , $Thing
    }
    function Edit-Part($Thing, [string] $Name, $Value) {
        $Thing.GetType().GetField("<$Name>k__BackingField", $all).SetValue($Thing, $Value)
    }

    # Simulated clouds in which every name that is free has it: of VPCs, services, networks, subscriptions and tags,
    # places, host names, states and messages.
    function Get-HostileWorld {
        $world = New-VpcSandbox -CloudVpc @{ Name = 'prod'; Region = 'us-east-1'; Cidr = '10.30.0.0/20' }
        $inside = Get-Part $world 'world'
        foreach ($subscription in (Get-Part $inside 'Arm', 'Subscriptions')) {
            Edit-Part $subscription Name "$(Get-Part $subscription Name)$Hostile"
            foreach ($group in (Get-Part $subscription Groups)) { Edit-Part $group Location "west$Hostile" }
        }
        $project = (Get-Part $inside 'Mst', 'Projects')[0]
        foreach ($service in (Get-Part $project Services)) {
            Edit-Part $service Name "$(Get-Part $service Name)$Hostile"
            Edit-Part $service Host "$Hostile.$(Get-Part $service Host)"
        }
        $second = (Get-Part $project Vpcs)[1]
        Edit-Part $second State "ACTIVE$Hostile"
        foreach ($vpc in (Get-Part $inside 'Aws', 'Vpcs')) { (Get-Part $vpc Tags)['Name'] = $HostileXml }
        $project = (Get-Part $inside 'Tiger', 'Projects')[0]
        $first = (Get-Part $project Vpcs)[0]
        Edit-Part $first Name "prod$Hostile"
        $world
    }

    # All that is raw in a text. What PowerShell itself puts between lines is no part of it.
    $raw = [regex] ('[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u3164\ufe0f]|\udb40[\udc00-\udfff]' +
        '|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]')
    function Get-Raw([string[]] $Text, [switch] $Lines) {
        foreach ($one in $Text) {
            if ($Lines) { $one = $one -replace '\r?\n', '' }
            foreach ($match in $raw.Matches($one)) { 'U+{0:X4} in {1}' -f [int] $match.Value[0], $one }
        }
    }

    # The one literal that a line of source is.
    function Get-Literal([string] $Source) {
        $errors = $null
        $ast = [Management.Automation.Language.Parser]::ParseInput("x $Source", [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty -Because $Source
        $elements = $ast.EndBlock.Statements[0].PipelineElements[0].CommandElements
        $ast.EndBlock.Statements | Should -HaveCount 1
        $elements | Should -HaveCount 2
        $elements[1].SafeGetValue()
    }

    $world = Get-HostileWorld
    $session = Connect-Timescale -Sandbox -World $world
    $found = [ordered]@{
        Vpc = @(Get-TimescaleVpc); AzureVNet = @(Get-AzureVNet); AwsVpc = @(Get-AwsVpc); ServiceVpc = @(Get-ServiceVpc)
        TimescaleSession = @($session)
    }
    $vpc = $found.Vpc | Where-Object Name
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Disconnect-Timescale -All
}

Describe 'A value from outside' {
    It 'is kept as it is by the property' {
        $vpc.Name | Should -BeExactly "prod$Hostile"
        $found.AwsVpc[0].Name | Should -BeExactly $HostileXml
        $found.ServiceVpc[0].Service | Should -BeLike '*A*'
        $found.ServiceVpc.Service | Should -Contain "mst-metrics$Hostile"
        ($vpc | ConvertTo-Json -Depth 4 | ConvertFrom-Json).Name | Should -BeExactly "prod$Hostile"
    }

    It 'is shown in no view of <_>' -ForEach 'Vpc', 'AzureVNet', 'AwsVpc', 'ServiceVpc', 'TimescaleSession' {
        foreach ($record in $found.$_) {
            $text = [Management.Automation.PSSerializer]::Serialize($record, 4)
            $file = [Management.Automation.PSSerializer]::Deserialize($text)
            foreach ($one in $record, $file) {
                $texts = @(
                    $one | Out-String
                    $one | Format-Table | Out-String -Width 2000
                    $one | Format-List | Out-String -Width 2000
                    $one | Format-Wide | Out-String -Width 2000
                    $one | Format-Custom | Out-String -Width 2000
                    "$one"
                )
                Get-Raw $texts -Lines | Should -BeNullOrEmpty
            }
        }
    }

    It 'is shown in no error' {
        $world.AddFault(@{ Kind = 'Arm.ListVNets'; Status = 409; Code = "Code$Hostile"; Message = $Hostile; Times = 3 })
        $failures = @(
            Get-Failure { Get-AzureVNet -ErrorAction Stop }
            Get-Failure { Get-ServiceVpc nothing -ErrorAction Stop }
            Get-Failure { Get-TimescaleVpc nothing -ErrorAction Stop }
            Get-Failure { Set-ServiceVpc $found.ServiceVpc[0].Service -Vpc $vpc -ErrorAction Stop }
            Get-Failure { Get-AwsVpc $Hostile -ErrorAction Stop }
        )
        $world.ClearFaults()
        $failures[0].Exception.Message | Should -Match ([regex]::Escape('A`u{1b}[31m`u{7}`u{d}`u{a}'))
        foreach ($failure in $failures) {
            $texts = @(
                $failure | Out-String -Width 2000
                $failure | Format-List * -Force | Out-String -Width 2000
                $failure.TargetObject | Format-List | Out-String -Width 2000
                Get-Error -InputObject $failure | Out-String -Width 2000
            )
            # The script that failed is no value from outside.
            Get-Raw ($texts -replace [regex]::Escape($failure.InvocationInfo.Line), '') -Lines | Should -BeNullOrEmpty
            Get-Raw $failure.Exception.Message, $failure.ErrorDetails.RecommendedAction, "$($failure.TargetObject)" |
                Should -BeNullOrEmpty
        }
    }
}

Describe 'A screen' {
    BeforeAll {
        # All that scripts show in a host that says yes, and its log. Between two of them something is done from here.
        function Invoke-OnScreen([scriptblock[]] $Script, [object[]] $Argument, [scriptblock[]] $Between) {
            $screen = [TestHost]::new(0, $true)
            $runspace = [runspacefactory]::CreateRunspace($screen)
            $runspace.Open()
            $shell = [powershell]::Create($runspace)
            try {
                foreach ($at in 0..($Script.Count - 1)) {
                    $shell.Commands.Clear()
                    $null = $shell.AddScript($Script[$at]).AddArgument($ModulePath)
                    foreach ($one in $Argument) { $null = $shell.AddArgument($one) }
                    $null = $shell.Invoke()
                    if ($Between -and $Between[$at]) { & $Between[$at] }
                }
                $streams = $shell.Streams
                $texts = @(
                    $screen.Texts
                    $streams.Warning.Message; $streams.Verbose.Message; $streams.Debug.Message
                    $streams.Information | ForEach-Object { "$_" }
                    $streams.Progress | ForEach-Object { $_.Activity, $_.StatusDescription, $_.CurrentOperation }
                    $streams.Error | ForEach-Object { "$_"; $_.ErrorDetails.RecommendedAction }
                ) -ne $null

                # PowerShell's own colours for labels, and its own prompt, which alone has line breaks.
                $format = $PSStyle.Formatting
                $styles = $format.FormatAccent, $format.TableHeader, $format.CustomTableHeaderLabel, $PSStyle.Reset
                foreach ($style in $styles) {
                    $texts = $texts.Replace($style, '')
                }
                [pscustomobject]@{
                    Log = @($screen.Log); Errors = @($streams.Error); Texts = $texts
                    Raw = @(
                        Get-Raw $texts -Lines
                        Get-Raw ($texts -notlike 'Are you sure*' -notlike '*What if*')
                    )
                }
            }
            finally {
                $shell.Dispose()
                $runspace.Dispose()
            }
        }
    }

    It 'is shown nothing raw by any stream, progress or prompt, and by -WhatIf' {
        $script = {
            param($Module, $World, $Vpc)
            Import-Module $Module
            $VerbosePreference = $DebugPreference = $WarningPreference = $InformationPreference = 'Continue'
            $null = Connect-Timescale -Sandbox -World $World
            $vpc = Get-TimescaleVpc | Where-Object VpcId -EQ $Vpc
            $vpc | Rename-TimescaleVpc -NewName other -WhatIf
            $vpc | Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 -WhatIf | Approve-VpcPeering
            $peering = $vpc | Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 -Confirm -Debug:$false |
                Approve-VpcPeering -Confirm -Debug:$false | Grant-AwsPeerEgress | Wait-VpcPeering
            $peering | Set-ServiceVpc metrics | Test-ServiceVpc
            $peering | Format-List | Out-Default
            Get-VpcPeering | Out-Default
            $peering | Undo-VpcPeering -IncludeService -Debug:$false | Format-List | Out-Default
            $vpc | Remove-TimescaleVpc -Debug:$false
            Get-ServiceVpc nothing
        }
        $shown = Invoke-OnScreen $script (Get-HostileWorld), $vpc.VpcId
        $shown.Errors.Exception.ErrorId | Should -Be 'ServiceNotFound'
        foreach ($prefix in 'ASK', 'OUT', 'VERBOSE', 'DEBUG', 'WARNING') {
            @($shown.Log -like "$prefix *").Count | Should -BeGreaterThan 0 -Because $prefix
        }
        @($shown.Log -like 'ASK *prod*u{1b}*').Count | Should -BeGreaterThan 0
        $shown.Raw | Should -BeNullOrEmpty
    }

    It 'is shown nothing raw of applications, roles, assignments and messages, that are named once they are there' {
        $hostileWorld = Get-HostileWorld
        $inside = Get-Part $hostileWorld 'world'
        $prodId = ($found.AzureVNet | Where-Object VNetId -Like '*/Network-RG/*/Prod-VNet').VNetId
        # Whoever may write in the directory has named what the module made.
        $rename = {
            foreach ($app in (Get-Part $inside 'Entra', 'Customer', 'Applications')) {
                Edit-Part $app DisplayName "app$Hostile"
            }
            foreach ($role in (Get-Part $inside 'Arm', 'Roles') | Where-Object { Get-Part $_ TenantId }) {
                Edit-Part $role Name "role$Hostile"
                Edit-Part $role Description $Hostile
            }
            foreach ($assignment in (Get-Part $inside 'Arm', 'Assignments')) {
                Edit-Part $assignment Description "$(Get-Part $assignment Description) $Hostile"
            }
        }
        $reject = {
            $hostileWorld.Change('SetPeeringState:REJECTED_BY_PEER', $prodId)
            $words = [System.Text.Json.Nodes.JsonNode]::Parse((@{ message = "state$Hostile" } | ConvertTo-Json))
            foreach ($one in (Get-Part (Get-Part $inside 'Mst', 'Projects')[0] Vpcs)) {
                foreach ($peering in (Get-Part $one Connections)) { Edit-Part $peering StateInfo $words }
            }
        }
        $grants = {
            param($Module, $World)
            Import-Module $Module
            $VerbosePreference = $WarningPreference = $InformationPreference = 'Continue'
            $null = Connect-Timescale -Sandbox -World $World
            $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
            $grant = $vpc | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG
        }
        $leftovers = {
            param($Module, $World, $Hostile)
            $left = Get-VpcPeering
            $left | Format-List | Out-Default
            $left.Leftovers | Format-Table | Out-Default
            $left.Leftovers | Format-List | Out-Default
            $left | Undo-VpcPeering -WhatIf | Format-List | Out-Default
            $grant | Revoke-AzurePeerRole -WhatIf | Format-List | Out-Default
            $vpc | Grant-AzurePeerRole -VNet Other-RG/Prod-VNet -OwnRoleId $grant.PlatformRoleId
            $vpc | Grant-AzurePeerRole -VNet Spoke-VNet -OwnRoleId "none$Hostile"
            $null = $grant | Add-VpcPeering
        }
        $states = {
            Get-VpcPeering | Format-List | Out-Default
            Get-VpcPeering | Format-Table | Out-Default
            Get-VpcPeering | Wait-VpcPeering
            Get-VpcPeering | Undo-VpcPeering | Format-List | Out-Default
        }
        $shown = Invoke-OnScreen $grants, $leftovers, $states $hostileWorld, $Hostile $rename, $reject
        $shown.Errors.Exception.ErrorId | Should -Be 'RoleUnfit', 'ControlCharacter', 'PeeringRejectedByPeer'
        @($shown.Log -like 'ASK *').Count | Should -BeGreaterThan 0
        foreach ($name in 'app', 'role', 'state') {
            @($shown.Texts -match "\b${name}A``u\{1b\}").Count | Should -BeGreaterThan 0 -Because $name
        }
        $shown.Raw | Should -BeNullOrEmpty
    }
}

Describe 'A progress bar' {
    It 'says nothing raw' {
        $cmdlets = [TimescaleVpc.Commands.ViewText].Assembly
        $bar = [Activator]::CreateInstance($cmdlets.GetType('TimescaleVpc.Commands.ProgressBars'), $all, $null,
            @('Wait-VpcPeering', 4000), $null)
        $type = [TimescaleVpc.Vpc].Assembly.GetType('TimescaleVpc.WaitProgress')
        $wait = [Activator]::CreateInstance($type, $all, $null,
            @($Hostile, $Hostile, [timespan]::Zero, [timespan]::Zero, $false), $null)
        $record = @($bar.GetType().GetMethod('Next', $all).Invoke($bar, @($wait, 0, 1)))[0]
        $record.Activity, $record.StatusDescription | Should -BeLike '*u{1b}*'
        Get-Raw $record.Activity, $record.StatusDescription, $record.CurrentOperation | Should -BeNullOrEmpty
    }
}

Describe 'The words of a progress bar at <Width> columns' -ForEach @{ Width = 80 }, @{ Width = 120 } {
    BeforeAll {
        $all = [Reflection.BindingFlags] 'Static, Instance, NonPublic, Public'
        $words = [TimescaleVpc.Commands.ViewText].Assembly.GetType('TimescaleVpc.Commands.ProgressText')
        $type = [TimescaleVpc.Vpc].Assembly.GetType('TimescaleVpc.WaitProgress')
        function Get-Bar([string] $Subject, [timespan] $Elapsed) {
            $status = 'APPROVED_PEER_REQUESTED; you must act (Approve-VpcPeering)'
            $wait = [Activator]::CreateInstance($type, $all, $null,
                @($Subject, $status, $Elapsed, [timespan]::Zero, $false), $null)
            $type.GetProperty('Usual').SetValue($wait, [timespan]'00:02:00')
            $words.GetMethod('Of', $all).Invoke($null, @($wait, $Width))
        }
        $long = 'Platform-Networking-Production-RG/Application-VNet-'
    }

    It 'begin with the VNet, and never cut the time' {
        foreach ($subject in 'a/b', 'Network-RG/Prod-VNet', "${long}07") {
            $bar = Get-Bar $subject '00:01:05'
            $bar.Item2 | Should -Match '^APPROVED.*, 1:05(, usually about 2 min)?$'
            # PowerShell cuts an activity at half of the line, and a status at its end.
            $bar.Item1.Length | Should -BeLessThan ($Width / 2)
            $bar.Item1.Length + $bar.Item2.Length | Should -BeLessThan ($Width - 4)
        }
    }

    It 'are never the same for two VNets' {
        (Get-Bar "${long}07" '00:01:05').Item1 | Should -Not -Be (Get-Bar "${long}08" '00:01:05').Item1
    }

    It 'say nothing odd at the start, and hours where there are some' {
        (Get-Bar 'Network-RG/Prod-VNet' '00:00:00.3').Item2 | Should -Match '^APPROVED_PEER_REQUESTED'
        (Get-Bar 'Network-RG/Prod-VNet' '00:00:00.3').Item2 | Should -Not -Match '0:00'
        (Get-Bar 'Network-RG/Prod-VNet' '02:01:05').Item2 | Should -Match ', 2:01:05'
    }
}

Describe 'The bars of a fleet at <Width> columns' -ForEach @{ Width = 80 }, @{ Width = 120 } {
    BeforeAll {
        $all = [Reflection.BindingFlags] 'Static, Instance, NonPublic, Public'
        $type = [TimescaleVpc.Vpc].Assembly.GetType('TimescaleVpc.WaitProgress')
        $bars = [Activator]::CreateInstance(
            [TimescaleVpc.Commands.ViewText].Assembly.GetType('TimescaleVpc.Commands.ProgressBars'), $all, $null,
            @('Wait-VpcPeering', $Width), $null)
        function Get-Record([int] $Number, [timespan] $Elapsed, [bool] $Completed, [int] $Ended) {
            $subject = 'Platform-Networking-Production-RG/Application-VNet-{0:00}' -f $Number
            $wait = [Activator]::CreateInstance($type, $all, $null,
                @($subject, 'PENDING_PEER; Timescale must act', $Elapsed, [timespan]'00:20:00', $Completed), $null)
            $bars.GetType().GetMethod('Next', $all).Invoke($bars, @($wait, $Ended, 21))
        }

        $begun = @(foreach ($number in 1..21) { Get-Record $number "00:00:$(30 + $number)" $false 0 })
        $ended = @(foreach ($number in 1..21) { Get-Record $number '00:01:05' $true $number })
        $parents = @($begun + $ended | Where-Object ActivityId -EQ 1)
        $children = @($begun + $ended | Where-Object ActivityId -NE 1)
    }

    It 'have one above them, with counts and the slowest' {
        $begun[1].ActivityId, $begun[1].ParentActivityId | Should -Be 1, -1
        $parents.Activity | Select-Object -Unique | Should -Be 'Wait-VpcPeering'
        $parents[0].StatusDescription | Should -Match '^0 of 21 done; slowest: .*Application-VNet-01, 0:31$'
        $parents[1].StatusDescription | Should -Match '^1 of 21 done; slowest: .*VNet-21, 0:51$'
        $parents[1].PercentComplete | Should -Be 4
        $parents[-1].StatusDescription | Should -Be '21 of 21 done'
        "$($parents[-1].RecordType)" | Should -Be 'Completed'
        @($parents.RecordType) -eq 'Completed' | Should -HaveCount 1
    }

    It 'are no more than three below it, which differ, and all of which end' {
        $children.ParentActivityId | Select-Object -Unique | Should -Be 1
        $children.ActivityId | Select-Object -Unique | Should -HaveCount 3
        $children.Activity | Select-Object -Unique | Should -HaveCount 3
        @($children | Where-Object RecordType -EQ 'Completed').ActivityId | Sort-Object |
            Should -Be ($children.ActivityId | Sort-Object -Unique)
    }

    It 'fit, so that no time is cut' {
        foreach ($record in $parents + $children) {
            $record.Activity.Length + $record.StatusDescription.Length | Should -BeLessThan ($Width - 4)
        }
    }
}

Describe 'What is to be run' {
    It 'is offered by Tab as one literal of the value, whatever quotation mark was typed: <Line>' -ForEach @(
        @{ Line = 'Get-ServiceVpc '; Part = 'Service' }, @{ Line = "Get-ServiceVpc 'mst"; Part = 'Service' }
        @{ Line = 'Get-ServiceVpc "mst'; Part = 'Service' }, @{ Line = "Get-ServiceVpc `u{201c}mst"; Part = 'Service' }
        @{ Line = "Get-ServiceVpc `u{2018}mst"; Part = 'Service' }, @{ Line = 'Get-TimescaleVpc pro'; Part = 'Vpc' }
        @{ Line = 'Connect-Timescale -Subscription '; Part = 'Subscription' }
    ) {
        $matches = foreach ($attempt in 1..5) {
            $offers = (TabExpansion2 $Line $Line.Length).CompletionMatches
            if ($offers) { $offers; break }
            Stop-VpcSandbox
        }
        $values = @($matches | ForEach-Object { Get-Literal $_.CompletionText })
        $values | Where-Object { $_.Contains("A`e[31m") } | Should -Not -BeNullOrEmpty
        if ($Part -eq 'Service') {
            $values | Where-Object { $_ -notin $found.ServiceVpc.Service } | Should -BeNullOrEmpty
        }
        Get-Raw @($matches.CompletionText; $matches.ListItemText; $matches.ToolTip) | Should -BeNullOrEmpty
    }

    It 'is quoted as PowerShell itself quotes, for every character' {
        $type = [TimescaleVpc.Vpc].Assembly.GetType('TimescaleVpc.PowerShellLiteral')
        $static = [Reflection.BindingFlags] 'Static, Public, NonPublic'
        function Get-Quoted([string] $Text, [string] $Way = 'Of') {
            $type.GetMethod($Way, $static).Invoke($null, @($Text))
        }

        $every = [string]::new([char[]](0..0xffff)) + "`u{1f680}`u{e0041}"
        Get-Literal (Get-Quoted $every) | Should -BeExactly $every
        Get-Literal (Get-Quoted $every Expandable) | Should -BeExactly $every
        Get-Raw (Get-Quoted $every) | Should -BeNullOrEmpty

        $rest = $raw.Replace($every, '')
        $seen = $rest -replace '[\p{Cn}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\uffa0]', ''
        $seen = -join ($seen.ToCharArray() | Where-Object { -not [char]::IsSurrogate($_) })
        Get-Quoted $seen | Should -BeExactly (
            "'" + [Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($seen) + "'")
        Get-Quoted "a<#b#>" Comment | Should -Be (
            [Management.Automation.Language.CodeGeneration]::EscapeBlockCommentContent('a<#b#>'))
    }

    It 'stands in a runbook and its rights as literals and in comments: <Cloud>' -ForEach @(
        @{ Cloud = 'Azure'; Parameter = 'VNet' }, @{ Cloud = 'AWS'; Parameter = 'AwsVpc' }
    ) {
        # No NUL and no slash: a file cannot be called so.
        $folder = (New-Item "$TestDrive/$Cloud" -ItemType Directory).FullName
        $shape = { param($ast) $ast -is [Management.Automation.Language.CommandAst] -or
            $ast -is [Management.Automation.Language.SubExpressionAst] }
        $written = foreach ($name in 'plain', $Hostile) {
            $runbook = New-VpcRunbook ([IO.Path]::Combine($folder, "$name.ps1")) -Cloud $Cloud -DefaultValue @{
                Vpc = $name; $Parameter = @($name, @{ $Parameter = $name })
            }
            foreach ($path in $runbook.Path, $runbook.RightsScriptPath) {
                $errors = $null
                $ast = [Management.Automation.Language.Parser]::ParseFile($path, [ref] $null, [ref] $errors)
                $errors | Should -BeNullOrEmpty
                Get-Raw ([IO.File]::ReadAllText($path)) -Lines | Should -BeNullOrEmpty
                [pscustomobject]@{ Ast = $ast; Shape = @($ast.FindAll($shape, $true)).Count }
            }
            Get-Raw ([IO.File]::ReadAllText($runbook.RightsPath)) -Lines | Should -BeNullOrEmpty
        }
        $written[2].Shape | Should -Be $written[0].Shape
        $written[3].Shape | Should -Be $written[1].Shape
        $default = { param($ast, $parameter)
            ($ast.ParamBlock.Parameters | Where-Object { $_.Name.VariablePath.UserPath -eq $parameter }).DefaultValue }
        (& $default $written[2].Ast Vpc).SafeGetValue() | Should -BeExactly $Hostile
        (& $default $written[2].Ast $Parameter).SafeGetValue()[1].$Parameter | Should -BeExactly $Hostile
        # It finds the file beside it, whose name is as odd.
        $rights = (& $default $written[3].Ast Rights).Extent.Text
        $place = & ([scriptblock]::Create($rights.Replace('$PSScriptRoot', "'$folder'")))
        [IO.File]::Exists($place) | Should -BeTrue
        $help = Get-Help ([IO.Path]::Combine($folder, "plain.rights.ps1"))
        $help.Synopsis | Should -BeLike '*the runbook plain needs*'
    }
}
