BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force

    function Get-StepText($Steps) { $Steps | ForEach-Object { "$($_.Action): $($_.Target)" } | Sort-Object -Unique }
}

AfterAll { Disconnect-Timescale -All }

Describe '-WhatIf' {
    BeforeAll {
        $grant = @{ VNet = 'Prod-VNet'; ResourceGroupName = 'Network-RG' }
        $null = Connect-Timescale -Sandbox
        $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope

        # The full plan, with -WhatIf on the first stage only, on all, and by preference.
        $first = $vpc | Grant-AzurePeerRole @grant -WhatIf | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $all = $vpc | Grant-AzurePeerRole @grant -WhatIf | Add-VpcPeering -WhatIf | Approve-VpcPeering -WhatIf |
            Wait-VpcPeering
        $WhatIfPreference = $true
        $preference = $vpc | Grant-AzurePeerRole @grant | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $WhatIfPreference = $false
        $mutations = Get-MutationCount
        $service = $first | Set-ServiceVpc mst-metrics
        $test = $service | Test-ServiceVpc

        $real = $vpc | Grant-AzurePeerRole @grant | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $realService = $real | Set-ServiceVpc mst-metrics
    }

    It 'changes nothing' {
        $mutations | Should -Be 0
    }

    It 'gives a planned object, from the first stage on' {
        foreach ($planned in $first, $all, $preference, $service, $test) {
            $planned | Should -HaveCount 1
            $planned.Planned | Should -BeTrue
            $planned.Plan | Should -Not -BeNullOrEmpty
        }
    }

    It 'plans the same wherever it is given' {
        Get-StepText $all.Plan | Should -Be (Get-StepText $first.Plan)
        Get-StepText $preference.Plan | Should -Be (Get-StepText $first.Plan)
    }

    It 'is accepted where a plan passes through a stage that only waits or tests' {
        $passed = $vpc | Grant-AzurePeerRole @grant -WhatIf | Add-VpcPeering -WhatIf | Approve-VpcPeering -WhatIf |
            Wait-VpcPeering -WhatIf | Set-ServiceVpc mst-metrics -WhatIf | Test-ServiceVpc -WhatIf
        $passed.Planned | Should -BeTrue
        (Get-Command Wait-VpcPeering).Parameters.Keys | Should -Not -Contain 'Confirm'
    }

    It 'plans what the real run does' {
        Get-StepText $first.Plan | Should -Be (Get-StepText $real.Changes)
        Get-StepText $service.Plan | Should -Be (Get-StepText (@($real.Changes) + @($realService.Changes)))
    }

    It 'plans nothing for what is done' {
        $again = $vpc | Grant-AzurePeerRole @grant -WhatIf | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $again.Planned | Should -BeTrue
        $again.Plan | Should -HaveCount 0
    }

    It 'of <_> changes nothing' -ForEach @(
        'New-TimescaleVpc -CloudName timescale-azure-uksouth -Cidr 10.210.0.0/24 -WhatIf'
        'Get-TimescaleVpc -CloudName *switzerland* | Remove-TimescaleVpc -WhatIf'
        '$real | Remove-VpcPeering -WhatIf'
        '$real | Revoke-AzurePeerRole -Force -WhatIf'
        'Set-ServiceVpc mst-metrics -Public -WhatIf'
        'Set-ServiceVpc mst-archive -Vpc timescale-azure-switzerland-north -WhatIf'
    ) {
        $before = Get-MutationCount
        $planned = & ([scriptblock]::Create($_))
        Get-MutationCount | Should -Be $before
        if ($planned) { $planned.Planned | Should -BeTrue }
    }
}

$hasDotnet = [bool](Get-Command dotnet -CommandType Application -ErrorAction Ignore)
Describe '-WhatIf of the sandbox server' -Skip:(-not $hasDotnet) {
    It 'starts none, and stops none' {
        Start-VpcSandbox -WhatIf | Should -BeNullOrEmpty
        $server = Start-VpcSandbox
        Stop-VpcSandbox -WhatIf
        $server | Stop-VpcSandbox -WhatIf
        Get-Process -Id $server.ProcessId | Should -Not -BeNullOrEmpty
        Stop-VpcSandbox
        Get-Process -Id $server.ProcessId -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}

Describe 'What -WhatIf prints' {
    BeforeAll {
        $shown = Invoke-PowerShell -Command "
            Import-Module '$ModulePath'; `$null = Connect-Timescale -Sandbox
            `$null = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
                Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG -WhatIf | Add-VpcPeering"
    }

    It 'comes from the stage that has it, and from those after it' {
        $steps = $shown | Where-Object { $_ -cmatch '^What if: [A-Z][a-z]+ .+\.$' }
        $steps.Count | Should -BeGreaterThan 1
        $steps.Count | Should -Be @($shown).Count
        ($steps | Select-Object -Unique).Count | Should -Be $steps.Count
    }
}

Describe '-Confirm' {
    It 'cannot be answered in a host that cannot ask, and says what to add' {
        $result = Invoke-FreshPwsh {
            Import-Module $args[0]
            $null = Connect-Timescale -Sandbox
            $errors = foreach ($script in @(
                    { Get-TimescaleVpc -CloudName *westeurope | Remove-TimescaleVpc }
                    { Get-TimescaleVpc -CloudName *westeurope |
                            Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG -Confirm }
                    { $ConfirmPreference = 'Low'; Set-ServiceVpc mst-metrics -Vpc timescale-azure-westeurope }
                )) {
                try { $null = & $script } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
            }
            @{ Errors = $errors; Mutations = @((Get-TimescaleSession).Sandbox.Requests | Where-Object Mutates).Count }
        }
        $result.Errors | Should -Be 'ConfirmationNeeded', 'ConfirmationNeeded', 'ConfirmationNeeded'
        $result.Mutations | Should -Be 0
    }
}
