# Dot-sourced by whatever starts another PowerShell: the same one that runs here. An apphost is a program of its own; a
# dotnet tool, or the tool's package itself, is an assembly that dotnet runs.

# The program, and what stands before the arguments for PowerShell. No profile is read; nobody is asked, unless the
# arguments have -Interactive.
function Get-PowerShellHost([object[]] $For) {
    $program = (Get-Process -Id $PID).Path
    $isApphost = [IO.Path]::GetFileNameWithoutExtension($program) -ne 'dotnet'
    [pscustomobject]@{
        Program   = $program
        Arguments = @(
            if (-not $isApphost) { "$PSHOME/pwsh.dll" }
            '-NoProfile'
            if ($For -notcontains '-Interactive') { '-NonInteractive' }
        )
    }
}

# Runs another PowerShell with these arguments, and gives what it writes.
function Invoke-PowerShell {
    $powerShell = Get-PowerShellHost $args
    & $powerShell.Program @($powerShell.Arguments) @args
}

# Starts another PowerShell with these arguments, and gives its process, whose output can be read.
function Start-PowerShell {
    $powerShell = Get-PowerShellHost $args
    $start = [Diagnostics.ProcessStartInfo]::new($powerShell.Program)
    $start.RedirectStandardOutput = $true
    foreach ($argument in $powerShell.Arguments + $args) { $start.ArgumentList.Add($argument) }
    [Diagnostics.Process]::Start($start)
}
