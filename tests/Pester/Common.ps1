# Dot-sourced by each test file: where the built module is, and what several files need.
. $PSScriptRoot/../PowerShellHost.ps1

# An error ends a test, whoever starts the suite: Invoke-Pester itself would let a script go on.
$ErrorActionPreference = 'Stop'

$ModulePath = $env:TIMESCALEVPC_MODULE
if (-not $ModulePath) { $ModulePath = "$PSScriptRoot/../../out/TimescaleVpc" }
$ModulePath = Join-Path (Resolve-Path $ModulePath) 'TimescaleVpc.psd1'

# Runs a script in a fresh pwsh, with the module's path as $args[0], and gives its output as objects.
function Invoke-FreshPwsh([scriptblock] $Script) {
    $text = "`$WarningPreference = 'SilentlyContinue'; & { $Script } '$ModulePath' | ConvertTo-Json -Depth 5 -Compress"
    $json = Invoke-PowerShell -Command $text 2>&1
    if ($LASTEXITCODE -ne 0) { throw "pwsh ended with $LASTEXITCODE`: $json" }
    $json | ConvertFrom-Json
}

# Gives up what hangs. No test asserts how long something takes: a busy machine makes it slow, not red.
$HangLimit = [timespan]'00:10:00'

# Waits for what other threads or processes do.
function Wait-Until([scriptblock] $Condition) {
    $giveUp = [datetime]::UtcNow + $HangLimit
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $giveUp) { throw "Not seen within $HangLimit`: $Condition" }
        Start-Sleep -Milliseconds 20
    }
}

# Runs a script in a runspace of its own; once something is seen, stops it as Ctrl+C does. Gives how it ended.
function Invoke-Apart([string] $Script, [scriptblock] $StopWhen, [hashtable] $Variables = @{}) {
    $runspace = [runspacefactory]::CreateRunspace()
    $runspace.Open()
    foreach ($name in $Variables.Keys) { $runspace.SessionStateProxy.SetVariable($name, $Variables[$name]) }
    $shell = [powershell]::Create($runspace)
    $null = $shell.AddScript("Import-Module '$ModulePath'; $Script")
    $running = $shell.BeginInvoke()
    if ($StopWhen) {
        Wait-Until { $running.IsCompleted -or (& $StopWhen) }
        if (-not $running.IsCompleted) { $null = $shell.BeginStop($null, $null) }
    }

    # A shell that hangs is left as it is: disposing of it would hang, too.
    Wait-Until { $running.IsCompleted }
    $output = @(try { $shell.EndInvoke($running) } catch { $_.Exception.InnerException })
    [pscustomobject]@{
        State  = "$($shell.InvocationStateInfo.State)"
        Output = $output
        Errors = @($shell.Streams.Error)
    }
    $shell.Dispose()
    $runspace.Dispose()
}

# The error that a script ends with.
function Get-Failure([scriptblock] $Script) {
    try { $null = & $Script }
    catch { return $_ }
    throw 'It did not fail.'
}

# The part of an error id that a script may rely on.
function Get-ErrorId([scriptblock] $Script) {
    (Get-Failure $Script).FullyQualifiedErrorId.Split(',')[0]
}

# How many requests so far changed something in the current session's sandbox.
function Get-MutationCount {
    @((Get-TimescaleSession).Sandbox.Requests | Where-Object Mutates).Count
}

# A secret as Get-Secret would give it.
function ConvertTo-Token([string] $Text) {
    [System.Net.NetworkCredential]::new('', $Text).SecurePassword
}

# Every form that a secret may be seen in: as it is, reversed, for a URL, in hexadecimal digits, and in base64 where it
# stands. Any twelve characters of one are too many; what is shorter counts as a whole.
function Get-SecretPart([string] $Secret) {
    $bytes = [Text.Encoding]::UTF8.GetBytes($Secret)
    $forms = @(
        $Secret
        -join $Secret[-1..(-$Secret.Length)]
        [uri]::EscapeDataString($Secret)
        [Convert]::ToHexString($bytes)
        foreach ($before in 0..2) {
            $text = [Convert]::ToBase64String([byte[]]((@(0) * $before) + $bytes)).TrimEnd('=')
            $text.Substring($before + 1, $text.Length - $before - 2)
        }
    )
    foreach ($form in $forms) {
        if ($form.Length -le 12) { $form }
        else { foreach ($at in 0..($form.Length - 12)) { $form.Substring($at, 12) } }
    }
}
