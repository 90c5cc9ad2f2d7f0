BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'The demo' {
    BeforeAll {
        $demo = "$PSScriptRoot/../../src/TimescaleVpc.Sandbox.Server/demo.ps1"
        $lines = Invoke-PowerShell -File $demo -Module $ModulePath
        $exitCode = $LASTEXITCODE
    }

    It 'gets to its end' {
        $exitCode | Should -Be 0
        $lines[-1] | Should -BeLike '*0 in the second run*'
    }

    It 'shows a value for each name, of whatever type; the second runs have changed nothing' {
        $names = $lines -match '^ {5}\w+ *$'
        $names.Trim() | Should -Be ('Changes', 'Changes')
        @($lines -match '^ {5}Reachable +True$') | Should -HaveCount 2
        @($lines -match '^ {5}Port +\d+$') | Should -HaveCount 2
        @($lines -match '^ {5}Tcp +Passed: ') | Should -HaveCount 2
    }
}
