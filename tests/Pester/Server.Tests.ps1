BeforeDiscovery {
    $hasDotnet = $null -ne (Get-Command dotnet -CommandType Application -ErrorAction Ignore)
}

Describe 'A sandbox server' -Skip:(-not $hasDotnet) {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        Import-Module $ModulePath -Force

        # The program that was built last; a test runner has one beside itself.
        $program = Get-ChildItem "$PSScriptRoot/../../src/TimescaleVpc.Sandbox.Server/bin" -Recurse `
            -Filter TimescaleVpc.Sandbox.Server.dll | Sort-Object LastWriteTime | Select-Object -Last 1
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
        foreach ($argument in $program.FullName, 'serve', '--speed', '60', '--exit-with-stdin') {
            $start.ArgumentList.Add($argument)
        }

        $start.RedirectStandardInput = $true
        $start.RedirectStandardOutput = $true
        $server = [Diagnostics.Process]::Start($start)
        $line = $server.StandardOutput.ReadLine()
        Set-Content TestDrive:/sandbox.json $line

        # Delays as usual, but shorter: here a wait takes time.
        function Use-Brisk([TimescaleVpc.VpcSandbox] $World) {
            $settings = $World.Settings
            foreach ($name in 'RolePropagation', 'PlatformRolePropagation', 'PeeringRequest', 'PlatformPoll',
                'ServiceMove', 'DnsDelay', 'CloudVpcReady', 'CloudPeeringRequest', 'CloudPoll') {
                $settings.$name = '00:00:08'
            }
        }
    }

    AfterAll {
        Disconnect-Timescale -All
        $server.StandardInput.Close()
        $server.WaitForExit()
        $server.ExitCode | Should -Be 0
    }

    It 'says in one line where it is' {
        $said = $line | ConvertFrom-Json
        $said.uri | Should -Match '^https://localhost:\d+$'
        $said.certificate | Should -Exist
        $said.processId | Should -Be $server.Id
        $said.token | Should -Not -BeNullOrEmpty
    }

    It 'runs both pipelines to the end, each again without a change' {
        $session = Connect-Timescale -Sandbox -SandboxServer TestDrive:/sandbox.json
        $world = $session.Sandbox
        Use-Brisk $world
        $azure = {
            Get-TimescaleVpc -CloudName timescale-azure-westeurope |
                Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
                Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering |
                Set-ServiceVpc -Service mst-metrics | Test-ServiceVpc
        }
        $aws = {
            New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20 |
                Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 | Approve-VpcPeering | Grant-AwsPeerEgress |
                Wait-VpcPeering | Set-ServiceVpc -Service metrics | Test-ServiceVpc
        }

        foreach ($pipeline in $azure, $aws) {
            (& $pipeline 3> $null).Reachable | Should -BeTrue
            $before = Get-MutationCount
            (& $pipeline 3> $null).Reachable | Should -BeTrue
            Get-MutationCount | Should -Be $before
        }

        # The world is the server's: another session in another process sees it.
        $states = Invoke-FreshPwsh ([scriptblock]::Create(
            "Import-Module `$args[0]
            `$null = Connect-Timescale -SandboxServer '$(Convert-Path TestDrive:/sandbox.json)'
            (Get-VpcPeering).State"))
        $states | Should -Be 'ACTIVE', 'ACTIVE'
    }

    It 'is taken as the object that the line becomes, too' {
        $session = Connect-Timescale -SandboxServer ($line | ConvertFrom-Json) -SandboxUser reader
        $session.Sandbox.Clock.UtcNow | Should -BeGreaterThan ([datetime]'2026-01-05T08:00:00')
        $session.Sandbox.Requests | Should -Not -BeNullOrEmpty
    }

    It 'shows its token nowhere' {
        $token = ($line | ConvertFrom-Json).token
        $session = Connect-Timescale -SandboxServer TestDrive:/sandbox.json
        ($session | Format-List * | Out-String) + ($session | ConvertTo-Json -Depth 3 3> $null) |
            Should -Not -Match $token
    }

    It 'is refused with a name where there is none' {
        Set-Content TestDrive:/empty.json ''
        Get-ErrorId { Connect-Timescale -SandboxServer TestDrive:/empty.json } | Should -Be 'SandboxServerUnreadable'
        $far = [pscustomobject]@{ uri = 'https://example.org'; token = 'x' }
        Get-ErrorId { Connect-Timescale -SandboxServer $far } | Should -Be 'SandboxServerNotLocal'
        $gone = [pscustomobject]@{ uri = 'https://localhost:1'; token = 'x' }
        Get-ErrorId { Connect-Timescale -SandboxServer $gone } | Should -Be 'SandboxServerUnreachable'
        { Connect-Timescale -SandboxServer TestDrive:/sandbox.json -Seed 2 } | Should -Throw
    }

    It 'is not in the way of a sandbox in process' {
        (Connect-Timescale -Sandbox).Sandbox.Requests.Count | Should -BeLessThan 10
        (Connect-Timescale -Sandbox -Seed 4).Sandbox.Clock.UtcNow.Hour | Should -Be 8
    }
}
