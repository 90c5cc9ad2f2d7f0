BeforeDiscovery {
    $hasDotnet = $null -ne (Get-Command dotnet -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $walk = "$PSScriptRoot/../live/first-real-run.ps1"
    $variable = $env:TIMESCALEVPC_LIVE
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
    }

    It 'does not touch a peering that was there before' {
        $env:TIMESCALEVPC_LIVE = 'create'
        $null = $vpc | Add-VpcPeering -AwsVpc $run.AwsVpc
        { & $walk @run } | Should -Throw '*has a peering already*'
        Get-VpcPeering -Vpc $vpc | Should -Not -BeNullOrEmpty
    }
}
