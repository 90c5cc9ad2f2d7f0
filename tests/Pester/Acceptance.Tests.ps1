BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    if (-not ('TestHost' -as [type])) { Add-Type -Path $PSScriptRoot/TestHost.cs }
    $american, $platform = 'vpc-0a1b2c3d4e5f60718', '222233334444'

    function Add-Peering {
        New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 | Add-VpcPeering -AwsVpc $american
    }

    # Runs a script in a host that answers questions in order, and gives what it asked and emitted.
    function Invoke-Answering([string] $Script, [int[]] $Answer) {
        $testHost = [TestHost]::new(0, $true)
        $Answer.ForEach{ $testHost.Answers.Enqueue($_) }
        $runspace = [runspacefactory]::CreateRunspace($testHost)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; `$session = Connect-Timescale -Sandbox; $Script")
            $output = $shell.Invoke()
            [pscustomobject]@{
                Asked = @($testHost.Log | Where-Object { $_ -like 'ASK *' })
                Log = @($testHost.Log)
                Output = $output
                Errors = @($shell.Streams.Error)
            }
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }

    $peer = "`$WarningPreference = 'SilentlyContinue'
        `$p = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 | Add-VpcPeering -AwsVpc $american |
            Approve-VpcPeering | Wait-VpcPeering"
}

AfterAll { Disconnect-Timescale -All }

Describe 'The account that asks' {
    BeforeEach { $world = (Connect-Timescale -Sandbox).Sandbox }

    It 'is a value of the object, and in what -WhatIf says, before the request is accepted' {
        $added = Add-Peering
        $added.RequesterAccountId | Should -Be $platform
        (Get-VpcPeering prod).RequesterAccountId | Should -Be $platform
        $run = Invoke-Answering "`$p = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc $american; `$p | Approve-VpcPeering -WhatIf"
        $run.Log -match 'What if: Accept Timescale' | Should -Match "Requested by AWS account $platform \(pcx-"
        $run.Output.RequesterAccountId | Should -Be $platform
    }

    It 'is in the question' {
        $run = Invoke-Answering "`$p = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc $american; `$p | Approve-VpcPeering -Confirm -WarningAction Ignore" 2
        $run.Asked | Should -HaveCount 1
        $run.Asked | Should -Match "requested by AWS account $platform \(pcx-.*which nothing names"
        $run.Output | Should -BeNullOrEmpty
    }

    It '-RequireKnownRequester refuses it where nothing names it, for a call and for a session' {
        $added = Add-Peering
        $count = Get-MutationCount
        Get-ErrorId { $added | Approve-VpcPeering -RequireKnownRequester -ErrorAction Stop } |
            Should -Be 'RequesterUnknown'
        $strict = Connect-Timescale -Sandbox -World $world -RequireKnownRequester
        $strict.RequireKnownRequester | Should -BeTrue
        Get-ErrorId { Get-VpcPeering prod | Approve-VpcPeering -ErrorAction Stop } | Should -Be 'RequesterUnknown'
        Get-MutationCount | Should -Be $count
        (Get-VpcPeering prod | Approve-VpcPeering -RequesterAccountId $platform).Changes.Action |
            Should -Contain 'AcceptPeering'
    }
}

Describe 'ACTIVE without a connection' {
    It 'accepts, tags and routes nothing, and says so' {
        $world = (Connect-Timescale -Sandbox).Sandbox
        $world.Settings.CloudPeeringRequest = [timespan]::FromHours(5)
        $null = New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 |
            Add-VpcPeering -AwsVpc $american -Timeout 00:01:00 -ErrorAction SilentlyContinue
        $world.Change('SetCloudPeeringStatus:ACTIVE', '*')
        $count = Get-MutationCount
        $out = Get-VpcPeering | Approve-VpcPeering -ErrorVariable failed -ErrorAction SilentlyContinue
        $out | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Match '^PeeringUnnamed'
        Get-MutationCount | Should -Be $count
    }
}

Describe 'A warning that is made to stop: <Case>' -ForEach @(
    @{ Case = 'an unknown account'; Run = { $added | Approve-VpcPeering @stop } }
    @{ Case = 'a service that moves in'; Peered = $true; Run = { $p | Set-ServiceVpc metrics @stop } }
    @{ Case = 'a service that moves out'; In = $true; Run = { Set-ServiceVpc metrics -Public -Force @stop } }
    @{ Case = 'a service that moves on'; In = $true
        Run = {
            $vpc = New-TimescaleVpc two -Region us-east-1 -Cidr 10.40.0.0/20 -WarningAction Ignore
            Set-ServiceVpc metrics -Vpc $vpc @stop
        }
        Made = 1
    }
    @{ Case = 'a VPC that nothing reaches'; Run = { Set-ServiceVpc metrics -Vpc prod @stop } }
    @{ Case = 'a group that stays'; Grouped = $true; Run = { $p | Remove-VpcPeering -Confirm:$false @stop } }
) {
    BeforeEach {
        $null = Connect-Timescale -Sandbox
        $added = Add-Peering
        if ($Peered -or $In -or $Grouped) { $p = $added | Approve-VpcPeering -WarningAction Ignore | Wait-VpcPeering }
        if ($Grouped) { $p = $p | Grant-AwsPeerEgress }
        if ($In) { $null = $p | Set-ServiceVpc metrics -WarningAction Ignore }
        $count = (Get-MutationCount) + ($Made ?? 0)
    }

    It 'ends by -WarningAction Stop before the change' {
        $stop = @{ WarningAction = 'Stop' }
        { . $Run } | Should -Throw
        Get-MutationCount | Should -Be $count
    }

    It 'ends by the preference, too' {
        $stop = @{}
        $WarningPreference = 'Stop'
        { . $Run } | Should -Throw
        $WarningPreference = 'Continue'
        Get-MutationCount | Should -Be $count
    }
}

Describe 'Undo and removal tell how they ended' {
    It 'Undo asks once, with a summary, and tells its steps by -Verbose' {
        $run = Invoke-Answering "$peer; `$null = `$p | Set-ServiceVpc metrics
            Get-VpcPeering prod | Undo-VpcPeering -IncludeService -Verbose" 0
        $run.Errors | Should -BeNullOrEmpty
        $run.Asked | Should -HaveCount 1
        $run.Asked | Should -Match '3 routes'
        $run.Asked | Should -Match 'metrics moves to the public internet'
        $run.Output[-1].IsComplete | Should -BeTrue
        @($run.Log -match 'VERBOSE .*Delete the route to').Count | Should -Be 3
    }

    It 'Undo that is declined answers with what is left' {
        $run = Invoke-Answering "$peer; Get-VpcPeering prod | Undo-VpcPeering -IncludeService" 2
        $run.Output[-1].IsComplete | Should -BeFalse
        $run.Output[-1].Unfinished | Should -Match 'Declined'
        $run.Output[-1].After.Kind | Should -Contain 'AwsPeering'
        $run.Output[-1].Changes | Should -BeNullOrEmpty
    }

    It 'Remove that is declined half-way answers with what was done and what is left' {
        $run = Invoke-Answering "$peer; `$p | Remove-VpcPeering" 0, 2
        $run.Asked | Should -HaveCount 2
        $removed = $run.Output[-1]
        $removed.IsComplete | Should -BeFalse
        $removed.Changes.Action | Should -Be 'DeleteRoute'
        @($removed.After.Kind -eq 'Route').Count | Should -Be 2
    }

    It 'a part that fails is an error, and the rest is told' {
        $world = (Connect-Timescale -Sandbox).Sandbox
        $p = Add-Peering | Approve-VpcPeering -WarningAction Ignore | Wait-VpcPeering
        $world.AddFault([TimescaleVpc.SandboxFault]@{
            Kind = 'Ec2.DeleteVpcPeeringConnection'; Status = 403; Times = 9
        })
        $undone = $p | Undo-VpcPeering -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -Match 'AwsPermissionDenied'
        $undone.IsComplete | Should -BeFalse
        $undone.Unfinished | Should -Match 'AwsPermissionDenied'
        $undone.After.Kind | Should -Contain 'AwsPeering'
    }
}
