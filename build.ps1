<#
.SYNOPSIS
Builds, tests, shows and packages the module, the same here and in CI.
.EXAMPLE
./build.ps1 Build
.EXAMPLE
./build.ps1 Bootstrap
.EXAMPLE
./build.ps1 Package
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Bootstrap', 'Build', 'Test', 'Demo', 'Analyze', 'Package')]
    [string] $Task = 'Build',

    # Debug, unless something is packaged.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = $Task -eq 'Package' ? 'Release' : 'Debug',

    # Packages what was built before.
    [switch] $NoBuild,

    # Where the package goes.
    [string] $PackagePath = "$PSScriptRoot/out/package"
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$solution = "$PSScriptRoot/TimescaleVpc.slnx"
$server = "$PSScriptRoot/src/TimescaleVpc.Sandbox.Server"
$module = "$PSScriptRoot/out/TimescaleVpc"

# Exit codes of dotnet are handed on as they are.
switch ($Task) {
    'Bootstrap' {
        $missing = @(
            @{ Name = 'Pester'; Version = '5.5.0' }, @{ Name = 'PSScriptAnalyzer'; Version = '1.22.0' } | Where-Object {
                $wanted = $_
                -not (Get-Module $wanted.Name -ListAvailable | Where-Object Version -GE $wanted.Version)
            })
        if (-not $missing) { Write-Output 'Pester and PSScriptAnalyzer are there.' }
        foreach ($module in $missing) {
            try {
                Install-PSResource $module.Name -Version "[$($module.Version), )" -Repository PSGallery -TrustRepository
                Write-Output "Installed $($module.Name)."
            }
            catch {
                Write-Output "$($module.Name) could not be installed: $_"
                Write-Output (
                    "Without the PowerShell Gallery: on a machine that reaches it, Save-PSResource $($module.Name) " +
                    'saves the module to a folder; copy that to a folder of $env:PSModulePath here.')
                exit 1
            }
        }

        exit 0
    }
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
        $findings = @($files | Invoke-ScriptAnalyzer -Settings "$PSScriptRoot/tests/PSScriptAnalyzerSettings.psd1")
        $findings | Format-List Severity, RuleName, ScriptPath, Line, Message
        Write-Output "PSScriptAnalyzer: $($findings.Count) findings in $($files.Count) files."
        exit ($findings.Count -gt 0 ? 1 : 0)
    }
    'Package' {
        if (-not $NoBuild) {
            dotnet build $solution --configuration $Configuration
            if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
        }

        # The folder is what Publish-PSResource takes. Azure Automation takes the zip: its root is the module's folder,
        # and its name is the module's.
        $folder = "$PackagePath/TimescaleVpc"
        $zip = "$PackagePath/TimescaleVpc.zip"
        if (Test-Path $PackagePath) { Remove-Item $folder, $zip -Recurse -Force -ErrorAction Ignore }
        $null = New-Item $PackagePath -ItemType Directory -Force
        Copy-Item $module $folder -Recurse
        Compress-Archive -Path $folder -DestinationPath $zip
        if ((Import-PowerShellDataFile "$folder/TimescaleVpc.psd1").PrivateData.PSData.ProjectUri -match '\.example') {
            Write-Output 'The addresses in the manifest are placeholders: to publish, build with -p:ProjectUrl=https://...'
        }

        Write-Output $folder $zip
        exit 0
    }
}
