# Sourced: the module in a real PowerShell, on the same sandbox.

choose_module() {
    [ -f "$(sandbox_program)" ] || fail "$(sandbox_program) is not built."
    mapfile -t pwsh_command < <(dotnet "$(sandbox_program)" find-powershell 2>/dev/null)
    [ ${#pwsh_command[@]} -gt 0 ] || skip 'no PowerShell on this machine.'
    [ -f "$root/out/TimescaleVpc/TimescaleVpc.psd1" ] || fail 'out/TimescaleVpc is not built.'
}

# module SCRIPT: runs it in a session of its own, signed in to the sandbox; its output is the script's.
module() {
    POWERSHELL_TELEMETRY_OPTOUT=1 "${pwsh_command[@]}" -NoProfile -NonInteractive -Command "
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
