# The manifest in the root runs this before it loads the module: what it leads to is there after a build only.
if (-not (Test-Path "$PSScriptRoot/../../out/TimescaleVpc/TimescaleVpc.psd1")) {
    throw 'TimescaleVpc is not built here yet. Run dotnet build in its folder, then import it again.'
}
