BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    if (-not ('TestHost' -as [type])) { Add-Type -Path $PSScriptRoot/TestHost.cs }

    # Runs a script in a host of ours, connected to the sandbox, and gives the host's log, the errors and the sandbox.
    function Invoke-InHost([string] $Script, [int] $Answer = 0, [switch] $NoScreen) {
        $testHost = [TestHost]::new($Answer, -not $NoScreen)
        $runspace = [runspacefactory]::CreateRunspace($testHost)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; `$session = Connect-Timescale -Sandbox; $Script")
            $output = $shell.Invoke()
            $sandbox = $runspace.SessionStateProxy.GetVariable('session').Sandbox
            [pscustomobject]@{
                Log       = @($testHost.Log)
                Asked     = @($testHost.Log | Where-Object { $_ -like 'ASK *' })
                Output    = $output
                Errors    = @($shell.Streams.Error)
                Mutations = @($sandbox.Requests | Where-Object Mutates).Count
            }
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }

    $grant = 'Get-TimescaleVpc -CloudName timescale-azure-westeurope |
        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG'
}

Describe 'A host that can ask' {
    It 'asks nothing by default' {
        $run = Invoke-InHost "$grant |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering | Set-ServiceVpc mst-metrics"
        $run.Errors | Should -HaveCount 0
        $run.Asked | Should -HaveCount 0
        $run.Output.VpcId | Should -Not -BeNullOrEmpty
    }

    It 'asks before each change with -Confirm' {
        $run = Invoke-InHost "$grant -Confirm"
        $run.Asked.Count | Should -BeGreaterThan 1
        $run.Asked[0] | Should -Match 'Are you sure you want to perform this action\?\s+[A-Z][a-z]+ .+\.'
        $run.Mutations | Should -BeGreaterThan 0
    }

    It 'asks once for Yes to All' {
        (Invoke-InHost "$grant -Confirm" -Answer 1).Asked | Should -HaveCount 1
    }

    It 'changes nothing after No' {
        $run = Invoke-InHost "$grant -Confirm" -Answer 2
        $run.Asked | Should -Not -BeNullOrEmpty
        $run.Mutations | Should -Be 0
    }

    It 'asks before what destroys, unless -Confirm:$false' {
        $remove = 'Get-TimescaleVpc -CloudName timescale-azure-switzerland-north | Remove-TimescaleVpc -NoWait'
        $run = Invoke-InHost $remove -Answer 2
        $run.Asked | Should -HaveCount 1
        $run.Mutations | Should -Be 0
        (Invoke-InHost "$remove -Confirm:`$false").Asked | Should -HaveCount 0
    }

    It 'asks before it detaches a service, unless -Force or -Confirm:$false' {
        $attach = '$null = Set-ServiceVpc mst-metrics -Vpc timescale-azure-westeurope'
        $run = Invoke-InHost "$attach; Set-ServiceVpc mst-metrics -Public" -Answer 1
        $run.Asked | Should -HaveCount 1
        $run.Output.VpcId | Should -BeNullOrEmpty -Because 'nothing is written for what was declined'
        (Invoke-InHost "$attach; Set-ServiceVpc mst-metrics -Public -Force").Asked | Should -HaveCount 0
        (Invoke-InHost "$attach; Set-ServiceVpc mst-metrics -Public -Confirm:`$false").Asked | Should -HaveCount 0
    }

    It 'shows what an earlier stage''s -WhatIf plans' {
        $run = Invoke-InHost "$grant -WhatIf | Add-VpcPeering"
        @($run.Log | Where-Object { $_ -match 'What if: ' }).Count | Should -BeGreaterThan 1
        $run.Mutations | Should -Be 0
    }

    It 'says what it does with -Verbose, a sentence for each step' {
        $run = Invoke-InHost "$grant -Verbose"
        $run.Log -cmatch '^VERBOSE Assign your application its role on Network-RG/Prod-VNet: .+\.$' |
            Should -Not -BeNullOrEmpty
    }
}

Describe 'A host that somebody watches' {
    It 'shows how each wait stands, and ends each bar' {
        # As if a person were there.
        $text = "Import-Module '$ModulePath'; Add-Type -Path '$PSScriptRoot/TestHost.cs'
            `$testHost = [TestHost]::new(0, `$true)
            `$runspace = [runspacefactory]::CreateRunspace(`$testHost)
            `$runspace.Open()
            `$shell = [powershell]::Create(`$runspace)
            `$null = `$shell.AddScript('Import-Module ''$ModulePath''; `$null = Connect-Timescale -Sandbox
                $grant | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering').Invoke()
            `$testHost.Log -match '^PROGRESS'"
        $log = Invoke-PowerShell -Interactive -Command $text
        $started = @($log -match '^PROGRESS Processing' -replace '^\w+ \w+ ' | Sort-Object -Unique)
        $ended = @($log -match '^PROGRESS Completed' -replace '^\w+ \w+ ' | Sort-Object -Unique)
        $started | Should -Not -BeNullOrEmpty
        $ended | Should -Be $started
        $started | Should -Not -Match ': ' -Because 'a bar begins with what differs, not with the cmdlet'
        $started -match '^\d+ Network-RG/Prod-VNet' | Should -Not -BeNullOrEmpty
    }
}

Describe 'A host that cannot ask' {
    It 'goes on after a warning under -Debug, after which PowerShell would ask' {
        $run = Invoke-InHost -NoScreen "Set-ServiceVpc mst-metrics -Vpc timescale-azure-westeurope -Debug"
        $run.Errors | Should -HaveCount 0
        $run.Output.VpcId | Should -Not -BeNullOrEmpty
    }

    It 'is not asked for each verbose line under -Debug' {
        $run = Invoke-InHost "`$VerbosePreference = 'Continue'; $grant -Debug"
        $run.Asked | Should -HaveCount 0
        $run.Log -match '^DEBUG GET ' | Should -Not -BeNullOrEmpty
    }

    It 'gets an error that says what to add, and no progress' {
        $run = Invoke-InHost -NoScreen "
            $grant | Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering | Out-Null"
        $run.Errors | Should -HaveCount 0
        $run.Log -match '^PROGRESS' | Should -BeNullOrEmpty
    }
}
