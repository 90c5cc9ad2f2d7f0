<#
.SYNOPSIS
Builds, tests, shows and packages the module, the same here and in CI.
.EXAMPLE
./build.ps1 Build
.EXAMPLE
./build.ps1 Bootstrap
.EXAMPLE
./build.ps1 Package
.EXAMPLE
./build.ps1 Install
Import-Module TimescaleVpc
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Bootstrap', 'Build', 'Test', 'Demo', 'Install', 'Analyze', 'Package')]
    [string] $Task = 'Build',

    # Debug, unless the module is packaged or installed.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = ($Task -in @('Package', 'Install')) ? 'Release' : 'Debug',

    # Packages or installs what was built before.
    [switch] $NoBuild,

    # Where the package goes.
    [string] $PackagePath = "$PSScriptRoot/out/package",

    # For whom the module is installed.
    [ValidateSet('CurrentUser', 'AllUsers')]
    [string] $Scope = 'CurrentUser',

    # Installs into this folder of modules instead.
    [string] $Path = ''
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$solution = "$PSScriptRoot/TimescaleVpc.slnx"
$server = "$PSScriptRoot/src/TimescaleVpc.Sandbox.Server"
$module = "$PSScriptRoot/out/TimescaleVpc"

# Exit codes of dotnet are handed on as they are.
switch ($Task) {
    'Bootstrap' {
        # Pester, and a PowerShell for who has none, are packages that each build gets.
        dotnet build "$PSScriptRoot/src/TimescaleVpc.PowerShell" --configuration $Configuration
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
        $hasPester = Test-Path "$PSScriptRoot/out/modules/Pester"
        if ($hasPester) { Write-Output 'Pester is in out/modules.' }
        else { Write-Output 'Pester could not be had: the packages were not reached.' }

        # Only the Gallery has the analyzer.
        $version = '1.22.0'
        if (Get-Module PSScriptAnalyzer -ListAvailable | Where-Object Version -GE $version) {
            Write-Output 'PSScriptAnalyzer is there.'
        }
        else {
            try {
                Install-PSResource PSScriptAnalyzer -Version "[$version, )" -Repository PSGallery -TrustRepository
                Write-Output 'Installed PSScriptAnalyzer.'
            }
            catch {
                Write-Output "PSScriptAnalyzer could not be installed, so Analyze does nothing: $_"
                Write-Output (
                    'Without the PowerShell Gallery: on a machine that reaches it, Save-PSResource PSScriptAnalyzer ' +
                    'saves the module to a folder; copy that to a folder of $env:PSModulePath here.')
            }
        }

        exit ($hasPester ? 0 : 1)
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
    'Install' {
        if (-not $NoBuild) {
            dotnet build $solution --configuration $Configuration
            if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
        }

        $manifest = "$module/TimescaleVpc.psd1"
        if (-not (Test-Path $manifest)) {
            Write-Output 'Nothing installed: out/TimescaleVpc is not built. Leave out -NoBuild.'
            exit 1
        }

        if (-not $Path) {
            # Where this PowerShell looks for modules of this user, or of everybody.
            $Path = if ($Scope -eq 'AllUsers') {
                $IsWindows ? "$env:ProgramFiles/PowerShell/Modules" : '/usr/local/share/powershell/Modules'
            }
            elseif ($IsWindows) { Join-Path ([Environment]::GetFolderPath('MyDocuments')) PowerShell/Modules }
            else {
                $data = $env:XDG_DATA_HOME ? $env:XDG_DATA_HOME : (Join-Path $HOME .local/share)
                Join-Path $data powershell/Modules
            }
        }

        $Path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
        $version = (Import-PowerShellDataFile $manifest).ModuleVersion
        $target = Join-Path $Path TimescaleVpc $version
        try {
            # What is installed appears as a whole: it is copied beside its place, and then moved there.
            $copy = Join-Path $Path TimescaleVpc ".$version-$PID"
            $null = New-Item (Split-Path $copy) -ItemType Directory -Force
            Copy-Item $module $copy -Recurse
            $old = "$copy-old"
            if (Test-Path $target) { Move-Item $target $old }
            Move-Item $copy $target
            Remove-Item $old -Recurse -Force -ErrorAction Ignore
        }
        catch {
            Remove-Item $copy -Recurse -Force -ErrorAction Ignore
            Write-Output "Nothing installed in $target`: $_"
            Write-Output 'Close the sessions that use the module; for -Scope AllUsers be an administrator.'
            exit 1
        }

        Write-Output "Installed TimescaleVpc $version in $target."
        $searched = $env:PSModulePath -split [IO.Path]::PathSeparator | ForEach-Object { $_.TrimEnd('/', '\') }
        Write-Output ($Path.TrimEnd('/', '\') -in $searched ?
            'In a new session: Import-Module TimescaleVpc' :
            "$Path is not in PSModulePath. In a new session: Import-Module '$target'")
        exit 0
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
            Write-Output ('The addresses in the manifest are placeholders: ' +
                'to publish, build with -p:ProjectUrl=https://...')
        }

        Write-Output $folder $zip
        exit 0
    }
}
