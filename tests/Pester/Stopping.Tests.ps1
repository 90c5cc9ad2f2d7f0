BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $session = Connect-Timescale -Sandbox
    $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
    $variables = @{ vpc = $vpc; session = $session }
    # What comes before the stage has no end of its own: only a stage that ends it lets the pipeline end.
    $endless = '& { while ($true) { $vpc; Start-Sleep -Milliseconds 50 } }'
    $grant = 'Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG -Session $session'

    # A platform that takes connections and never answers.
    $silent = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $silent.Start()
    $silentUrl = "http://127.0.0.1:$($silent.LocalEndpoint.Port)/"
    $token = ConvertTo-Token 'canary'

    # Whatever still ran would come to its next request when the clock goes on.
    function Assert-AtRest {
        $before = $session.Sandbox.Requests.Count
        $session.Sandbox.Clock.Advance('01:00:00')
        $session.Sandbox.Requests.Count | Should -Be $before
    }
}

AfterAll {
    $silent.Stop()
    Disconnect-Timescale -All
}

Describe 'Ctrl+C' {
    It 'ends a cmdlet that waits for a platform' {
        # Once the request is there: a connection alone may be stopped before anything is asked.
        $seen = @{}
        $result = Invoke-Apart 'Connect-Timescale -Project x -Token $token -ApiUrl $url; Get-TimescaleVpc' {
            if (-not $seen.Client -and $silent.Pending()) { $seen.Client = $silent.AcceptTcpClient() }
            $seen.Client.Available -gt 0
        } @{ token = $token; url = $silentUrl }

        # Not by a time limit: that would show an error, or try again.
        $result.State | Should -Be 'Stopped'
        $result.Errors | Should -BeNullOrEmpty
        $silent.Pending() | Should -BeFalse
        [System.IO.StreamReader]::new($seen.Client.GetStream()).ReadToEnd() | Should -Match '^GET /'
        $seen.Client.Dispose()
    }

    It 'ends a pipeline whose first object is under way' {
        $before = $session.Sandbox.Requests.Count
        $result = Invoke-Apart "& { `$vpc; Start-Sleep 2000000 } | $grant | Add-VpcPeering | Approve-VpcPeering" {
            $session.Sandbox.Requests.Count -gt $before
        } $variables
        $result.State | Should -Be 'Stopped'
        $result.Errors | Should -BeNullOrEmpty
        Assert-AtRest
    }
}

Describe 'Select-Object -First' {
    It 'ends the stages before it' {
        $result = Invoke-Apart "$endless | $grant | Select-Object -First 1" -Variables $variables
        $result.State | Should -Be 'Completed'
        $result.Output | Should -HaveCount 1
        Assert-AtRest
    }

    It 'ends those that still have work' {
        $result = Invoke-Apart "$endless | $grant | Add-VpcPeering | Select-Object -First 1" -Variables $variables
        $result.State | Should -Be 'Completed'
        $result.Output | Should -HaveCount 1
        Assert-AtRest
    }

    It 'leaves a world in which the same pipeline goes on' {
        $peering = $vpc | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $peering.State | Should -Be 'ACTIVE'
    }
}

Describe 'An error downstream' {
    It 'ends the stages before it' {
        $result = Invoke-Apart "$endless | $grant | ForEach-Object { throw 'enough' }" -Variables $variables
        $result.State | Should -Be 'Failed'
        "$($result.Output)" | Should -Match 'enough'
        Assert-AtRest
    }

    It 'under -ErrorAction Stop ends the cmdlet' {
        $result = Invoke-Apart ("$endless | Grant-AzurePeerRole -VNet None -ResourceGroupName Network-RG " +
            '-Session $session -ErrorAction Stop') -Variables $variables
        $result.State | Should -Be 'Failed'
        $result.Output.ErrorRecord.FullyQualifiedErrorId | Should -Match '^VNetNotFound,'
        Assert-AtRest
    }
}
