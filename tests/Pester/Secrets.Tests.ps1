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
                Import-Module $Module
                $DebugPreference = $VerbosePreference = $InformationPreference = 'Continue'
                function ConvertTo-Token([string] $Text) { [System.Net.NetworkCredential]::new('', $Text).SecurePassword }

                # Every cmdlet of the walkthrough, and all that can be made of what it writes.
                $objects = @(
                    Connect-Timescale -Sandbox -Project demo-mst -Token (ConvertTo-Token ('sandbox-mst-', 'token' -join ''))
                    Get-TimescaleVpc
                    Get-AzureVNet
                    $grant = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
                        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG
                    $grant
                    $peering = $grant | Add-VpcPeering | Approve-VpcPeering -Debug | Wait-VpcPeering
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

                # Failures as well: an unknown VNet, a wrong token, a platform that echoes what it was sent.
                foreach ($failing in @(
                        { Get-AzureVNet None -ErrorAction Stop }
                        { Connect-Timescale -Sandbox -Token (ConvertTo-Token ('wrong', 'canary' -join '-')) }
                        {
                            $sandbox = (Connect-Timescale -Sandbox).Sandbox
                            $sandbox.AddFault([TimescaleVpc.SandboxFault]@{ Status = 400; Message = 'sandbox-mst-' + 'token' })
                            Get-TimescaleVpc -ErrorAction Stop
                        }
                    )) {
                    try { & $failing } catch { $_ | Format-List * -Force | Out-String; Get-Error $_ | Out-String }
                }

                $Error | ForEach-Object { $_ | Format-List * -Force | Out-String }
                'The end.'
            } *>&1 | Out-String -Width 4096 -Stream | Tee-Object $Streams
            $null = Stop-Transcript
        }
        $null = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $script $ModulePath $transcript $clixml $streams
        $parts = @{ Streams = Get-Content $streams -Raw; Transcript = Get-Content $transcript -Raw; Clixml = Get-Content $clixml -Raw }
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
        @{ Secret = 'the token in base64'; Pattern = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('sandbox-mst-token')) }
        @{ Secret = 'half of the token'; Pattern = 'sandbox-mst-t' }
        @{ Secret = 'a wrong token'; Pattern = 'wrong-canary' }
        @{ Secret = 'an authorization header'; Pattern = '(?i)(bearer|aivenv1) [\w.~+/-]{8,}' }
        @{ Secret = 'a JSON web token'; Pattern = 'eyJ[\w-]{8,}' }
        @{ Secret = 'an application''s secret'; Pattern = '(?i)secretText["'']?\s*[:=]\s*["'']?[^\s"'']|client_secret=\w' }
        @{ Secret = 'a database password'; Pattern = '(?i)password=[^;\s$]{3,}' }
    ) {
        foreach ($part in $parts.Keys) {
            $found = [regex]::Match($parts[$part], "(?i).{0,40}$Pattern.{0,20}")
            $found.Value | Should -BeNullOrEmpty -Because "$part must not hold it"
        }
    }
}

Describe 'A session' {
    It 'has no public property that holds a secret' {
        $names = [TimescaleVpc.TimescaleSession].GetProperties().Name
        $names | Where-Object { $_ -match 'token|secret|password|state$' } | Should -BeNullOrEmpty
    }
}
