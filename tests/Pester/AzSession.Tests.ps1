BeforeAll {
    . $PSScriptRoot/Common.ps1

    # Programs that a sign-in could start, each of which writes down that it was: az says that nobody is signed in.
    $programs = New-Item "$TestDrive/bin" -ItemType Directory
    $started = "$TestDrive/started.txt"
    foreach ($name in 'az', 'azd', 'pwsh', 'powershell') {
        Set-Content "$programs/$name" "#!/bin/sh`necho $name >> '$started'`necho 'Please run az login' >&2`nexit 1"
        Set-Content "$programs/$name.cmd" "@echo $name>>`"$started`"`r`n@echo Please run az login 1>&2`r`n@exit /b 1"
        if (-not $IsWindows) { chmod +x "$programs/$name" }
    }

    # What happened in each runspace; see AzSession.ps1.
    function Invoke-Az([string[]] $Setup, [string] $Connect = '') {
        Remove-Item $started -ErrorAction Ignore
        $kept = @{}
        $clear = 'IDENTITY_ENDPOINT', 'IDENTITY_HEADER', 'AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET',
        'AZURE_TOKEN_CREDENTIALS', 'AZURE_FEDERATED_TOKEN_FILE', 'HTTPS_PROXY', 'NO_PROXY', 'PATH'
        foreach ($name in $clear) { $kept[$name] = [Environment]::GetEnvironmentVariable($name) }
        try {
            foreach ($name in $clear) { [Environment]::SetEnvironmentVariable($name, $null) }
            $env:PATH = "$programs$([IO.Path]::PathSeparator)$($kept['PATH'])"
            $quoted = ($Setup | ForEach-Object { "'$($_ -replace "'", "''")'" }) -join ', '
            $json = Invoke-PowerShell -Command (
                "& '$PSScriptRoot/AzSession.ps1' -ModulePath '$ModulePath' -Setup $quoted -Connect '$Connect'")
            ConvertFrom-Json ($json -join "`n")
        }
        finally {
            foreach ($name in $clear) { [Environment]::SetEnvironmentVariable($name, $kept[$name]) }
        }
    }
}

Describe 'The Az session of the runspace' {
    It 'is asked for the tenant that is named' {
        $run = Invoke-Az 'Use-Az ann@example.com $true' -Connect '-TenantId other.example'
        $run.Asked | Should -Be 'https://management.azure.com other.example'
    }

    It 'is used by its own runspace only, with tokens as SecureString or string, and no program is started' {
        $runs = Invoke-Az 'Use-Az ann@example.com $true', 'Use-Az bob@example.com $false'
        $runs.ErrorId | Should -Be 'ProxyFailed', 'ProxyFailed'
        $runs[0].SignIn | Should -Be 'Signed in to Azure: Az session ann@example.com.'
        $runs[0].Asked | Should -Be 'https://management.azure.com tenant-of-ann@example.com'
        $runs[1].SignIn | Should -Be 'Signed in to Azure: Az session bob@example.com.'
        $runs[1].Asked | Should -Be 'https://management.azure.com tenant-of-bob@example.com'
        $runs[0].Proxy | Should -Be 'CONNECT management.azure.com:443 HTTP/1.1'
        $started | Should -Not -Exist
    }

    It 'that has expired is the error, and nothing else is tried' {
        $run = Invoke-Az 'Use-Az ann@example.com $true "Your Azure credentials have expired: eyJhbGciOiJSUzI1.canary"'
        $run.ErrorId | Should -Be 'AzSessionFailed'
        $run.Message | Should -Match 'ann@example\.com.*Az says: Your Azure credentials have expired: \*\*\*'
        $run.Message | Should -Not -Match 'canary'
        $run.Action | Should -Match 'Connect-AzAccount'
        $run.Proxy | Should -BeNullOrEmpty
        $started | Should -Not -Exist
    }
}

Describe 'Without an Az session' {
    It 'the usual chain is tried, and the error names it' {
        $run = Invoke-Az '$null'
        $run.ErrorId | Should -Be 'AzureSignInFailed'
        foreach ($way in 'Environment', 'Workload identity', 'Managed identity', 'Azure CLI', 'Azure PowerShell') {
            $run.Message | Should -Match $way
        }
        Get-Content $started | Should -Contain 'az' -Because 'this shows that the other tests would notice'
    }

    It 'of an Az that is loaded, but not signed in, the chain is tried, too' {
        $run = Invoke-Az 'Use-Az "" $true'
        $run.ErrorId | Should -Be 'AzureSignInFailed'
        $run.Verbose -match 'not signed in' | Should -Not -BeNullOrEmpty
        $run.Asked | Should -BeNullOrEmpty
    }
}

Describe 'A managed identity' {
    It 'comes before an Az session where it is asked for' {
        $run = Invoke-Az 'Use-Az ann@example.com $true' -Connect '-ManagedIdentityClientId 11-22'
        $run.SignIn | Should -Be 'Signed in to Azure: Managed identity 11-22.'
        $run.Identity | Should -Match 'client_id=11-22'
        $run.Asked | Should -BeNullOrEmpty
        $started | Should -Not -Exist
    }

    It 'is the end of the chain where the host has one' {
        # The proxy refuses what it is asked, as an endpoint does whose host has no identity.
        $run = Invoke-Az '$env:IDENTITY_ENDPOINT = "$env:HTTPS_PROXY/token"; $env:IDENTITY_HEADER = "x"'
        $run.ErrorId | Should -Be 'AzureSignInFailed'
        $run.Proxy | Should -Match 'GET /token'
        $started | Should -Not -Exist
    }
}
