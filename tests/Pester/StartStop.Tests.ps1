BeforeDiscovery {
    $hasDotnet = $null -ne (Get-Command dotnet -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force

    function Test-Running([int] $Id) { $null -ne (Get-Process -Id $Id -ErrorAction Ignore) }

    # The server is told to end, or sees its pipe close, and then needs a moment.
    function Wait-Ended([int] $Id) {
        $process = Get-Process -Id $Id -ErrorAction Ignore
        if ($process) { $null = $process.WaitForExit($HangLimit) }
        Test-Running $Id | Should -BeFalse
    }
}

AfterAll {
    Disconnect-Timescale -All
    Stop-VpcSandbox
}

Describe 'Start-VpcSandbox' -Skip:(-not $hasDotnet) {
    AfterEach { Stop-VpcSandbox }

    It 'gives a server that the whole Azure pipeline runs on, and Stop-VpcSandbox ends it' {
        $server = Start-VpcSandbox -Speed 60
        $server | Should -BeOfType TimescaleVpc.SandboxServer
        $server.Certificate | Should -Exist
        Test-Running $server.ProcessId | Should -BeTrue

        $session = $server | Connect-Timescale
        $settings = $session.Sandbox.Settings
        foreach ($name in 'RolePropagation', 'PlatformRolePropagation', 'PeeringRequest', 'PlatformPoll', 'ServiceMove',
            'DnsDelay') {
            $settings.$name = '00:00:08'
        }

        $result = Get-TimescaleVpc -CloudName timescale-azure-westeurope |
            Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering |
            Set-ServiceVpc -Service mst-metrics -WarningAction Ignore | Test-ServiceVpc
        $result.Reachable | Should -BeTrue
        $session | Disconnect-Timescale

        $stopped = Stop-VpcSandbox -PassThru
        $stopped | Should -HaveCount 1
        $stopped | Should -BeOfType TimescaleVpc.SandboxServer
        $stopped.ProcessId, $stopped.Uri | Should -Be $server.ProcessId, $server.Uri
        Wait-Ended $server.ProcessId
        $server.Certificate | Should -Not -Exist
        Get-ErrorId { $server | Connect-Timescale } | Should -Be 'SandboxServerUnreachable'
    }

    It 'hands its parameters to the server' {
        $free = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $free.Start()
        $port = $free.LocalEndpoint.Port
        $free.Stop()
        $server = Start-VpcSandbox -Port $port -Seed 5 -Latency Realistic -Timeout 00:02:00
        $server.Uri | Should -Be "https://localhost:$port/"
        $session = Connect-Timescale -SandboxServer $server
        $session.Sandbox.Settings.Latency['Arm.PutPeering'] | Should -Be ([timespan]'00:00:00.2')
        $session | Disconnect-Timescale
        Get-ErrorId { Start-VpcSandbox -Port $port } | Should -Be 'SandboxServerFailed'
    }

    It 'opens a second port for clients that want plain http, in the time of this machine' {
        $server = Start-VpcSandbox -HttpPort 0 -StartNow
        $server.HttpUri.Scheme | Should -Be http
        (Start-VpcSandbox).HttpUri | Should -BeNullOrEmpty

        $session = Connect-Timescale -SandboxServer $server
        $session.Sandbox.Clock.UtcNow.Year | Should -BeGreaterOrEqual ([datetime]::UtcNow.Year)
        $answer = Invoke-WebRequest -Uri "$($server.HttpUri)v1/project" -SkipHttpErrorCheck
        $answer.StatusCode | Should -Be 401
    }

    It 'starts several, each a world of its own' {
        $one, $two = (Start-VpcSandbox), (Start-VpcSandbox)
        $one.Uri | Should -Not -Be $two.Uri
        $sessions = $one, $two | Connect-Timescale
        $sessions | Should -HaveCount 2
        $sessions[0].Id | Should -Not -Be $sessions[1].Id
        $sessions[0].Sandbox.Change('DeleteVNet', (Get-AzureVNet Spoke-VNet -Session $sessions[0]).VNetId)
        @(Get-AzureVNet Spoke-VNet -Session $sessions[0] -ErrorAction Ignore) | Should -HaveCount 0
        @(Get-AzureVNet Spoke-VNet -Session $sessions[1]) | Should -HaveCount 1
        $sessions | Disconnect-Timescale

        $one | Stop-VpcSandbox
        Wait-Ended $one.ProcessId
        Test-Running $two.ProcessId | Should -BeTrue
        Stop-VpcSandbox
        Wait-Ended $two.ProcessId
        $one, $two | Stop-VpcSandbox
        Stop-VpcSandbox
    }

    It 'prints nothing into the host' {
        $shown = Invoke-PowerShell -Command "
            Import-Module '$ModulePath'; `$server = Start-VpcSandbox; Stop-VpcSandbox" 2>&1
        $shown | Should -BeNullOrEmpty
    }

    It 'is refused with a name where there is no dotnet' {
        $kept = @{ PATH = $env:PATH; DOTNET_ROOT = $env:DOTNET_ROOT }
        try {
            $env:PATH = $TestDrive
            $env:DOTNET_ROOT = ''
            $failure = Get-Failure { Start-VpcSandbox }
        }
        finally { foreach ($name in $kept.Keys) { Set-Item "env:$name" $kept[$name] } }
        $failure.FullyQualifiedErrorId | Should -Match '^DotnetMissing,'
        "$failure" | Should -Match 'PATH, then in DOTNET_ROOT'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'ASP.NET Core Runtime'
    }

    It 'does not take a dotnet of the current folder' -Skip:$IsWindows {
        $kept = @{ PATH = $env:PATH; DOTNET_ROOT = $env:DOTNET_ROOT }
        Set-Content "$TestDrive/dotnet" "#!/bin/sh`ntouch '$TestDrive/was-run'"
        chmod +x "$TestDrive/dotnet"
        Push-Location $TestDrive
        try {
            $env:PATH = '.'
            $env:DOTNET_ROOT = ''
            Get-ErrorId { Start-VpcSandbox } | Should -Be 'DotnetMissing'
        }
        finally {
            foreach ($name in $kept.Keys) { Set-Item "env:$name" $kept[$name] }
            Pop-Location
        }
        "$TestDrive/was-run" | Should -Not -Exist
    }

    It 'is ended by Ctrl+C and leaves no process' -Skip:$IsWindows {
        $seed = "200000.$(Get-Random)"
        # A dotnet that never says where its server is: Start-VpcSandbox waits for it.
        Set-Content "$TestDrive/dotnet" "#!/bin/sh`nexec sleep $seed"
        chmod +x "$TestDrive/dotnet"
        $kept = $env:PATH
        try {
            $env:PATH = "$TestDrive$([IO.Path]::PathSeparator)$kept"
            $result = Invoke-Apart 'Start-VpcSandbox -Timeout 1.00:00:00' { @(ps -eo args) -match "^sleep $seed" }
            $result.State | Should -Be 'Stopped'
            $result.Errors | Should -BeNullOrEmpty
            @(ps -eo args) -match "^sleep $seed" | Should -BeNullOrEmpty
        }
        finally { $env:PATH = $kept }
    }
}

Describe 'A world of one''s own, served' -Skip:(-not $hasDotnet) {
    AfterEach {
        Disconnect-Timescale -All
        Stop-VpcSandbox
    }

    It 'is joined by a second PowerShell, whose pipeline the first one sees' {
        $world = New-VpcSandbox -Empty -Seed 3 -Setting @{
            RolePropagation = '00:00:08'; PlatformRolePropagation = '00:00:08'; PeeringRequest = '00:00:08'
            PlatformPoll = '00:00:08'; ServiceMove = '00:00:08'; DnsDelay = '00:00:08'; ArmOperation = '00:00:02'
        } -Vpc @{ CloudName = 'timescale-azure-uksouth'; Cidr = '10.210.0.0/24' } -Service @{
            Name = 'orders'; CloudName = 'timescale-azure-uksouth'
        } -AzureVNet @{
            Name = 'App-VNet'; ResourceGroupName = 'App-RG(x)'; AddressPrefix = '10.5.0.0/16'
        } -Fault @{
            Kind = 'Arm.PutPeering'; Target = 'App-VNet'; Status = 503
        }
        $file = Join-Path $TestDrive 'shared sandbox.json'
        $server = $world | Start-VpcSandbox -Speed 60 -ConnectionFile $file
        $server.ConnectionFile | Should -Be $file
        if (-not $IsWindows) { [IO.File]::GetUnixFileMode($file) | Should -Be ([IO.UnixFileMode]'UserRead, UserWrite') }

        $session = Connect-Timescale -SandboxServer $file
        $session.Sandbox.Inventory() | Should -Be $world.Inventory()
        "$($session.Sandbox.Faults)" | Should -Be 'Arm.PutPeering App-VNet 503'

        $joined = Invoke-FreshPwsh ([scriptblock]::Create("
            Import-Module `$args[0]
            `$null = Connect-Timescale -SandboxServer '$file'
            `$test = Get-TimescaleVpc | Grant-AzurePeerRole -VNet App-VNet | Add-VpcPeering | Approve-VpcPeering |
                Wait-VpcPeering | Set-ServiceVpc orders -WarningAction Ignore | Test-ServiceVpc
            @{ Id = `$PID; Reachable = `$test.Reachable }"))
        $joined.Id | Should -Not -Be $PID
        $joined.Reachable | Should -BeTrue

        $served = $session.Sandbox
        $peering = $served.Inventory() | Where-Object Kind -EQ 'Mst.Peering'
        $peering.Properties | Should -Match 'state=ACTIVE'
        $served.StruckFaults[0].Struck, $served.StruckFaults[0].Healed | Should -Be 1, 1
        @($served.Requests | Where-Object Kind -EQ 'Arm.PutPeering').Count | Should -BeGreaterThan 1
        @($world.Requests).Count | Should -Be 0

        # All that a world can do works on the served one, and what it refuses it refuses in the same words.
        $null = $session | New-VpcSandbox -AwsVpc @{ Region = 'us-east-1'; CidrBlock = '10.70.0.0/16'; Name = 'late' }
        (Get-AwsVpc -Name late).CidrBlocks | Should -Be '10.70.0.0/16'
        Get-ErrorId { $session | New-VpcSandbox -AwsVpc @{ Region = 'mars-1'; CidrBlock = '10.71.0.0/16' } } |
            Should -Be 'SandboxPartRefused'
        $network = $served.Inventory() | Where-Object { $_.Kind -eq 'Arm.VNet' -and $_.Name -eq 'App-VNet' }
        $served.Change('AddLock:ReadOnly', $network.Id)
        $served.Change('AddUserRoute', "$($network.Id) prefix=0.0.0.0/0;address=10.5.0.4")
        $null = $session | New-VpcSandbox -AzureAppPolicy @{ Restriction = 'passwordAddition' }
        foreach ($kind in 'Arm.Lock', 'Arm.RouteTable', 'Entra.AppPolicy') {
            $served.Inventory().Kind | Should -Contain $kind
        }
        $before = $served.Clock.UtcNow
        $served.Clock.Advance('01:00:00')
        $served.Clock.UtcNow | Should -BeGreaterOrEqual $before.AddHours(1)
        $served.RecycleBin() | Should -BeNullOrEmpty

        # The secret of the file is shown nowhere.
        $token = (Get-Content $file -Raw | ConvertFrom-Json).token
        ($server, $session | Format-List * | Out-String) + ($server | ConvertTo-Json) | Should -Not -Match $token
        $session | Disconnect-Timescale
        Stop-VpcSandbox
        Wait-Ended $server.ProcessId
        $file | Should -Not -Exist
        Get-ErrorId { Connect-Timescale -SandboxServer $file } | Should -Be 'SandboxServerUnreadable'
    }

    It 'says that a file is stale, and replaces it' {
        $file = Join-Path $TestDrive 'stale.json'
        $server = Start-VpcSandbox -ConnectionFile $file
        Copy-Item $file "$file.kept"
        Stop-VpcSandbox
        Wait-Ended $server.ProcessId
        Move-Item "$file.kept" $file
        $failure = Get-Failure { Connect-Timescale -SandboxServer $file }
        $failure.FullyQualifiedErrorId | Should -Match '^ConnectionFileStale,'
        "$failure" | Should -Match 'stale\.json'
        $failure.ErrorDetails.RecommendedAction | Should -Match '-ConnectionFile'
        $again = Start-VpcSandbox -ConnectionFile $file
        Connect-Timescale -SandboxServer $file | Should -Not -BeNullOrEmpty
        Get-ErrorId { Start-VpcSandbox -ConnectionFile $file } | Should -Be 'ConnectionFileRefused'
        $again.ProcessId | Should -Not -Be $server.ProcessId
    }

    It 'is refused before anything is started where it cannot be' {
        $world = New-VpcSandbox
        $null = Connect-Timescale -Sandbox -World $world
        $failure = Get-Failure { $world | Start-VpcSandbox }
        $failure.FullyQualifiedErrorId | Should -Match '^SandboxWorldNotServable,'
        "$failure" | Should -Match 'it has answered \d+ requests'
        Get-ErrorId { Start-VpcSandbox -ConnectionFile "$TestDrive/none/file.json" } |
            Should -Be 'ConnectionFileRefused'
        Get-ErrorId { Start-VpcSandbox -ConnectionFile $TestDrive } | Should -Be 'ConnectionFileRefused'
        { Start-VpcSandbox -World (New-VpcSandbox) -Seed 2 } | Should -Throw
    }
}

Describe 'A started server' -Skip:(-not $hasDotnet) {
    It 'stays when Ctrl+C or a hang-up goes to all of the terminal' -Skip:$IsWindows {
        $server = Start-VpcSandbox
        foreach ($signal in 'INT', 'QUIT', 'HUP') { kill "-$signal" $server.ProcessId }
        $session = $server | Connect-Timescale
        @(Get-TimescaleVpc -Session $session) | Should -HaveCount 2
        $session | Disconnect-Timescale
        $server | Stop-VpcSandbox
        Wait-Ended $server.ProcessId
    }

    It 'belongs to its runspace: another one neither sees nor stops it' {
        $server = Start-VpcSandbox
        Start-ThreadJob { Import-Module $args[0]; Stop-VpcSandbox } -ArgumentList $ModulePath | Receive-Job -Wait
        Test-Running $server.ProcessId | Should -BeTrue

        # Given as an object it is stopped there, too: the object has what proves it.
        Start-ThreadJob { Import-Module $args[0]; $args[1] | Stop-VpcSandbox } -ArgumentList $ModulePath, $server |
            Receive-Job -Wait
        Wait-Ended $server.ProcessId
    }

    It 'ends when its runspace is closed' {
        $shell = [powershell]::Create([runspacefactory]::CreateRunspace())
        $shell.Runspace.Open()
        $server = $shell.AddScript("Import-Module '$ModulePath'; Start-VpcSandbox").Invoke()[0]
        Test-Running $server.ProcessId | Should -BeTrue
        $shell.Runspace.Close()
        Wait-Ended $server.ProcessId
        $shell.Dispose()
    }

    It 'ends when the module is removed' {
        $id = Invoke-FreshPwsh {
            Import-Module $args[0]
            $server = Start-VpcSandbox
            Remove-Module TimescaleVpc
            $process = Get-Process -Id $server.ProcessId -ErrorAction Ignore
            if ($process -and -not $process.WaitForExit([timespan]"00:10:00")) { throw 'It still runs.' }
            $server.ProcessId
        }
        Test-Running $id | Should -BeFalse
    }

    It 'ends when PowerShell ends without a word' {
        $id = Invoke-FreshPwsh { Import-Module $args[0]; (Start-VpcSandbox).ProcessId }
        Wait-Ended $id
    }

    It 'ends when PowerShell is killed' {
        $pwsh = Start-PowerShell -Command "Import-Module '$ModulePath'; (Start-VpcSandbox).ProcessId; Start-Sleep 600"
        $id = [int]$pwsh.StandardOutput.ReadLine()
        Test-Running $id | Should -BeTrue
        $pwsh.Kill()
        $pwsh.WaitForExit()
        Wait-Ended $id
    }
}

Describe 'Stop-VpcSandbox' -Skip:(-not $hasDotnet) {
    It 'is content with nothing to stop' {
        Stop-VpcSandbox | Should -BeNullOrEmpty
        { $null | Stop-VpcSandbox } | Should -Throw
    }

    It 'asks with -Confirm, and a host that cannot ask says what to add' {
        $result = Invoke-FreshPwsh {
            Import-Module $args[0]
            $errors = @(
                try { $null = Start-VpcSandbox -Confirm } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
                $server = Start-VpcSandbox
                try { Stop-VpcSandbox -Confirm } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
            )
            @{ Errors = $errors; Runs = $null -ne (Get-Process -Id $server.ProcessId -ErrorAction Ignore) }
        }
        $result.Errors | Should -Be 'ConfirmationNeeded', 'ConfirmationNeeded'
        $result.Runs | Should -BeTrue
    }

    It 'leaves a process alone that does not prove to be the server' {
        $server = Start-VpcSandbox
        $wrong = [pscustomobject]@{
            uri = "$($server.Uri)"; certificate = $server.Certificate; processId = $server.ProcessId; token = 'guess'
        }
        Get-ErrorId { $wrong | Stop-VpcSandbox -ErrorAction Stop } | Should -Be 'SandboxServerNotStopped'
        Test-Running $server.ProcessId | Should -BeTrue
        $server | Stop-VpcSandbox
    }
}
