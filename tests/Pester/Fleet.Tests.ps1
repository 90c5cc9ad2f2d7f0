BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
}

AfterAll { Disconnect-Timescale -All }

Describe 'A fleet of 21 from a CSV, with one overlap and one misspelt name' {
    BeforeAll {
        $rendering = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
        $networks = foreach ($number in 1..19) {
            @{
                Name = "App-VNet-{0:00}" -f $number; ResourceGroupName = 'App-RG'
                AddressPrefix = "10.$(20 + $number).0.0/16"
            }
        }
        $networks += @{ Name = 'Taken-VNet'; ResourceGroupName = 'App-RG'; AddressPrefix = '10.200.0.0/20' }
        $world = New-VpcSandbox -AzureVNet $networks
        $null = Connect-Timescale -Sandbox -World $world

        $file = "$TestDrive/fleet.csv"
        $names = @($networks.Name) + 'App-VNt-07'
        'Vpc,VNet,ResourceGroupName', @($names | ForEach-Object { "timescale-azure-westeurope,$_,App-RG" }) |
            Write-Output | Set-Content $file

        $said = Import-Csv $file | Grant-AzurePeerRole -ErrorVariable failed -ErrorAction SilentlyContinue |
            Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering
        $screen = (@($failed) + @($said) | Out-String -Width 80)
        $line = $failed.TargetObject | Out-String -Width 120
    }

    AfterAll { $PSStyle.OutputRendering = $rendering }

    It 'peers the 19 others' {
        $said | Should -HaveCount 19
        $said.State | Select-Object -Unique | Should -Be 'ACTIVE'
        $failed | Should -HaveCount 2
    }

    It 'says on the screen which failed and why, with the id to look up' {
        $words = $screen -replace '\r?\n +\|? *', ' '
        $words | Should -Match '(?s)VNet App-RG/Taken-VNet cannot be peered .+ overlaps .+AddressOverlap'
        $words | Should -Match "(?s)no VNet 'App-VNt-07' in resource group 'App-RG' .+ It sees: App-RG/App-VNet-07, "
        $words | Should -Match '(?s)\(ErrorId: VNetNotFound\)'
        foreach ($number in 1..19) { $screen | Should -Match ('App-RG/App-VNet-{0:00} +ACTIVE' -f $number) }
    }

    It 'says it in one line of script, which is that of docs/troubleshooting.md' {
        $line | Should -Match '(?m)^App-RG/Taken-VNet +AddressOverlap +VNet App-RG/Taken-VNet cannot be peered'
        $line | Should -Match '(?m)^App-VNt-07 +VNetNotFound +There is no VNet'
        $failed.TargetObject.InputObject.VNet | Sort-Object | Should -Be 'App-VNt-07', 'Taken-VNet'
        Get-Content (Join-Path $PSScriptRoot '../../docs/troubleshooting.md') -Raw |
            Should -Match ([regex]::Escape('$failed.TargetObject'))
    }
}
