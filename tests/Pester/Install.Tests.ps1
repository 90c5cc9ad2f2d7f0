BeforeAll {
    . $PSScriptRoot/Common.ps1
    $build = Resolve-Path "$PSScriptRoot/../../build.ps1"
    $version = (Import-PowerShellDataFile $ModulePath).ModuleVersion

    # A user whose folders are below one of the test's: what is installed for her stays there.
    function Invoke-AsUser([string[]] $Arguments) {
        $names = 'HOME', 'XDG_DATA_HOME', 'PSModulePath'
        $kept = @{}
        foreach ($name in $names) { $kept[$name] = [Environment]::GetEnvironmentVariable($name) }
        try {
            $env:HOME = "$TestDrive/user"
            $env:XDG_DATA_HOME = $null
            $env:PSModulePath = $null
            Invoke-PowerShell @Arguments
        }
        finally { foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $kept[$name]) } }
    }

    $find = '$null = Connect-Timescale -Sandbox; Import-Module TimescaleVpc
        "$((Get-Module TimescaleVpc).ModuleBase) $(@(Get-TimescaleVpc).Count)"'
}

# On Windows a user's folder of modules is where the system says, not below HOME.
Describe 'build.ps1 Install' -Skip:$IsWindows {
    It 'installs for the user, so that a new session finds the module by its name' {
        $null = New-Item "$TestDrive/user" -ItemType Directory
        $said = Invoke-AsUser '-File', $build, 'Install', '-NoBuild'
        $LASTEXITCODE | Should -Be 0
        $said[-1] | Should -Be 'In a new session: Import-Module TimescaleVpc'
        $folder = "$TestDrive/user/.local/share/powershell/Modules/TimescaleVpc"
        Invoke-AsUser '-Command', $find | Should -Be "$folder/$version 2"
    }

    It 'replaces what was installed, and leaves nothing else' {
        $folder = "$TestDrive/user/.local/share/powershell/Modules/TimescaleVpc"
        Set-Content "$folder/$version/old.txt" old
        $null = Invoke-AsUser '-File', $build, 'Install', '-NoBuild'
        $LASTEXITCODE | Should -Be 0
        (Get-ChildItem $folder -Force).Name | Should -Be $version
        "$folder/$version/old.txt" | Should -Not -Exist
        (Get-ChildItem "$folder/$version" -Recurse -File).Count |
            Should -Be (Get-ChildItem (Split-Path $ModulePath) -Recurse -File).Count
    }

    It 'installs into another folder, and says how to import from there' {
        $said = Invoke-AsUser '-File', $build, 'Install', '-NoBuild', '-Path', "$TestDrive/elsewhere"
        $LASTEXITCODE | Should -Be 0
        $said[-1] | Should -Match 'is not in PSModulePath'
        $said[-1] -match "Import-Module '(?<path>.+)'$" | Should -BeTrue
        (Test-ModuleManifest "$($Matches.path)/TimescaleVpc.psd1").Version | Should -Be $version
    }

    It 'says what to do where it cannot write' {
        Set-Content "$TestDrive/file" 'not a folder'
        $said = Invoke-AsUser '-File', $build, 'Install', '-NoBuild', '-Path', "$TestDrive/file"
        $LASTEXITCODE | Should -Be 1
        $said -join ' ' | Should -Match 'Nothing installed in .+ Close the sessions that use the module'
    }
}
