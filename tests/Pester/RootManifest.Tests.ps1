BeforeAll {
    . $PSScriptRoot/Common.ps1
    $root = Resolve-Path "$PSScriptRoot/../.."
    # The root as a clone has it, where nothing was built.
    $clone = "$TestDrive/clone"
    $null = New-Item "$clone/src/TimescaleVpc.Module" -ItemType Directory
    Copy-Item "$root/TimescaleVpc.psd1" $clone
    Copy-Item "$root/src/TimescaleVpc.Module/*.ps1" "$clone/src/TimescaleVpc.Module"
}

Describe 'The manifest in the root' {
    It 'ends before a build in an error that names the build' {
        Invoke-FreshPwsh ([scriptblock]::Create("
            try { Import-Module '$clone/TimescaleVpc.psd1' -ErrorAction Stop } catch { `"`$_`" }
            `"`$((Get-Module TimescaleVpc).Count)`"")) | Should -Be @(
                'TimescaleVpc is not built here yet. Run dotnet build in its folder, then import it again.', '0')
    }

    It 'gives after a build what the laid-out module gives: cmdlets, views, help and topics' {
        Copy-Item (Split-Path $ModulePath) "$clone/out/TimescaleVpc" -Recurse
        $script = {
            $clear = @(Get-Variable).Name
            Import-Module $args[0]
            $null = Connect-Timescale -Sandbox
            [ordered]@{
                Commands = @(Get-Command -Module TimescaleVpc).Name
                Version  = "$((Get-Module TimescaleVpc).Version)"
                View     = Get-TimescaleVpc | Out-String
                Help     = (Get-Help Add-VpcPeering -Full | Out-String).Trim()
                Topics   = @(Get-Help 'about_TimescaleVpc*').Name
                Topic    = "$(Get-Help about_TimescaleVpc_AWS)"
                Left     = @(Get-Variable).Name | Where-Object { $_ -notin $clear -and $_ -ne 'clear' }
            }
        }
        $laidOut = Invoke-FreshPwsh $script
        $laidOut.Topics.Count | Should -BeGreaterThan 3
        $laidOut.View | Should -Match 'timescale-azure-westeurope +ACTIVE'
        $ModulePath = "$clone/TimescaleVpc.psd1"
        Invoke-FreshPwsh $script | ConvertTo-Json | Should -Be ($laidOut | ConvertTo-Json)
    }

    It 'says of the module what the laid-out one says, but for what is loaded' {
        $inRoot = Import-PowerShellDataFile "$root/TimescaleVpc.psd1"
        $laidOut = Import-PowerShellDataFile $ModulePath
        # The build fills these in.
        foreach ($name in 'RootModule', 'ScriptsToProcess', 'TypesToProcess', 'FormatsToProcess', 'FileList',
            'PrivateData') {
            $inRoot.Remove($name)
            $laidOut.Remove($name)
        }
        $inRoot.Keys.Count | Should -BeGreaterThan 5
        foreach ($name in $inRoot.Keys) { $laidOut.$name | Should -Be $inRoot.$name }
        $laidOut.Keys | Sort-Object | Should -Be ($inRoot.Keys | Sort-Object)
    }
}
