BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
}

Describe 'A run with every stream on' {
    BeforeAll {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $clixml = Join-Path $TestDrive 'objects.clixml'
        $streams = Join-Path $TestDrive 'streams.txt'
        $script = Join-Path $TestDrive 'run.ps1'
        Set-Content $script {
            param($Module, $Transcript, $Clixml, $Streams)
            $null = Start-Transcript $Transcript
            & {
                param($Module, $Clixml)
                Import-Module $Module
                $DebugPreference = $VerbosePreference = $InformationPreference = 'Continue'
                function ConvertTo-Token($Text) { [System.Net.NetworkCredential]::new('', $Text).SecurePassword }

                # Every cmdlet of the walkthrough, and all that can be made of what it writes.
                $objects = @(
                    Connect-Timescale -Sandbox -Token (ConvertTo-Token ('sandbox-mst-', 'token' -join ''))
                    Get-TimescaleVpc
                    Get-AzureVNet
                    $grant = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
                        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG
                    $grant
                    $peering = $grant | Add-VpcPeering | Approve-VpcPeering -Debug -Verbose | Wait-VpcPeering
                    $peering
                    $service = $peering | Set-ServiceVpc mst-metrics
                    $service
                    $service | Test-ServiceVpc
                    $service | Test-ServiceVpc -AsScript
                    Get-ServiceVpc
                )
                $objects
                foreach ($object in $objects) {
                    $object | Format-List * | Out-String
                    ConvertTo-Json $object -Depth 4 -WarningAction Ignore
                }

                foreach ($request in $objects[0].Sandbox.Requests) { "$request" }
                foreach ($item in $objects[0].Sandbox.Inventory()) { "$item $($item.Properties)" }
                $objects | Export-Clixml $Clixml -Depth 4

                # Failures as well: an unknown VNet, a wrong token.
                foreach ($failing in @(
                        { Get-AzureVNet None -ErrorAction Stop }
                        { Connect-Timescale -Sandbox -Token (ConvertTo-Token ('wrong', 'canary' -join '-')) }
                    )) {
                    try { & $failing } catch { $_ | Format-List * -Force | Out-String; Get-Error $_ | Out-String }
                }

                $Error | ForEach-Object { $_ | Format-List * -Force | Out-String }
                'The end.'
            } $Module $Clixml *>&1 | Out-String -Width 4096 -Stream | Tee-Object $Streams
            $null = Stop-Transcript
        }
        $files = $ModulePath, $transcript, $clixml, $streams
        $null = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $script @files
        $parts = @{
            Streams    = Get-Content $streams -Raw
            Transcript = Get-Content $transcript -Raw
            Clixml     = Get-Content $clixml -Raw
        }
    }

    It 'gets to the end, and has something to say' {
        foreach ($part in 'Streams', 'Transcript') {
            $parts[$part] | Should -Match 'The end\.'
            $parts[$part] | Should -Match 'management.azure.com'
            $parts[$part] | Should -Match 'Performing the operation'
        }

        $parts.Clixml | Should -Match 'TimescaleVpc.VpcPeering'
    }

    It 'shows <Secret> nowhere' -ForEach @(
        @{ Secret = 'the token'; Pattern = 'sandbox-mst-token' }
        @{ Secret = 'half of the token'; Pattern = 'sandbox-mst-t|mst-token' }
        @{ Secret = 'the token in base64'
            Pattern = 'c2FuZGJveC1tc3QtdG9rZW|NhbmRib3gtbXN0LXRva2Vu|zYW5kYm94LW1zdC10b2tlb'
        }
        @{ Secret = 'a wrong token'; Pattern = 'wrong-canary' }
        @{ Secret = 'an authorization header'; Pattern = '(?i)(bearer|aivenv1) [\w.~+/-]{8,}' }
        @{ Secret = 'a bearer token'; Pattern = 'eyJ[\w-]{10,}\.' }
        @{ Secret = 'an application''s secret'; Pattern = 'sbx8Q|(?i)client_secret=\w' }
        @{ Secret = 'a database password'; Pattern = 'db-pw-7Kd92' }
    ) {
        foreach ($part in $parts.Keys) {
            $found = [regex]::Match($parts[$part], ".{0,40}($Pattern).{0,20}")
            $found.Value | Should -BeNullOrEmpty -Because "$part must not hold it"
        }
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
