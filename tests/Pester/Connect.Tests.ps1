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

Describe 'Without a session' {
    BeforeEach { Disconnect-Timescale -All }

    It '<_> says NotConnected' -ForEach @(
        'Get-TimescaleVpc'
        'Get-AzureVNet'
        'Get-VpcPeering'
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
    ) {
        $failure = Get-Failure ([scriptblock]::Create("$_ -ErrorAction Stop"))
        $failure.FullyQualifiedErrorId | Should -Match '^NotConnected,'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-Timescale'
    }

    It 'a closed one does not help' {
        $session = Connect-Timescale -Sandbox
        Disconnect-Timescale
        Get-ErrorId { Get-TimescaleVpc -Session $session -ErrorAction Stop } | Should -Not -Be 'UnexpectedError'
    }
}
