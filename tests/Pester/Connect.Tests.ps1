BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $token = ConvertTo-Token 'sandbox-mst-token'
}

AfterAll { Disconnect-Timescale -All }

Describe 'A token as plain text' {
    It 'is refused with an id of its own, the reason and the next step' {
        $failure = Get-Failure { Connect-Timescale -Project demo-mst -Token 'plain-canary' }
        $failure.FullyQualifiedErrorId | Should -Match '^PlainTextToken,'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Get-Secret'
    }

    It 'is in no part of the error' {
        $failure = Get-Failure { Connect-Timescale -Project demo-mst -Token 'plain-canary' }
        $shown = @(
            $failure | Out-String
            $failure | Format-List * -Force | Out-String
            $failure.InvocationInfo | Format-List * -Force | Out-String
            $failure | Get-Error | Out-String
            ConvertTo-Json $failure -Depth 3 -WarningAction Ignore
            $Error[0] | Format-List * -Force | Out-String
        )
        $shown -join "`n" | Should -Not -Match 'plain-canary'
    }

    It 'is refused for the sandbox as well' {
        Get-ErrorId { Connect-Timescale -Sandbox -Token 'plain-canary' } | Should -Be 'PlainTextToken'
    }

    It 'is refused from a variable' {
        $text = 'plain-canary'
        Get-ErrorId { Connect-Timescale -Token $text } | Should -Be 'PlainTextToken'
    }
}

Describe 'A session of the sandbox' {
    BeforeEach { Disconnect-Timescale -All }

    It 'is the current one of the runspace' {
        $session = Connect-Timescale -Sandbox
        $session | Should -BeOfType TimescaleVpc.TimescaleSession
        $session.Project | Should -Be 'demo-mst'
        $session.Sandbox | Should -Not -BeNullOrEmpty
        Get-TimescaleSession | Should -Be $session
    }

    It 'takes a token as SecureString or PSCredential' {
        (Connect-Timescale -Sandbox -Project demo-mst -Token $token).Project | Should -Be 'demo-mst'
        $credential = [pscredential]::new('anyone', $token)
        (Connect-Timescale -Sandbox -Project demo-mst -Token $credential).Project | Should -Be 'demo-mst'
    }

    It 'is one of many' {
        $first, $second = (Connect-Timescale -Sandbox), (Connect-Timescale -Sandbox)
        $second.Id | Should -BeGreaterThan $first.Id
        Get-TimescaleSession | Should -Be $second
        @(Get-TimescaleSession -All) | Should -Be @($first, $second)
        Get-TimescaleSession -Id $first.Id | Should -Be $first

        $second | Disconnect-Timescale
        Get-TimescaleSession | Should -Be $first
        $second.IsClosed | Should -BeTrue
        Disconnect-Timescale
        Get-TimescaleSession | Should -BeNullOrEmpty
        Disconnect-Timescale
    }

    It 'has a world of its own, unless it is given one' {
        $first = Connect-Timescale -Sandbox
        $second = Connect-Timescale -Sandbox -World $first.Sandbox
        [object]::ReferenceEquals($first.Sandbox, $second.Sandbox) | Should -BeTrue
        $third = Connect-Timescale -Sandbox
        [object]::ReferenceEquals($first.Sandbox, $third.Sandbox) | Should -BeFalse
    }

    It 'can be handed to another runspace' {
        $session = Connect-Timescale -Sandbox
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('Import-Module $args[0]; @(Get-TimescaleVpc -Session $args[1]).Count')
            $shell.AddArgument($ModulePath).AddArgument($session).Invoke() | Should -Be 2
        }
        finally { $shell.Dispose() }
    }

    It 'is not seen in another runspace' {
        $null = Connect-Timescale -Sandbox
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('Import-Module $args[0]; @(Get-TimescaleSession -All).Count')
            $null = $shell.AddArgument($ModulePath)
            $shell.Invoke() | Should -Be 0
        }
        finally { $shell.Dispose() }
    }
}

Describe 'The platform' {
    BeforeAll {
        $names = 'AIVEN_TOKEN', 'AIVEN_AUTH_TOKEN', 'AIVEN_PROJECT', 'AIVEN_WEB_URL', 'TIGER_PUBLIC_KEY',
        'TIGER_SECRET_KEY', 'TIGER_API_URL'
        $kept = @{}
        foreach ($name in $names) { $kept[$name] = [Environment]::GetEnvironmentVariable($name) }
        $keys = [pscredential]::new('public', (ConvertTo-Token 'key-canary'))
    }

    BeforeEach { foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $null) } }

    AfterAll { foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $kept[$name]) } }

    It 'is the managed service, unless told otherwise' {
        Get-ErrorId { Connect-Timescale } | Should -Be 'TokenMissing'
    }

    It 'is Timescale Cloud with -Credential' {
        $failure = Get-Failure { Connect-Timescale -Credential $keys -ApiUrl http://cloud.example }
        $failure.FullyQualifiedErrorId | Should -Match '^InsecureUrl,'
        $failure | Format-List * -Force | Out-String | Should -Not -Match 'key-canary'
        $env:TIGER_API_URL = 'http://cloud.example'
        Get-ErrorId { Connect-Timescale -Credential $keys } | Should -Be 'InsecureUrl'
    }

    It 'is Timescale Cloud if only its keys are in the environment' {
        $env:TIGER_API_URL = 'http://cloud.example'
        $env:TIGER_PUBLIC_KEY = 'public'
        Get-ErrorId { Connect-Timescale } | Should -Be 'TokenMissing'
        $env:TIGER_SECRET_KEY = 'key-canary'
        Get-ErrorId { Connect-Timescale } | Should -Be 'InsecureUrl'
        Get-ErrorId { Connect-Timescale -Project demo-mst } | Should -Be 'TokenMissing'
        $env:AIVEN_PROJECT = 'demo-mst'
        Get-ErrorId { Connect-Timescale } | Should -Be 'TokenMissing'
    }

    It 'is one of the two outside the sandbox' {
        Get-ErrorId { Connect-Timescale -Credential $keys -Token $token } | Should -Be 'AmbiguousParameterSet'
    }

    It 'is both in the sandbox, with keys or without' {
        (Connect-Timescale -Sandbox).Platforms | Should -Be 'ManagedService', 'TimescaleCloud'
        $good = [pscredential]::new('sandbox-public', (ConvertTo-Token 'sandbox-secret'))
        (Connect-Timescale -Sandbox -Credential $good).CloudProject | Should -Be 'demo-cloud'
        Get-ErrorId { Connect-Timescale -Sandbox -Credential $keys } | Should -Be 'CloudKeyRejected'
    }
}

Describe 'AWS' {
    It 'is signed in to at once where a profile or a region is named, else when it is needed' {
        (Connect-Timescale -Sandbox).AwsAccountId | Should -BeNullOrEmpty
        $session = Connect-Timescale -Sandbox -AwsProfile sandbox -AwsRegion eu-west-1
        $session.AwsAccountId | Should -Be '111122223333'
        $session.AwsRegion | Should -Be 'eu-west-1'
        (Get-AwsVpc).AwsRegion | Should -Be 'eu-west-1'
        Get-ErrorId { Connect-Timescale -Sandbox -AwsRegion 'not a region' } | Should -Be 'AwsRegionInvalid'
    }
}

Describe 'What can be refused without asking anyone' {
    It '<Id> comes before anything is sent' -ForEach @(
        @{ Id = 'TenantInvalid'; Given = @{ TenantId = 'contoso' } }
        @{ Id = 'TenantInvalid'; Given = @{ TenantId = '6a1f0c3e-52b7-4d0e-9c1d' } }
        @{ Id = 'AwsRegionInvalid'; Given = @{ AwsRegion = 'us-east-1a' } }
    ) {
        # Whoever calls there would hear ConnectionLost.
        $failure = Get-Failure { Connect-Timescale -Token $token -ApiUrl http://127.0.0.1:9 @Given }
        $failure.FullyQualifiedErrorId | Should -Match "^$Id,"
        "$failure" | Should -Match 'Nothing was sent'
    }
}

Describe 'Without a session' {
    BeforeEach { Disconnect-Timescale -All }

    It '<_> says NotConnected' -ForEach @(
        'Get-TimescaleVpc'
        'Get-AzureVNet'
        'Get-VpcPeering'
        'Test-VpcPeering'
        '[pscustomobject] @{ Id = "LinkMissing"; Severity = "Problem" } | Repair-VpcPeering -Confirm:$false'
        'Get-ServiceVpc'
        'New-TimescaleVpc -CloudName x -Cidr 10.0.0.0/24'
        'Rename-TimescaleVpc x -NewName y'
        'Remove-TimescaleVpc x -Confirm:$false'
        'Grant-AzurePeerRole -Vpc x -VNet y'
        'Revoke-AzurePeerRole -Vpc x -VNet y'
        'Approve-VpcPeering -Vpc x -VNet y'
        'Wait-VpcPeering -Vpc x -VNet y'
        'Remove-VpcPeering -Vpc x -VNet y -Confirm:$false'
        'Set-ServiceVpc -Service x -Vpc y'
        'Test-ServiceVpc -Service x'
        'Get-AwsVpc'
        'New-TimescaleVpc x -Region us-east-1 -Cidr 10.0.0.0/24'
        'Add-VpcPeering -Vpc x -AwsVpc vpc-0a1b2c3d4e5f60718'
        'Approve-VpcPeering -Vpc x -AwsVpc vpc-0a1b2c3d4e5f60718'
    ) {
        $failure = Get-Failure ([scriptblock]::Create("$_ -ErrorAction Stop"))
        $failure.FullyQualifiedErrorId | Should -Match '^NotConnected,'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-Timescale'
    }

    It 'says of a row what was given, not how the module reads it' {
        $rows = @(
            [pscustomobject] @{ Vpc = 'apps'; VNet = 'Prod-VNet'; ResourceGroupName = 'Network-RG' }
            [pscustomobject] @{ Vpc = 'apps'; AwsVpc = 'vpc-0a1b2c3d4e5f60718' }
            [pscustomobject] @{ Vpc = 'apps'; Service = 'metrics' }
        )
        $heard = foreach ($command in Get-Command -Module TimescaleVpc -CommandType Cmdlet) {
            $with = @{ ErrorAction = 'Stop' }
            if ($command.Parameters.ContainsKey('Confirm')) { $with.Confirm = $false }
            if ($command.Parameters.ContainsKey('NewName')) { $with.NewName = 'other' }
            foreach ($row in $rows) {
                $failure = Get-Failure { $row | & $command @with }
                if ("$($failure.FullyQualifiedErrorId)" -notmatch '^NotConnected,') { continue }
                $subject = $failure.TargetObject
                $row.psobject.Properties.Value | Should -Contain $subject.Name -Because $command
                [object]::ReferenceEquals($subject.InputObject, $row) | Should -BeTrue -Because $command
                $failure.Exception.Target.GetType().IsPublic | Should -BeTrue -Because $command
                "$($failure.Exception.Target)" | Should -BeExactly $subject.Name -Because $command
                "$command"
            }
        }
        ($heard | Select-Object -Unique).Count | Should -BeGreaterThan 12
    }

    It 'a closed one does not help' {
        $session = Connect-Timescale -Sandbox
        Disconnect-Timescale
        Get-ErrorId { Get-TimescaleVpc -Session $session -ErrorAction Stop } | Should -Not -Be 'UnexpectedError'
    }
}
