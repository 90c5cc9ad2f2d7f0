# Started as a process of its own by AzSession.Tests.ps1. Signs in to Azure in several runspaces at once, each with an
# Az of its own, against a managed service and a proxy on loopback: nothing leaves this machine. Writes what happened.
param(
    [string] $ModulePath,

    # What each runspace does before it connects, for example to load a stub of Az.Accounts.
    [string[]] $Setup,

    # More parameters of Connect-Timescale.
    [string] $Connect = ''
)

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
Add-Type -Path "$PSScriptRoot/Loopback.cs"

$service = [Loopback]::new('200 OK', '{"projects":[{"project_name":"demo"}]}')
$proxy = [Loopback]::new('403 Forbidden', '')
$identity = [Loopback]::new('200 OK', '{"access_token":"mi","expires_on":"4102444800","token_type":"Bearer"}')
$env:HTTPS_PROXY = $proxy.Url
$Connect = $Connect.Replace('IDENTITY', $identity.Url)
if ($Connect -match 'ManagedIdentity') { $env:IDENTITY_ENDPOINT = "$($identity.Url)/token"; $env:IDENTITY_HEADER = 'x' }

# Az itself keeps its context in the process or the runspace; these stubs keep theirs in the runspace.
$az = {
    param([string] $Account, [bool] $Secure, [string] $Failure = '')
    New-Module -Name Az.Accounts -ArgumentList $Account, $Secure, $Failure -ScriptBlock {
        $account, $secure, $failure = $args
        $asked = [System.Collections.Generic.List[string]]::new()
        function Get-AzContext {
            if (-not $account) { return }
            @{
                Account = @{ Id = $account }; Tenant = @{ Id = "tenant-of-$account" }
                Subscription = @{ Id = "subscription-of-$account" }
            } | ConvertTo-Json | ConvertFrom-Json
        }

        function Get-AzAccessToken {
            [CmdletBinding()]
            param($ResourceUrl, $TenantId)
            $asked.Add("$ResourceUrl $TenantId".Trim())
            if ($failure) { throw $failure }
            $token = "token-of-$account"
            [pscustomobject]@{
                Token     = $secure ? ([System.Net.NetworkCredential]::new('', $token).SecurePassword) : $token
                ExpiresOn = [DateTimeOffset]::UtcNow.AddHours(1)
            }
        }

        Export-ModuleMember -Function * -Variable asked
    } | Import-Module -Global
}

$jobs = foreach ($prepare in $Setup) {
    $shell = [powershell]::Create()
    $null = $shell.AddScript("Import-Module '$ModulePath'; function Use-Az { $az }; $prepare
        `$VerbosePreference = 'Continue'
        `$token = ConvertTo-SecureString x -AsPlainText -Force
        `$session = Connect-Timescale -ApiUrl '$($service.Url)' -Project demo -Token `$token $Connect
        `$null = Get-AzureVNet -ErrorAction Stop")
    @{ Shell = $shell; Running = $shell.BeginInvoke() }
}

# Each fails: without a sign-in, or with a token at the proxy, which is not asked again.
$giveUp = [datetime]::UtcNow.AddMinutes(10)
foreach ($job in $jobs) {
    while (-not $job.Running.IsCompleted -and [datetime]::UtcNow -lt $giveUp) { Start-Sleep -Milliseconds 50 }
}

@(foreach ($job in $jobs) {
        $failure = $null
        if ($job.Running.IsCompleted) { try { $null = $job.Shell.EndInvoke($job.Running) } catch { $failure = $_ } }
        else { $job.Shell.Stop() }
        @{
            Asked   = @($job.Shell.Runspace.SessionStateProxy.GetVariable('asked') | Sort-Object -Unique)
            SignIn  = @($job.Shell.Streams.Verbose -match 'Signed in to Azure').ForEach{ "$_" }
            Verbose = @($job.Shell.Streams.Verbose).ForEach{ "$_" }
            ErrorId = "$($failure.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId)".Split(',')[0]
            Message = "$($failure.Exception.InnerException.Message)"
            Action  = "$($failure.Exception.InnerException.ErrorRecord.ErrorDetails.RecommendedAction)"
            Proxy   = @($proxy.Lines | Sort-Object -Unique)
            Identity = @($identity.Lines)
        }
    }) | ConvertTo-Json -Depth 4 -AsArray
