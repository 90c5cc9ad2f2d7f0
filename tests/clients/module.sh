# Sourced: the module in a real PowerShell, on the same sandbox.

choose_module() {
    need pwsh
    [ -f "$root/out/TimescaleVpc/TimescaleVpc.psd1" ] || fail 'out/TimescaleVpc is not built.'
}

# module SCRIPT: runs it in a session of its own, signed in to the sandbox; its output is the script's.
module() {
    POWERSHELL_TELEMETRY_OPTOUT=1 pwsh -NoProfile -NonInteractive -Command "
        \$ErrorActionPreference = 'Stop'
        \$WarningPreference = 'SilentlyContinue'
        \$ProgressPreference = 'SilentlyContinue'
        Import-Module '$root/out/TimescaleVpc'
        \$null = Connect-Timescale -SandboxServer '$folder/server.json'
        $1"
}

# The sandbox anew, as it was when it started.
begin_again() {
    admin reset --data '{}' >/dev/null
    lengthen_tokens
}
