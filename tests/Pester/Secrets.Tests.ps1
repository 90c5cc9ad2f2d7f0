BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
}

Describe 'A run with every stream on' {
    BeforeAll {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $clixml = Join-Path $TestDrive 'objects.clixml'
        $script = {
            param($Module, $Transcript, $Clixml)
            Import-Module $Module
            function ConvertTo-Token([string] $Text) { [System.Net.NetworkCredential]::new('', $Text).SecurePassword }
            $null = Start-Transcript $Transcript
            $DebugPreference = $VerbosePreference = $InformationPreference = 'Continue'
            $token = ConvertTo-Token 'sandbox-mst-token'
            $objects = @(
                Connect-Timescale -Sandbox -Project demo-mst -Token $token
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

            # Failures as well: an unknown VNet, a wrong token, and a fault with a body of its own.
            foreach ($failing in @(
                    { Get-AzureVNet None -ErrorAction Stop }
                    { Connect-Timescale -Sandbox -Token (ConvertTo-Token 'wrong-canary') }
                    { Get-TimescaleVpc -ErrorAction Stop }
                )) {
                try { & $failing } catch { $_ | Format-List * -Force | Out-String; Get-Error $_ | Out-String }
            }

            $objects
            $objects | Format-List * | Out-String
            foreach ($object in $objects) { ConvertTo-Json $object -Depth 4 -WarningAction Ignore }
            $objects | Export-Clixml $Clixml -Depth 4
            foreach ($request in $objects[0].Sandbox.Requests) { "$request" }
            foreach ($item in $objects[0].Sandbox.Inventory()) { "$item $($item.Properties)" }
            $Error | ForEach-Object { $_ | Format-List * -Force | Out-String }
            $null = Stop-Transcript
        }
        $everything = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -Command $script -args @(
            $ModulePath, $transcript, $clixml) *>&1 | Out-String -Width 4096
        $parts = @{ Streams = $everything; Transcript = Get-Content $transcript -Raw; Clixml = Get-Content $clixml -Raw }
    }

    It 'gets to the end, and has something to say' {
        $parts.Streams | Should -Match 'ACTIVE'
        $parts.Streams | Should -Match 'DEBUG: |VERBOSE: '
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
        # The script of this test is itself in the transcript's header, but not the value of a variable.
        foreach ($part in $parts.Keys) {
            $text = $parts[$part] -replace "ConvertTo-Token '[\w-]+'", ''
            $found = [regex]::Match($text, ".{0,40}$Pattern.{0,20}")
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
