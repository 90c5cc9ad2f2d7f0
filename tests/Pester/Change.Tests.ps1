BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
}

AfterAll { Disconnect-Timescale -All }

Describe 'The record of a change' {
    BeforeAll {
        $null = Connect-Timescale -Sandbox
        $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
        $vnet = @{ VNet = 'Prod-VNet'; ResourceGroupName = 'Network-RG' }
        $plan = $vpc | Grant-AzurePeerRole @vnet -WhatIf 6>$null | Add-VpcPeering 6>$null |
            Approve-VpcPeering 6>$null
        $ticket = $plan | Export-VpcChange "$TestDrive/plan.json"
        $null = $vpc | Grant-AzurePeerRole @vnet | Add-VpcPeering | Approve-VpcPeering
    }

    It 'has each change in order, with what a ticket wants' {
        $changes = @(Get-VpcChange)
        $changes.Action | Sort-Object | Should -Be ($plan.Plan.Action | Sort-Object)
        $changes.When | Should -Be ($changes.When | Sort-Object)
        foreach ($change in $changes) {
            foreach ($property in 'What', 'Ids', 'By', 'Run', 'Requests') {
                $change.$property | Should -Not -BeNullOrEmpty
            }
        }
    }

    It 'is compared with its plan: <_>' -ForEach 'live', 'Clixml', 'JSON', 'file', 'steps' {
        $given = switch ($_) {
            'live' { $plan }
            'Clixml' { $plan | Export-Clixml "$TestDrive/plan.xml"; Import-Clixml "$TestDrive/plan.xml" }
            'JSON' { $plan | ConvertTo-Json -Depth 3 | ConvertFrom-Json }
            'file' { Get-Content $ticket.Path -Raw | ConvertFrom-Json }
            'steps' { $plan.Plan }
        }
        $given | Compare-VpcChange | Should -BeNullOrEmpty
        $empty = Connect-Timescale -Sandbox
        @($given | Compare-VpcChange -Session $empty).Difference | Sort-Object -Unique | Should -Be 'NotDone'
        $empty | Disconnect-Timescale
        $one = Get-VpcChange | Select-Object -First 1
        @($given | Compare-VpcChange -Change $one).Count | Should -Be ($plan.Plan.Count - 1)
    }

    It 'says that there is no session, and that a text is no plan' {
        $sessions = @(Get-TimescaleSession -All)
        (Get-VpcChange -Session $sessions[0]).Count | Should -BeGreaterThan 5
        { 'plan' | Compare-VpcChange -ErrorAction Stop } | Should -Throw
        'plan' | Compare-VpcChange -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'is not written over another file unless that is forced' {
        $again = Get-Failure { $plan | Export-VpcChange "$TestDrive/plan.json" -ErrorAction Stop }
        $again.FullyQualifiedErrorId | Should -Match '^ReportExists,'
        ($plan | Export-VpcChange "$TestDrive/plan.json" -Force).Summary | Should -Be $ticket.Summary
    }

    It 'is shown by -WhatIf, and not written' {
        $shown = Get-VpcChange | Export-VpcChange "$TestDrive/shown.md" -WhatIf 6>$null
        $shown.Content | Should -Match '# Network changes'
        "$TestDrive/shown.md" | Should -Not -Exist
    }
}
