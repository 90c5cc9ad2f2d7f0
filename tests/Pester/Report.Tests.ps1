BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
}

AfterAll { Disconnect-Timescale -All }

Describe 'A failure on a platform' {
    BeforeAll {
        $session = Connect-Timescale -Sandbox
        $session.Sandbox.AddFault(@{
            Kind = 'Mst.ListVpcs'; Status = 403; Message = 'The token of demo-mst has no rights, says 111122223333.'
        })
        $failure = Get-Failure { Get-TimescaleVpc -ErrorAction Stop }
        $report = Export-VpcReport "$TestDrive/report.json" -Confirm:$false
        $names = Get-Content "$TestDrive/report.names.json" -Raw | ConvertFrom-Json -AsHashtable
    }

    It 'is repeated offline, to the same ErrorId and message' {
        $report.Replayable | Should -BeTrue
        $null = Connect-Timescale -Replay "$TestDrive/report.json"
        $again = Get-Failure { Get-TimescaleVpc -ErrorAction Stop }
        $again.FullyQualifiedErrorId | Should -Be $failure.FullyQualifiedErrorId
        $message = "$again"
        foreach ($name in $names.Keys) { $message = $message -replace [regex]::Escape($name), $names[$name] }
        $message | Should -Be "$failure"
    }

    It 'is reported without the names, which are in the table only' {
        $text = Get-Content "$TestDrive/report.json" -Raw
        foreach ($name in 'demo-mst', 'demo-cloud', '111122223333') {
            $text | Should -Not -Match $name
            $names.Values | Should -Contain $name
        }
    }

    It 'is shown first: how much, to whom, and with whose names' {
        $plan = Export-VpcReport "$TestDrive/plan.json" -Session $session -KeepNames -WhatIf 6>&1
        $plan.Planned | Should -BeTrue
        $plan.Content | Should -Match 'demo-mst'
        $plan.Hosts | Should -Contain 'api.aiven.io'
        "$TestDrive/plan.json" | Should -Not -Exist
    }

    It 'is not written over another report unless that is forced' {
        $again = Get-Failure {
            Export-VpcReport "$TestDrive/report.json" -Session $session -Confirm:$false -ErrorAction Stop
        }
        $again.FullyQualifiedErrorId | Should -Match '^ReportExists,'
        (Export-VpcReport "$TestDrive/report.json" -Session $session -Confirm:$false -Force).Path | Should -Exist
    }

    It 'is reported with the findings that are piped in' {
        $finding = [TimescaleVpc.PeeringFinding]::new()
        [TimescaleVpc.PeeringFinding].GetProperty('Subject').SetValue($finding, 'VPC of demo-mst')
        $path = "$TestDrive/findings.json"
        ($finding | Export-VpcReport $path -Session $session -KeepNames -Confirm:$false).Findings | Should -Be 1
        (Get-Content $path -Raw | ConvertFrom-Json).findings[0].subject | Should -Be 'VPC of demo-mst'
    }
}

Describe 'A session that keeps nothing' {
    It 'has a report that says so, and that cannot be replayed' {
        $env:TIMESCALEVPC_RECORDING = 'off'
        try { $null = Connect-Timescale -Sandbox } finally { $env:TIMESCALEVPC_RECORDING = $null }
        $report = Export-VpcReport "$TestDrive/nothing.json" -Confirm:$false
        $report.Replayable | Should -BeFalse
        $report.Exchanges | Should -Be 0
        $failure = Get-Failure { Connect-Timescale -Replay "$TestDrive/nothing.json" -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -Match '^NotReplayable,'
    }
}
