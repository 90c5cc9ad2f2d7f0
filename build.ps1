<#
.SYNOPSIS
Builds, tests, shows and packages the module, the same here and in CI.
.EXAMPLE
./build.ps1 Build
.EXAMPLE
./build.ps1 -Task Package -Configuration Release
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Analyze', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$solution = "$PSScriptRoot/TimescaleVpc.slnx"
$server = "$PSScriptRoot/src/TimescaleVpc.Sandbox.Server"
$module = "$PSScriptRoot/out/TimescaleVpc"

# Exit codes of dotnet are handed on as they are.
switch ($Task) {
    'Build' {
        dotnet build $solution --configuration $Configuration
        exit $LASTEXITCODE
    }
    'Test' {
        dotnet test $solution --configuration $Configuration
        exit $LASTEXITCODE
    }
    'Demo' {
        dotnet run --project $server --configuration $Configuration '--' demo
        exit $LASTEXITCODE
    }
    'Analyze' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            Write-Output 'Nothing analysed: PSScriptAnalyzer is not installed (Install-PSResource PSScriptAnalyzer).'
            exit 0
        }

        $files = @(Get-ChildItem $PSScriptRoot -Recurse -File -Include *.ps1, *.psm1, *.psd1 |
                Where-Object FullName -NotMatch '[\\/](bin|obj|out)[\\/]')
        $findings = @($files | Invoke-ScriptAnalyzer -Settings "$PSScriptRoot/PSScriptAnalyzerSettings.psd1")
        $findings | Format-List Severity, RuleName, ScriptPath, Line, Message
        Write-Output "PSScriptAnalyzer: $($findings.Count) findings in $($files.Count) files."
        exit ($findings.Count -gt 0 ? 1 : 0)
    }
    'Package' {
        dotnet build $solution --configuration $Configuration
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

        # Azure Automation wants the module's folder as the root of the zip.
        $version = (Import-PowerShellDataFile "$module/TimescaleVpc.psd1").ModuleVersion
        $zip = "$PSScriptRoot/out/TimescaleVpc.$version.zip"
        Compress-Archive -Path $module -DestinationPath $zip -Force
        Write-Output $zip
        exit 0
    }
}
