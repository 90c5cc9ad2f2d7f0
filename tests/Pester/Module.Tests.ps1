BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $Mutators = @(
        'Add-VpcPeering', 'Approve-VpcPeering', 'Export-VpcChange', 'Export-VpcReport'
        'Export-VpcTopology', 'Grant-AwsPeerEgress'
        'Grant-AzurePeerRole'
        'New-TimescaleVpc'
        'New-VpcRunbook'
        'Remove-TimescaleVpc', 'Remove-VpcPeering', 'Rename-TimescaleVpc', 'Repair-VpcPeering'
        'Revoke-AwsPeerEgress'
        'Revoke-AzurePeerRole', 'Set-ServiceVpc', 'Start-VpcSandbox', 'Stop-VpcSandbox', 'Undo-VpcPeering'
        'Update-VpcPeering'
    )
    $Commands = Get-Command -Module TimescaleVpc | ForEach-Object {
        @{ Command = $_; Name = $_.Name; Mutates = $_.Name -in $Mutators }
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
}

Describe 'Each script' {
    It 'parses' {
        $root = Resolve-Path "$PSScriptRoot/../.."
        $files = Get-ChildItem "$root/build.ps1", "$root/tests/*", "$root/src/*" -Recurse |
            Where-Object Extension -In '.ps1', '.psm1', '.psd1' |
            Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
        $files.Count | Should -BeGreaterThan 30
        $wrong = foreach ($file in $files) {
            $found = $null
            [void][System.Management.Automation.Language.Parser]::ParseFile($file, [ref]$null, [ref]$found)
            foreach ($one in $found) { "$file, line $($one.Extent.StartLineNumber): $($one.Message)" }
        }
        $wrong | Should -BeNullOrEmpty
    }
}

Describe 'The manifest' {
    BeforeAll {
        $manifest = Test-ModuleManifest $ModulePath
        $data = Import-PowerShellDataFile $ModulePath
    }

    It 'asks for PowerShell 7.4 or later, Core' {
        $manifest.PowerShellVersion | Should -Be ([version]'7.4')
        $manifest.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'names what it exports, without wildcards' {
        $data.CmdletsToExport | Should -Not -Contain '*'
        $data.FunctionsToExport | Should -HaveCount 0
        $data.AliasesToExport | Should -HaveCount 0
        $data.VariablesToExport | Should -HaveCount 0
    }

    It 'exports each cmdlet of the assembly, and no more' {
        $names = [TimescaleVpc.Commands.StageCommand].Assembly.GetExportedTypes() |
            ForEach-Object { $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) } |
            ForEach-Object { "$($_.VerbName)-$($_.NounName)" }
        $names | Sort-Object | Should -Be ($data.CmdletsToExport | Sort-Object)
        (Get-Command -Module TimescaleVpc).Name | Sort-Object | Should -Be ($names | Sort-Object)
    }

    It 'has what the Gallery shows: <_>' -ForEach @(
        'Author', 'CompanyName', 'Copyright', 'Description', 'Guid', 'LicenseUri', 'ProjectUri', 'IconUri'
        'ReleaseNotes', 'Tags'
    ) {
        $manifest.$_ | Should -Not -BeNullOrEmpty
    }

    It 'has tags for the edition and the systems that it is for, without spaces' {
        foreach ($tag in 'PSEdition_Core', 'Windows', 'Linux', 'MacOS') { $manifest.Tags | Should -Contain $tag }
        $manifest.Tags | Should -Not -Match '\s'
    }

    It 'lists each file of ours, and no more' {
        $root = Split-Path $ModulePath
        $files = Get-ChildItem $root -Recurse -File |
            ForEach-Object { [IO.Path]::GetRelativePath($root, $_.FullName) -replace '\\', '/' } |
            Where-Object { $_ -notlike 'bin/engine/*' -or $_ -like 'bin/engine/TimescaleVpc.*' }
        $data.FileList | Sort-Object | Should -Be ($files | Sort-Object)
    }

    It 'has beside the engine whatever the list of the sandbox server demands, in the version that it names' {
        $engine = Join-Path (Split-Path $ModulePath) bin/engine
        $list = Get-Content "$engine/TimescaleVpc.Sandbox.Server.deps.json" -Raw | ConvertFrom-Json -AsHashtable
        $assets = @($list.targets.Values.Values | ForEach-Object { $_.runtime?.GetEnumerator() })
        $assets.Key | Should -Contain 'TimescaleVpc.Sandbox.Server.dll'
        foreach ($asset in $assets) {
            $file = Join-Path $engine (Split-Path $asset.Key -Leaf)
            $file | Should -Exist
            if ($asset.Value.assemblyVersion) {
                "$([Reflection.AssemblyName]::GetAssemblyName($file).Version)" | Should -Be $asset.Value.assemblyVersion
            }
        }
    }

    It 'needs no other module' {
        $manifest.RequiredModules | Should -BeNullOrEmpty
    }
}

Describe '<Name>' -ForEach $Commands {
    It 'has an approved verb and a singular noun' {
        (Get-Verb $Command.Verb).Verb | Should -Be $Command.Verb
        $Command.Noun | Should -Not -Match '[^s]s$'
    }

    It 'says what it writes' {
        $Command.OutputType.Name | Should -Match '^(TimescaleVpc\.|System\.String$)'
    }

    It 'has -WhatIf and -Confirm exactly if it changes something' {
        # A plan passes through what only waits or tests; there is nothing to confirm.
        $passes = $Name -in 'Wait-VpcPeering', 'Test-ServiceVpc'
        $switch = $Command.Parameters['WhatIf']
        $switch | Should -Not -BeNullOrEmpty
        $switch.Attributes.DontShow -contains $true | Should -Be (-not $Mutates -and -not $passes)
        $Command.Parameters.ContainsKey('Confirm') | Should -Be $Mutates
    }

    It 'says where -WhatIf belongs if it changes nothing' {
        if ($Command.Parameters['WhatIf'].Attributes.DontShow -notcontains $true) { return }
        # With all that it needs, so that -WhatIf is what is wrong.
        $needed = @{}
        foreach ($parameter in $Command.ParameterSets.Where({ $_.IsDefault })[0].Parameters) {
            if ($parameter.IsMandatory) { $needed[$parameter.Name] = [TimescaleVpc.VpcChange[]]@() }
        }
        $failure = $null
        $reached = @(1 | ForEach-Object {
                try { & $Name @needed -WhatIf | ForEach-Object { 'reached' } } catch { $failure = $_ }
            })
        $reached | Should -HaveCount 0
        "$failure" | Should -Match 'nothing to plan.*first cmdlet.*Grant-AzurePeerRole -WhatIf'
        $failure.FullyQualifiedErrorId | Should -Match '^ParameterArgumentValidationError,'
        # Without the switch it is as if it were not there.
        $failure = $null
        try { $null = & $Name @needed -WhatIf:$false -ErrorAction Stop } catch { $failure = $_ }
        "$($failure.FullyQualifiedErrorId)" | Should -Not -Match 'ParameterArgumentValidation'
    }

    It 'writes something, at least with -PassThru' {
        $silent = 'Disconnect-Timescale', 'Remove-TimescaleVpc', 'Revoke-AwsPeerEgress', 'Revoke-AzurePeerRole',
            'Stop-VpcSandbox'
        $Command.Parameters.ContainsKey('PassThru') | Should -Be ($Name -in $silent)
    }

    It 'takes -Session where it works in one' {
        $without = 'Connect-Timescale', 'Get-TimescaleSession', 'New-VpcRunbook', 'New-VpcSandbox', 'Start-VpcSandbox'
        $without += 'Stop-VpcSandbox'
        $Command.Parameters.ContainsKey('Session') | Should -Be ($Name -notin $without)
    }

    It 'binds none of our records by an unqualified property name' {
        $byName = $Command.Parameters.Values |
            Where-Object { $_.Attributes.ValueFromPipelineByPropertyName -contains $true }
        $names = $byName | ForEach-Object { $_.Name; $_.Aliases }
        foreach ($word in 'Name', 'Id', 'State', 'ResourceGroupName') { $names | Should -Not -Contain $word }
    }

    It 'binds no record of ours but by a name that means the same there' {
        $qualified = 'Vpc', 'VpcId', 'CloudName', 'VNet', 'VNetId', 'AwsVpc', 'AwsVpcId', 'World', 'Sandbox'
        $records = [TimescaleVpc.Vpc].Assembly.GetExportedTypes()
        foreach ($parameter in $Command.Parameters.Values) {
            $bindings = $parameter.Attributes |
                Where-Object { $_ -is [System.Management.Automation.ParameterAttribute] }
            if ($bindings.ValueFromPipelineByPropertyName -contains $true) {
                foreach ($name in @($parameter.Name) + $parameter.Aliases) {
                    if ($name -in $records.GetProperties().Name) { $name | Should -BeIn $qualified }
                }
            }

            # By value only what is ours: a text parameter would take anything by its name.
            if ($bindings.ValueFromPipeline -contains $true) {
                "$($parameter.ParameterType)" | Should -Match '^TimescaleVpc\.'
            }
        }
    }
}

Describe 'ConfirmImpact' {
    It 'is High for what destroys, mends or is handed on, Medium for the rest' {
        $high = [TimescaleVpc.Commands.StageCommand].Assembly.GetExportedTypes() |
            ForEach-Object { $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) } |
            Where-Object ConfirmImpact -EQ 'High' |
            ForEach-Object { "$($_.VerbName)-$($_.NounName)" }
        $high | Sort-Object | Should -Be @(
            'Export-VpcReport', 'Remove-TimescaleVpc', 'Remove-VpcPeering', 'Repair-VpcPeering', 'Undo-VpcPeering')
    }
}

Describe 'Import' {
    It 'loads our two assemblies, once each, and no SDK' {
        $loaded = Invoke-FreshPwsh {
            $before = [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name
            Import-Module $args[0]
            [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name | Where-Object { $_ -notin $before }
        }
        $loaded | Where-Object { $_ -like 'TimescaleVpc*' } | Sort-Object |
            Should -Be 'TimescaleVpc', 'TimescaleVpc.Cmdlets'
        $loaded | Where-Object { $_ -match '^(Azure|Microsoft\.(Graph|Identity|Kiota)|Npgsql|AWSSDK)' } |
            Should -BeNullOrEmpty
    }

    It 'works again with -Force and after Remove-Module, with one copy of each assembly' {
        $result = Invoke-FreshPwsh {
            $counts = foreach ($round in 1..2) {
                Import-Module $args[0] -Force
                @(Get-Command -Module TimescaleVpc).Count
                $null = Connect-Timescale -Sandbox
            }
            Remove-Module TimescaleVpc
            Import-Module $args[0]
            $counts += @(Get-Command -Module TimescaleVpc).Count
            $null = Get-TimescaleVpc
            $copies = [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -like 'TimescaleVpc*'
            @{ Counts = $counts; Twice = @($copies | Group-Object | Where-Object Count -GT 1).Count }
        }
        $all = @((Import-PowerShellDataFile $ModulePath).CmdletsToExport).Count
        $result.Counts | Should -Be $all, $all, $all
        $result.Twice | Should -Be 0
    }

    It 'works in three runspaces at once, with one copy of each assembly' {
        $result = Invoke-FreshPwsh {
            $work = foreach ($number in 1..3) {
                $shell = [powershell]::Create()
                $null = $shell.AddCommand('Import-Module').AddArgument($args[0]).AddStatement()
                $null = $shell.AddScript('$null = Connect-Timescale -Sandbox; @(Get-TimescaleVpc).Count')
                @{ Shell = $shell; Running = $shell.BeginInvoke() }
            }
            $counts = foreach ($one in $work) {
                $one.Shell.EndInvoke($one.Running)
                foreach ($failure in $one.Shell.Streams.Error) { "$failure" }
            }
            $copies = [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -like 'TimescaleVpc*'
            @{ Counts = $counts; Twice = @($copies | Group-Object | Where-Object Count -GT 1).Count }
        }
        $result.Counts | Should -Be 2, 2, 2
        $result.Twice | Should -Be 0
    }

    It 'works from a folder away from the sources' {
        $copy = "$TestDrive/TimescaleVpc"
        Copy-Item -Path (Split-Path $ModulePath) -Destination $copy -Recurse
        $text = "Import-Module '$copy'; `$null = Connect-Timescale -Sandbox; @(Get-TimescaleVpc).Count"
        Invoke-PowerShell -Command $text | Should -Be 2
    }
}

Describe 'Public types' {
    It 'show no third-party type' {
        $foreign = foreach ($type in [TimescaleVpc.Vpc], [TimescaleVpc.Commands.StageCommand]) {
            $type.Assembly.GetReferencedAssemblies().Name |
                Where-Object { $_ -notmatch '^(System\.|netstandard|TimescaleVpc$|Microsoft\.Win32)' }
        }
        $foreign | Should -BeNullOrEmpty
    }
}

Describe 'What -PassThru writes' {
    BeforeAll {
        $session = Connect-Timescale -Sandbox
        $peering = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 | Approve-VpcPeering -WarningAction Ignore | Wait-VpcPeering
        $opened = $peering | Grant-AwsPeerEgress
        $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
        $grant = $vpc | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG
    }

    AfterAll { Disconnect-Timescale -All }

    It 'is the peering, now without the security group, of Revoke-AwsPeerEgress' {
        $opened.SecurityGroupId | Should -Match '^sg-'
        $closed = $opened | Revoke-AwsPeerEgress -PassThru
        $closed | Should -HaveCount 1
        $closed | Should -BeOfType TimescaleVpc.VpcPeering
        $closed.AwsPeeringId | Should -Be $peering.AwsPeeringId
        $closed.SecurityGroupId | Should -BeNullOrEmpty
        $closed.Changes.Action | Should -Contain 'DeleteSecurityGroup'
    }

    It 'is the grant that was taken back, with the changes, of Revoke-AzurePeerRole' {
        $revoked = $grant | Revoke-AzurePeerRole -PassThru
        $revoked | Should -HaveCount 1
        $revoked | Should -BeOfType TimescaleVpc.AzurePeerGrant
        $revoked.Scope, "$($revoked.AppId)" | Should -Be $grant.Scope, "$($grant.AppId)"
        $revoked.Changes.Action | Should -Contain 'RemoveApplication'
    }

    It 'is the VPC that was removed, of Remove-TimescaleVpc' {
        $lone = New-TimescaleVpc lone -Region us-east-1 -Cidr 10.40.0.0/20
        $removed = $lone | Remove-TimescaleVpc -PassThru -Confirm:$false
        $removed | Should -HaveCount 1
        $removed | Should -BeOfType TimescaleVpc.Vpc
        $removed.VpcId | Should -Be $lone.VpcId
        (Get-TimescaleVpc).VpcId | Should -Not -Contain $lone.VpcId
    }

    It 'is the session that was closed, of Disconnect-Timescale' {
        $other = Connect-Timescale -Sandbox
        $closed = $other | Disconnect-Timescale -PassThru
        $closed | Should -HaveCount 1
        $closed | Should -BeOfType TimescaleVpc.TimescaleSession
        $closed.Id | Should -Be $other.Id
        (Get-TimescaleSession).Id | Should -Not -Contain $other.Id
    }
}
