BeforeDiscovery {
    # All code of the README for PowerShell, but for what signs in to the real platforms.
    $readme = Get-Content "$PSScriptRoot/../../README.md" -Raw
    $Code = [regex]::Matches($readme, '(?ms)^```powershell\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value }) |
        Where-Object { $_ -notmatch '(?m)^Connect-Timescale -(Project|Credential)' } |
        ForEach-Object { @{ Text = $_; First = $_.Split("`n")[0].Trim() } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $page = Get-Content "$PSScriptRoot/../../docs/testing-your-scripts.md" -Raw
}

Describe 'testing-your-scripts.md' {
    It 'has files that run as they stand there' {
        # A name in backticks on a line of its own, and the block that follows it.
        $files = [regex]::Matches($page, '(?ms)^`([\w.-]+\.ps1)`\r?\n\r?\n```powershell\r?\n(.*?)^```')
        $files | Should -HaveCount 2
        foreach ($file in $files) { Set-Content (Join-Path $TestDrive $file.Groups[1].Value) $file.Groups[2].Value }

        # The module is found by its name, as for a user who installed it.
        $modules = Split-Path (Split-Path $ModulePath)
        $text = "`$env:PSModulePath = '$modules' + [IO.Path]::PathSeparator + `$env:PSModulePath
            `$result = Invoke-Pester -Path '$TestDrive' -Output None -PassThru
            @{
                Passed = `$result.PassedCount
                Failed = @(`$result.Failed | ForEach-Object { `"`$_ `$(`$_.ErrorRecord)`" })
            } |
                ConvertTo-Json | Set-Content '$TestDrive/result.json'"
        $null = Invoke-PowerShell -Command $text
        $result = Get-Content "$TestDrive/result.json" -Raw | ConvertFrom-Json
        $result.Failed | Should -BeNullOrEmpty
        $result.Passed | Should -Be ([regex]::Matches($files[1].Groups[2].Value, "(?m)^    It '").Count)
    }

    It 'names each parameter of New-VpcSandbox' {
        $common = [Management.Automation.PSCmdlet]::CommonParameters
        foreach ($name in (Get-Command New-VpcSandbox).Parameters.Keys | Where-Object { $_ -notin $common }) {
            if ($name -ne 'Seed') { $page | Should -Match "``-$name``" }
        }
    }

    It 'names each key that a parameter takes, as the error does' {
        foreach ($name in 'Vpc', 'CloudVpc', 'Service', 'AzureVNet', 'AzureSubscription', 'AzureLock', 'AzurePolicy',
            'AzureDenyAssignment', 'AzureNetworkInterface', 'AzureSecurityRule', 'AzureRoute', 'AzureAppPolicy',
            'AzureUser', 'AwsVpc', 'AwsProfile', 'Fault') {
            $wrong = @{ $name = @{ Nonsense = 1 } }
            $action = (Get-Failure { New-VpcSandbox @wrong }).Exception.RecommendedAction
            $row = $page -split "`n" | Where-Object { $_.StartsWith("| ``-$name``") }
            $row | Should -HaveCount 1
            foreach ($key in [regex]::Matches($action, '(?<=It takes: .*)\b[A-Z]\w+').Value) {
                if ($key -notin 'Timescale', 'Cloud') { $row | Should -Match "``$key``" }
            }
        }
    }
}

Describe 'README.md' {
    It 'has code of two pipelines and of a first try' -ForEach @{ Found = $Code.Count } {
        $Found | Should -Be 3
    }

    It 'has code that runs in the sandbox as it stands: <First>' -ForEach $Code {
        $kept = $env:PSModulePath
        try {
            $env:PSModulePath = (Split-Path (Split-Path $ModulePath)) + [IO.Path]::PathSeparator + $kept
            $connect = $Text -match 'Connect-Timescale' ? '' : 'Connect-Timescale -Sandbox | Out-Null'
            $run = Invoke-Apart "$connect`n$Text"
            $run.Errors | Should -BeNullOrEmpty
            $run.State | Should -Be Completed
            $run.Output | Should -Not -BeNullOrEmpty
            foreach ($one in $run.Output | Where-Object { $_ -is [TimescaleVpc.ServiceVpcTest] }) {
                $one.Reachable | Should -BeTrue
            }

            foreach ($one in $run.Output | Where-Object { $_ -is [TimescaleVpc.PeeringUndo] }) {
                $one.IsComplete | Should -BeTrue
            }
        }
        finally { $env:PSModulePath = $kept }
    }
}
