BeforeDiscovery {
    $hasDotnet = $null -ne (Get-Command dotnet -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $walk = "$PSScriptRoot/../live/first-real-run.ps1"
    $variable = $env:TIMESCALEVPC_LIVE

    # What docs/support.md says to do with a command before it is replayed.
    function ConvertTo-StandIn([string] $Folder, [string] $Text) {
        $page = Get-Content "$PSScriptRoot/../../docs/support.md" -Raw
        $code = [regex]::Match($page, '(?s)```powershell\r?\n(\$names = .*?)```').Groups[1].Value
        $code = $code.Replace('./report.names.json', "$Folder/report.names.json") -replace
            "(?m)^\`$command = '.*'\s*$", "`$command = '$Text'"
        & ([scriptblock]::Create($code))
    }
}

AfterAll { $env:TIMESCALEVPC_LIVE = $variable }

Describe 'The first real run, on a served sandbox' -Skip:(-not $hasDotnet) {
    BeforeEach {
        $null = Start-VpcSandbox -Speed 600 | Connect-Timescale
        $vpc = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20
        $run = @{ Vpc = 'prod'; AwsVpc = 'vpc-0a1b2c3d4e5f60718'; Folder = "$TestDrive/run" }
    }

    AfterEach {
        Disconnect-Timescale -All
        Stop-VpcSandbox
    }

    It 'creates nothing unless it is told to, then passes all six phases and leaves nothing' {
        # What could not be read fails no phase, and is written down.
        $unknown = @{ Kind = 'Ec2.DescribeNetworkAcls'; Status = 403; Code = 'UnauthorizedOperation'; Times = 99 }
        $world = (Get-TimescaleSession).Sandbox
        $world.AddFault($unknown)
        $env:TIMESCALEVPC_LIVE = ''
        (& $walk @run -WarningAction SilentlyContinue).Phase | Should -Be 'preflight', 'plan'
        Get-VpcPeering -Vpc $vpc | Should -BeNullOrEmpty

        $env:TIMESCALEVPC_LIVE = 'create'
        $phases = & $walk @run
        $phases.Phase | Should -Be 'preflight', 'plan', 'create', 'check', 'rerun', 'undo'
        $phases.Passed | Should -Not -Contain $false
        $phases[2].Seen | Should -Not -Match 'changes: 0'
        Get-VpcPeering -Vpc $vpc | Should -BeNullOrEmpty
        "$TestDrive/run/report.json" | Should -Exist
        $facts = Get-Content "$TestDrive/run/open-facts.json" -Raw | ConvertFrom-Json
        $facts | Should -HaveCount 17
        ($facts | Where-Object Id -EQ 'U-TC-03').Seen | Should -Not -BeLike 'not shown*'
        ($facts | Where-Object Id -EQ 'U-AWS-02').Seen | Should -BeLike 'not shown*'
        $phases[0, 3].Seen | Should -Be 'findings: 1 NotRead', 'findings: 1 NotRead'
        $report = Get-Content "$TestDrive/run/report.json" -Raw | ConvertFrom-Json
        $report.findings.severity | Should -Be 'Unknown', 'Unknown'

        # The report replays all of it: the same commands, with the stand-ins for what they name.
        $command = ConvertTo-StandIn "$TestDrive/run" "prod 10.30.0.0/20 $($run.AwsVpc)"
        $name, $range, $network = $command.Split(' ')
        $name | Should -Not -Be 'prod'
        $session = Connect-Timescale -Replay "$TestDrive/run/report.json"
        $again = New-TimescaleVpc $name -Region us-east-1 -Cidr $range
        $rerun = @{ Vpc = $name; AwsVpc = $network; Folder = "$TestDrive/again" }
        $env:TIMESCALEVPC_LIVE = ''
        (& $walk @rerun -WarningAction SilentlyContinue).Passed | Should -Be $true, $true
        Get-VpcPeering -Vpc $again | Should -BeNullOrEmpty
        $env:TIMESCALEVPC_LIVE = 'create'
        $replayed = & $walk @rerun
        $replayed | Select-Object Phase, Passed, Seen | ConvertTo-Json |
            Should -Be ($phases | Select-Object Phase, Passed, Seen | ConvertTo-Json)
        $session.Sandbox.Requests | Should -Not -BeNullOrEmpty
    }

    It 'says what is left, why, and what removes it, if its undo cannot end' {
        $world = (Get-TimescaleSession).Sandbox
        $world.AddFault(@{
                Kind = 'Ec2.DeleteVpcPeeringConnection'; Status = 403; Code = 'UnauthorizedOperation'; Times = 99
            })
        $env:TIMESCALEVPC_LIVE = 'create'
        { & $walk @run } | Should -Throw '*Left: *AwsPeering vpc-*'
        $seen = Get-Content "$TestDrive/run/seen.json" -Raw | ConvertFrom-Json
        $seen.Phase | Should -Be 'preflight', 'plan', 'create', 'check', 'rerun', 'undo'
        $seen.Passed | Should -Be $true, $true, $true, $true, $true, $false
        $seen[-1].Seen | Should -Match 'ec2:DeleteVpcPeeringConnection'

        # The commands that the warning names.
        $world.ClearFaults()
        (Undo-VpcPeering -Vpc prod -AwsVpc $run.AwsVpc -WhatIf).Before.Kind | Should -Contain 'AwsPeering'
        (Undo-VpcPeering -Vpc prod -AwsVpc $run.AwsVpc -Confirm:$false).IsComplete | Should -BeTrue
    }

    It 'does not touch a peering that was there before' {
        $env:TIMESCALEVPC_LIVE = 'create'
        $null = $vpc | Add-VpcPeering -AwsVpc $run.AwsVpc
        { & $walk @run } | Should -Throw '*has a peering already*'
        Get-VpcPeering -Vpc $vpc | Should -Not -BeNullOrEmpty
    }
}
