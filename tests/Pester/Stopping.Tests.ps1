BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $null = Connect-Timescale -Sandbox
    $vpc = Get-TimescaleVpc -CloudName timescale-azure-westeurope
    $clock = [Diagnostics.Stopwatch]::new()

    # A platform that takes connections and never answers: the only wait that costs real time here.
    $silent = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $silent.Start()
    $silentUrl = "http://127.0.0.1:$($silent.LocalEndpoint.Port)/"
    $token = ConvertTo-Token 'canary'
}

AfterAll {
    $silent.Stop()
    Disconnect-Timescale -All
}

Describe 'Ctrl+C' {
    It 'ends a cmdlet that waits for a platform' {
        Measure-Stop 'Connect-Timescale -Project x -Token $token -ApiUrl $url; Get-TimescaleVpc' -After 1500 @{
            token = $token; url = $silentUrl
        } | Should -BeLessThan 1.5
    }

    It 'ends a pipeline whose first object is under way' {
        Measure-Stop '& { $vpc; Start-Sleep 60 } |
            Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG -Session $session |
            Add-VpcPeering | Approve-VpcPeering' -After 1500 @{ vpc = $vpc; session = (Get-TimescaleSession) } |
            Should -BeLessThan 1.5
    }
}

Describe 'Select-Object -First' {
    It 'ends the stages before it' {
        $clock.Restart()
        Get-TimescaleVpc | Select-Object -First 1 | Should -HaveCount 1
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 1.5
    }

    It 'ends those that still have work' {
        $clock.Restart()
        $first = & { $vpc; $vpc } | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
            Add-VpcPeering | Select-Object -First 1
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 3
        $first | Should -HaveCount 1
    }

    It 'leaves a world in which the same pipeline goes on' {
        $peering = $vpc | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $peering.State | Should -Be 'ACTIVE'
    }
}

Describe 'An error downstream' {
    It 'ends the stages before it' {
        $clock.Restart()
        { Get-TimescaleVpc | ForEach-Object { throw 'enough' } } | Should -Throw 'enough'
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 1.5
    }

    It 'under -ErrorAction Stop ends the cmdlet' {
        $clock.Restart()
        { $vpc | Grant-AzurePeerRole -VNet None -ResourceGroupName Network-RG -ErrorAction Stop } | Should -Throw
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 1.5
    }
}
