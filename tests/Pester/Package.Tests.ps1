BeforeAll {
    . $PSScriptRoot/Common.ps1
    $build = "$PSScriptRoot/../../build.ps1"
    $said = Invoke-PowerShell -File $build Package -NoBuild -PackagePath "$TestDrive/package"
    $code = $LASTEXITCODE

    # A module that is found by its name in a folder of modules, as the Gallery and Azure Automation put it there.
    function Invoke-Packaged([string] $Folder) {
        Invoke-PowerShell -Command "`$env:PSModulePath = '$Folder'
            `$null = Connect-Timescale -Sandbox
            `"`$((Get-Module TimescaleVpc).ModuleBase) `$(@(Get-TimescaleVpc).Count)`""
    }
}

Describe 'The package' {
    It 'is a folder to publish and a zip for Azure Automation' {
        $code | Should -Be 0
        $said[-2..-1] | Split-Path -Leaf | Should -Be 'TimescaleVpc', 'TimescaleVpc.zip'
        $said[-2..-1] | Should -Exist
    }

    It 'as a folder imports alone' {
        Invoke-Packaged "$TestDrive/package" | Should -Be "$(Join-Path $TestDrive package/TimescaleVpc) 2"
    }

    It 'as a zip has the module as its root, and imports alone' {
        Expand-Archive "$TestDrive/package/TimescaleVpc.zip" "$TestDrive/modules"
        (Get-ChildItem "$TestDrive/modules").Name | Should -Be 'TimescaleVpc'
        Invoke-Packaged "$TestDrive/modules" | Should -Be "$(Join-Path $TestDrive modules/TimescaleVpc) 2"
    }

    It 'is smaller than 40 MB' {
        (Get-Item "$TestDrive/package/TimescaleVpc.zip").Length | Should -BeLessThan 40MB
    }
}
