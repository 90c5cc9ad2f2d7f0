# Dot-sourced by whatever starts another PowerShell: the same one that runs here. An apphost is a program of its own; a
# dotnet tool, or the tool's package itself, is an assembly that dotnet runs.

# The program, and what stands before the arguments for PowerShell.
function Get-PowerShellHost {
    $program = (Get-Process -Id $PID).Path
    $isApphost = [IO.Path]::GetFileNameWithoutExtension($program) -ne 'dotnet'
    [pscustomobject]@{ Program = $program; Arguments = $isApphost ? @() : @("$PSHOME/pwsh.dll") }
}

# Runs another PowerShell with these arguments, without a profile and without questions, and gives what it writes.
function Invoke-PowerShell {
    $powerShell = Get-PowerShellHost
    & $powerShell.Program @($powerShell.Arguments) -NoProfile -NonInteractive @args
}
