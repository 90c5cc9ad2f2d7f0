BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force

    # Runs one script in two runspaces of this process at the same time; gives what each wrote and its errors.
    function Invoke-Both([string] $Script, [object[]] $Arguments = @($null, $null)) {
        $runs = foreach ($argument in $Arguments) {
            $shell = [powershell]::Create('NewRunspace')
            $null = $shell.AddScript(
                "param(`$Argument) Import-Module '$ModulePath'; `$WarningPreference = 'Ignore'; $Script")
            $null = $shell.AddArgument($argument)
            @{ Shell = $shell; Handle = $shell.BeginInvoke() }
        }
        foreach ($run in $runs) {
            $output = $run.Shell.EndInvoke($run.Handle)
            [pscustomobject]@{ Output = @($output); Errors = @($run.Shell.Streams.Error | ForEach-Object { "$_" }) }
            $run.Shell.Dispose()
        }
    }

    $azure = "Get-TimescaleVpc -CloudName timescale-azure-westeurope |
        Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
        Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering"
    $aws = "New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20 |
        Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718 |
        Approve-VpcPeering | Grant-AwsPeerEgress | Wait-VpcPeering"
}

Describe 'Two runspaces with two connections' {
    It 'see neither the session nor the world of the other one' {
        $both = Invoke-Both "`$session = Connect-Timescale -Sandbox
            `$peering = $azure
            `$peering.State
            @(Get-TimescaleSession -All).Count
            [object]::ReferenceEquals((Get-TimescaleSession), `$session)
            @(`$session.Sandbox.Inventory() | Where-Object Kind -EQ 'Mst.Peering').Count
            `$session.Sandbox"
        foreach ($one in $both) {
            $one.Errors | Should -BeNullOrEmpty
            $one.Output[0..3] | Should -Be 'ACTIVE', 1, $true, 1
        }

        [object]::ReferenceEquals($both[0].Output[4], $both[1].Output[4]) | Should -BeFalse
        Get-TimescaleSession -All | Should -BeNullOrEmpty
    }
}

Describe 'Two runspaces in one world' {
    It 'converge to one peering with <Name>, and a rerun changes nothing' -ForEach @(
        @{ Name = 'Azure'; Kind = 'Mst.Peering' }
        @{ Name = 'AWS'; Kind = 'Cloud.Peering' }
    ) {
        $pipeline = if ($Name -eq 'AWS') { $aws } else { $azure }
        $world = (Connect-Timescale -Sandbox).Sandbox
        $before = $world.Inventory().Count
        $both = Invoke-Both "`$null = Connect-Timescale -Sandbox -World `$Argument; ($pipeline).State" @($world, $world)
        foreach ($one in $both) {
            $one.Errors | Should -BeNullOrEmpty
            $one.Output | Should -Be 'ACTIVE'
        }

        @($world.Inventory() | Where-Object Kind -EQ $Kind) | Should -HaveCount 1
        $world.Inventory() | Where-Object Kind -EQ 'Entra.Credential' | Should -BeNullOrEmpty
        $world.Clock.Advance([timespan]::FromMinutes(10))
        $count = Get-MutationCount
        (& ([scriptblock]::Create($pipeline))).State | Should -Be 'ACTIVE'
        Get-MutationCount | Should -Be $count
        Get-VpcPeering | Undo-VpcPeering -Confirm:$false -WarningAction Ignore | ForEach-Object IsComplete |
            Should -BeTrue
        Get-TimescaleVpc prod -ErrorAction Ignore | Remove-TimescaleVpc -Confirm:$false
        $world.Inventory() | Should -HaveCount $before
        Disconnect-Timescale -All
    }
}

Describe 'The same seed' {
    BeforeAll {
        # The requests of a pipeline of two VNets, in order, with their times; its script is slow between the stages.
        function Get-Trace([int] $Seed) {
            $world = (Connect-Timescale -Sandbox -Seed $Seed).Sandbox
            $slow = { Start-Sleep -Milliseconds (Get-Random -Maximum 40); $_ }
            $states = 'Network-RG/Prod-VNet', 'Other-RG/Prod-VNet' | ForEach-Object {
                [pscustomobject]@{ CloudName = 'timescale-azure-westeurope'; VNet = $_ }
            } | ForEach-Object $slow | ForEach-Object { Get-AzurePeerPair $_ } | Add-VpcPeering |
                ForEach-Object $slow | Approve-VpcPeering | ForEach-Object $slow | Wait-VpcPeering |
                    ForEach-Object State
            $states | Should -Be 'ACTIVE', 'ACTIVE'
            $world.Requests | ForEach-Object { '{0:O} {1} {2}' -f $_.Time, $_.Kind, $_.Path }
            Disconnect-Timescale -All
        }

        function Get-AzurePeerPair($Pair) {
            Get-TimescaleVpc -CloudName $Pair.CloudName | Grant-AzurePeerRole -VNet $Pair.VNet
        }
    }

    It 'gives the same run, whatever time the script takes' {
        $first = Get-Trace 7
        Get-Trace 7 | Should -Be $first
        Get-Trace 7 | Should -Be $first
    }

    It 'is what another order needs' {
        $orders = 1..4 |
            ForEach-Object { (Get-Trace $_) -replace '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' -join "`n" }
        @($orders | Select-Object -Unique).Count | Should -BeGreaterThan 1
    }
}

Describe 'A pipeline in a thread job' {
    BeforeAll {
        # A job finds the module by its name, as where it is installed.
        $kept = $env:PSModulePath
        $env:PSModulePath = (Split-Path (Split-Path $ModulePath)) + [IO.Path]::PathSeparator + $kept

        # Ends what hangs, and says so.
        function Receive-Ended([System.Management.Automation.Job] $Job) {
            Wait-Until { $Job.State -notin 'NotStarted', 'Running', 'Stopping' }
            Receive-Job $Job
        }
    }

    AfterAll { $env:PSModulePath = $kept }

    It 'runs with the session of its first cmdlet, and writes its object' {
        $session = Connect-Timescale -Sandbox
        $job = Start-ThreadJob {
            Get-TimescaleVpc -CloudName timescale-azure-westeurope -Session $using:session |
                Grant-AzurePeerRole -VNet Network-RG/Prod-VNet |
                Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        }
        Wait-Until { $job.State -eq 'Completed' }
        # How it stands is read there until Receive-Job takes it: the subject first, one bar each, and none stays open.
        $job.Progress.Activity | Should -Contain 'Network-RG/Prod-VNet'
        @($job.Progress.StatusDescription) -match '; Timescale is at work' | Should -Not -BeNullOrEmpty
        $job.Progress | Group-Object ActivityId, Activity |
            ForEach-Object { "$($_.Group[-1].RecordType)" } | Select-Object -Unique | Should -Be Completed
        (Receive-Ended $job).State | Should -Be ACTIVE
        $job.State | Should -Be Completed
        $session | Disconnect-Timescale
    }

    It 'has the errors of what failed in the job, and the others go on' {
        $session = Connect-Timescale -Sandbox
        $job = Start-ThreadJob {
            $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope -Session $using:session
            'Network-RG/Overlap-VNet', 'Other-RG/Prod-VNet' | ForEach-Object { $vpc | Grant-AzurePeerRole -VNet $_ } |
                Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        }
        Wait-Until { $job.State -eq 'Completed' }
        $job.Error.FullyQualifiedErrorId | Should -Match '^AddressOverlap,'
        (Receive-Job $job -ErrorAction SilentlyContinue).State | Should -Be ACTIVE
        $session | Disconnect-Timescale
    }

    It 'is ended by Stop-Job in the middle of its work' {
        $server = Start-VpcSandbox -Speed 1
        $session = $server | Connect-Timescale
        $run = {
            Get-TimescaleVpc -CloudName timescale-azure-westeurope -Session $args[0] |
                Grant-AzurePeerRole -VNet Network-RG/Prod-VNet |
                Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        }
        $job = Start-ThreadJob $run -ArgumentList $session
        # Azure takes its time with the roles, a minute of this server's clock.
        Wait-Until { $session.Sandbox.Requests.Kind -contains 'Arm.PutRoleAssignment' }
        $job | Stop-Job
        Wait-Until { $job.State -in 'Stopped', 'Failed', 'Completed' }
        $job.State | Should -Be Stopped
        $session | Disconnect-Timescale
        $server | Stop-VpcSandbox
    }
}
