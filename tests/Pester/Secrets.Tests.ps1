BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
}

Describe 'A run of every cmdlet with every stream on' {
    BeforeDiscovery {
        . $PSScriptRoot/Common.ps1
        # Names that everybody may know; the password of a service in the sandbox begins with its name.
        $public = Get-SecretPart 'sbx-mst-metrics-demo-mst'
        $secrets = @(
            @{ Secret = 'the token'; Text = 'sandbox-mst-token' }
            @{ Secret = 'the secret key of Timescale Cloud'; Text = 'sandbox-secret' }
            @{ Secret = 'the AWS secret key'; Text = 'sbx-aws-admin-2Lq80' }
            @{ Secret = 'the password of a user'; Text = 'sbx-admin-pw-4Qz81' }
            @{ Secret = 'the password of a service'; Text = 'sbx-mst-metrics-db-pw-7Kd92' }
            @{ Secret = 'a wrong token'; Text = 'wrong-canary-of-a-token' }
            @{ Secret = 'a wrong password'; Text = 'wrong-canary-of-a-login' }
            @{ Secret = 'a wrong key'; Text = 'wrong-canary-of-a-key' }
        ) | ForEach-Object { $_ + @{ Parts = @(Get-SecretPart $_.Text | Where-Object { $_ -notin $public }) } }
    }

    BeforeAll {
        $folder = $TestDrive
        $script = Join-Path $TestDrive 'run.ps1'
        Set-Content $script {
            param($Module, $Folder)
            $null = Start-Transcript "$Folder/transcript.txt"
            & {
                param($Module, $Folder)
                Import-Module $Module
                $DebugPreference = $VerbosePreference = $InformationPreference = 'Continue'
                $ConfirmPreference = 'None'
                function ConvertTo-Token($Text) { [System.Net.NetworkCredential]::new('', $Text).SecurePassword }
                function ConvertTo-Login($Name, $Text) { [pscredential]::new($Name, (ConvertTo-Token $Text)) }

                # Every cmdlet, and all that can be made of what it writes.
                $objects = @(
                    $keys = ConvertTo-Login sandbox-public ('sandbox', 'secret' -join '-')
                    $token = ConvertTo-Token ('sandbox-mst-', 'token' -join '')
                    Connect-Timescale -Sandbox -Token $token -Credential $keys
                    Get-TimescaleSession
                    Get-TimescaleVpc
                    Get-AzureVNet
                    Get-TimescaleVpc -CloudName timescale-azure-westeurope |
                        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG -WhatIf |
                        Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
                    $grant = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
                        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG
                    $grant
                    $peering = $grant | Add-VpcPeering | Approve-VpcPeering -Debug -Verbose | Wait-VpcPeering
                    $peering
                    $service = $peering | Set-ServiceVpc mst-metrics
                    $service
                    $service | Test-ServiceVpc
                    $service | Test-ServiceVpc -AsScript
                    $login = ConvertTo-Login tsdbadmin ('wrong-canary-of', 'a-login' -join '-')
                    $service | Test-ServiceVpc -Credential $login
                    Get-ServiceVpc
                    $peering | Test-VpcPeering -Verbose
                    Set-ServiceVpc mst-metrics -Public -Force
                    $peering | Test-VpcPeering -Service mst-metrics
                    $peering | Test-VpcPeering -Service mst-metrics | Repair-VpcPeering -WhatIf
                    $peering | Undo-VpcPeering -WhatIf
                    $peering | Remove-VpcPeering
                    $grant | Revoke-AzurePeerRole

                    $vpc = New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20
                    $vpc
                    Get-AwsVpc
                    $aws = $vpc | Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 | Approve-VpcPeering |
                        Grant-AwsPeerEgress
                    $aws | Test-VpcPeering | Repair-VpcPeering
                    $aws | Wait-VpcPeering | Update-VpcPeering
                    $aws | Revoke-AwsPeerEgress
                    Get-VpcPeering
                    $aws | Undo-VpcPeering
                    $vpc | Rename-TimescaleVpc -NewName other
                    Get-TimescaleVpc other | Remove-TimescaleVpc
                    New-VpcSandbox -Empty
                    $server = Start-VpcSandbox
                    $server
                    $token = $server.GetType().GetProperty('Token', [Reflection.BindingFlags]'NonPublic, Instance')
                    [IO.File]::WriteAllText("$Folder/token-of-server", $token.GetValue($server))
                    $server | Connect-Timescale | Disconnect-Timescale
                    Stop-VpcSandbox
                    New-VpcRunbook "$Folder/runbook.ps1"
                    $session = @(Get-TimescaleSession)[0]
                    Get-VpcChange -Session $session
                    $plan = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
                        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG -WhatIf
                    Compare-VpcChange $plan -Session $session
                    foreach ($form in 'svg', 'html', 'mmd', 'json', 'txt') {
                        Export-VpcTopology "$Folder/map.$form" -Session $session
                    }
                    foreach ($form in 'md', 'html', 'json') {
                        Export-VpcChange "$Folder/change.$form" -Session $session
                    }
                    Export-VpcReport "$Folder/report.json" -KeepNames -Session $session
                    Export-VpcReport "$Folder/replaced.json" -Session $session
                )
                $objects
                foreach ($object in $objects) {
                    $object | Format-List * -Force | Out-String
                    ConvertTo-Json $object -Depth 4 -WarningAction Ignore
                    $object | ConvertTo-Csv
                }

                foreach ($request in $objects[0].Sandbox.Requests) { "$request" }
                foreach ($item in $objects[0].Sandbox.Inventory()) { "$item $($item.Properties)" }
                $objects | Export-Clixml "$Folder/objects.clixml" -Depth 4

                # Failures as well: what is unknown, wrong sign-ins, and platforms that repeat what they were sent.
                $wrong = 'wrong-canary-of', 'a-token' -join '-'
                $echo = 'aivenv1 ', 'sandbox-mst-', 'token was not understood' -join ''
                foreach ($failing in @(
                        { Get-AzureVNet None -ErrorAction Stop }
                        { Connect-Timescale -Sandbox -Token (ConvertTo-Token $wrong) }
                        { Connect-Timescale -Sandbox -Token $wrong }
                        {
                            $login = ConvertTo-Login sandbox-public ('wrong-canary-of', 'a-key' -join '-')
                            Connect-Timescale -Sandbox -Credential $login
                        }
                        { Get-TimescaleVpc -CloudName timescale-azure-westeurope -ErrorAction Stop }
                    )) {
                    $objects[0].Sandbox.AddFault([TimescaleVpc.SandboxFault]@{
                        Kind = 'Mst.ListVpcs'; Status = 400; Message = $echo
                    })
                    try { & $failing } catch {
                        $_ | Format-List * -Force | Out-String
                        Get-Error $_ | Out-String
                        for ($one = $_.Exception; $one; $one = $one.InnerException) { "$one"; $one.Data | Out-String }
                    }
                }

                Disconnect-Timescale
                $Error | ForEach-Object { $_ | Format-List * -Force | Out-String }
                $Error | Export-Clixml "$Folder/errors.clixml" -Depth 3
                'The end.'
            } $Module $Folder *>&1 | Out-String -Width 4096 -Stream | Set-Content "$Folder/streams.txt"
            $null = Stop-Transcript
        }
        $null = Invoke-PowerShell -File $script $ModulePath $folder
        $demo = Join-Path $PSScriptRoot '../../src/TimescaleVpc.Sandbox.Server/demo.ps1'
        Invoke-PowerShell -File $demo -Module $ModulePath *> "$folder/demo.txt"
        $parts = [ordered]@{}
        $files = 'transcript.txt', 'streams.txt', 'objects.clixml', 'errors.clixml', 'demo.txt'
        $files += 'change.md', 'change.html', 'change.json', 'map.svg', 'map.html', 'map.mmd', 'map.json', 'map.txt'
        foreach ($file in $files + 'report.json', 'replaced.json', 'replaced.names.json') {
            $parts[$file] = Get-Content "$folder/$file" -Raw
        }
    }

    It 'gets to the end, and has something to say' {
        $parts['streams.txt'] | Should -Match 'The end\.'
        $parts['streams.txt'] | Should -Match 'management.azure.com'
        $parts['streams.txt'] | Should -Match '(?m)^Assign your application its role on'
        $parts['transcript.txt'] | Should -Match 'TerminatingError\(Connect-Timescale\)'
        $parts['objects.clixml'] | Should -Match 'TimescaleVpc.VpcPeering'
        $parts['errors.clixml'] | Should -Match 'TokenRejected'
        $parts['demo.txt'] | Should -Match 'ConnectionString'
    }

    It 'runs every cmdlet of the manifest' {
        $ast = [System.Management.Automation.Language.Parser]::ParseFile($script, [ref] $null, [ref] $null)
        $used = $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) |
            ForEach-Object { $_.GetCommandName() }
        (Import-PowerShellDataFile $ModulePath).CmdletsToExport | Where-Object { $_ -notin $used } |
            Should -BeNullOrEmpty
    }

    It 'shows <Secret> nowhere, in no form and not in part' -ForEach $secrets {
        foreach ($file in $parts.Keys) {
            $found = $Parts | Where-Object { $parts[$file].Contains($_, [StringComparison]::OrdinalIgnoreCase) }
            $found | Should -BeNullOrEmpty -Because "$file must not hold it"
        }
    }

    It 'shows the token of a sandbox server nowhere, in no form and not in part' {
        $token = Get-Content "$folder/token-of-server" -Raw
        $token | Should -Match '^[0-9a-f]{32}$'
        $parts['streams.txt'] | Should -Match 'Started https://localhost:\d+/ with'
        foreach ($file in $parts.Keys) {
            $found = Get-SecretPart $token |
                Where-Object { $parts[$file].Contains($_, [StringComparison]::OrdinalIgnoreCase) }
            $found | Should -BeNullOrEmpty -Because "$file must not hold it"
        }
    }

    It 'shows <Secret> nowhere' -ForEach @(
        @{ Secret = 'an authorization header'; Pattern = '(?i)(bearer|aivenv1) [\w.~+/-]{8,}' }
        @{ Secret = 'a bearer token'; Pattern = 'eyJ[\w-]{10,}\.' }
        @{ Secret = 'an application''s secret'; Pattern = 'sbx8Q|(?i)client_secret=\w' }
        @{ Secret = 'a signature'; Pattern = '(?i)Signature=[0-9a-f]{8}|AWS4-HMAC' }
    ) {
        foreach ($file in $parts.Keys) {
            $found = [regex]::Match($parts[$file], ".{0,40}($Pattern).{0,20}")
            $found.Value | Should -BeNullOrEmpty -Because "$file must not hold it"
        }
    }

    AfterAll {
        $count = ($parts.Values | Measure-Object Length -Sum).Sum
        $cmdlets = (Import-PowerShellDataFile $ModulePath).CmdletsToExport.Count
        $line = "Pester: $cmdlets cmdlets, $($parts.Count) files, $count characters searched for 9 secrets in each form"
        $null = New-Item "$PSScriptRoot/../../out/reliability" -ItemType Directory -Force
        Add-Content "$PSScriptRoot/../../out/reliability/secrets.txt" $line
    }
}

Describe 'A platform that repeats the token in an error' {
    It 'has it masked' {
        $session = Connect-Timescale -Sandbox
        $fault = [TimescaleVpc.SandboxFault]@{ Status = 400; Message = 'Bad header: aivenv1 sandbox-mst-token' }
        $session.Sandbox.AddFault($fault)
        $failure = Get-Failure { Get-TimescaleVpc -ErrorAction Stop }
        "$failure" | Should -Not -Match 'sandbox-mst-token'
        $session | Disconnect-Timescale
    }
}

Describe 'A session' {
    It 'has no public property that holds a secret' {
        $names = [TimescaleVpc.TimescaleSession].GetProperties().Name
        $names | Where-Object { $_ -match 'token|secret|password|state$' } | Should -BeNullOrEmpty
    }
}
