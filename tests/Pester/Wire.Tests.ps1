# What a hostile or broken end of the wire does to a PowerShell: no secret goes elsewhere, nothing is kept for it, no
# answer is taken without end, and each failure is told apart from the others. All of it is on loopback.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    if (-not ('Loopback' -as [type])) { Add-Type -Path $PSScriptRoot/Loopback.cs }

    $token = ConvertTo-Token 'mst-t0ken'
    $keys = [pscredential]::new('public-k3y', (ConvertTo-Token 'secret-k3y'))

    # Each client that an address can be given to without TLS.
    $ask = @{
        'the managed service' = { Connect-Timescale -ApiUrl $url -Project demo -Token $token }
        'Timescale Cloud'     = { Connect-Timescale -ApiUrl $url -Credential $keys }
        'STS'                 = { $aws = @{ AWS_ENDPOINT_URL_STS = $url }; . $signedIn }
        'EC2'                 = {
            $aws = @{ AWS_ENDPOINT_URL_STS = $caller.Url; AWS_ENDPOINT_URL_EC2 = $url }
            . $signedIn
        }
        'a managed identity'  = {
            $aws = @{ IDENTITY_ENDPOINT = "$url/token"; IDENTITY_HEADER = 'h3ader' }
            . $signedIn { Get-AzureVNet -Session $session } @{ ManagedIdentityClientId = '11-22' }
        }
    }
    $signedIn = {
        param($Read = { Get-AwsVpc -Session $session }, $More = @{ AwsRegion = 'us-east-1' })
        $set = $aws + @{
            AWS_ACCESS_KEY_ID = 'AKIAEXAMPLE'; AWS_SECRET_ACCESS_KEY = 'aws-s3cret'; AWS_SESSION_TOKEN = 'aws-s3ssion'
        }
        $kept = @{}
        foreach ($name in $set.Keys) {
            $kept[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $set[$name])
        }
        try {
            $session = Connect-Timescale -ApiUrl $projects.Url -Project demo -Token $token @More
            & $Read
        }
        finally { foreach ($name in $kept.Keys) { [Environment]::SetEnvironmentVariable($name, $kept[$name]) } }
    }
    $projects = [Loopback]::new('200 OK', '{"projects":[{"project_name":"demo"}]}')
    $caller = [Loopback]::new('200 OK', 'Content-Type: text/xml', [Text.Encoding]::ASCII.GetBytes(
            '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
            '<Arn>arn:aws:iam::111122223333:user/x</Arn><UserId>AIDA</UserId><Account>111122223333</Account>' +
            '</GetCallerIdentityResult></GetCallerIdentityResponse>'))

    function Get-Refused([string] $Client, [Loopback] $From) {
        $url = $From.Url
        $failure = Get-Failure { $ErrorActionPreference = 'Stop'; . $ask[$Client] }
        [pscustomobject]@{ Id = $failure.FullyQualifiedErrorId.Split(',')[0]; Message = $failure.Exception.Message }
    }

    function Get-Packed([int] $Megabytes) {
        $packed = [IO.MemoryStream]::new()
        $gzip = [IO.Compression.GZipStream]::new($packed, [IO.Compression.CompressionLevel]::Fastest, $true)
        foreach ($part in 1..$Megabytes) { $gzip.Write([byte[]]::new(1MB), 0, 1MB) }
        $gzip.Dispose()
        , $packed.ToArray()
    }
}

AfterAll { Disconnect-Timescale -All }

Describe 'A redirect' {
    It 'of <Client> is followed by nothing, and names the new address: <Status>' -ForEach @(
        @{ Client = 'the managed service'; Status = '307 Temporary Redirect' }
        @{ Client = 'the managed service'; Status = '302 Found' }
        @{ Client = 'Timescale Cloud'; Status = '308 Permanent Redirect' }
        @{ Client = 'STS'; Status = '307 Temporary Redirect' }
        @{ Client = 'EC2'; Status = '301 Moved Permanently' }
        @{ Client = 'a managed identity'; Status = '307 Temporary Redirect' }
    ) {
        $elsewhere = [Loopback]::new('200 OK', '{"projects":[]}')
        $far = [Loopback]::new($Status, "Location: $($elsewhere.Url)/x`r`nSet-Cookie: a=b", [byte[]]@())
        $refused = Get-Refused $Client $far
        $refused.Id | Should -Be 'Redirected' -Because $refused.Message
        $refused.Message | Should -Match ([regex]::Escape($elsewhere.Url))
        $refused.Message | Should -Not -Match 't0ken|k3y|s3cret|s3ssion|h3ader'
        $elsewhere.Lines | Should -BeNullOrEmpty
        $far.Lines | Should -HaveCount 1
        "$($far.Heads)" | Should -Match 'aivenv1 mst-t0ken|Basic |s3ssion|Signature|h3ader'
    }
}

Describe 'A cookie' {
    It 'is not sent back' {
        $headers = "Content-Type: application/json`r`nSet-Cookie: x-ms-gateway-slice=a; path=/"
        $service = [Loopback]::new('200 OK', $headers,
            [Text.Encoding]::ASCII.GetBytes('{"projects":[{"project_name":"demo"}],"vpcs":[]}'))
        $session = Connect-Timescale -ApiUrl $service.Url -Project demo -Token $token
        $null = Get-TimescaleVpc -Session $session
        $service.Heads.Count | Should -BeGreaterThan 1
        "$($service.Heads)" | Should -Not -Match '(?m)^Cookie:'
    }
}

Describe 'An answer that no platform gives' {
    It 'is stopped, named, and not asked for again: <Case> of <Client>' -ForEach @(
        @{ Client = 'the managed service'; Case = 'packed'; Says = '32 MB' }
        @{ Client = 'the managed service'; Case = 'headers'; Says = '64 kB' }
        @{ Client = 'Timescale Cloud'; Case = 'large'; Says = '32 MB' }
        @{ Client = 'Timescale Cloud'; Case = 'deep'; Says = '64 levels' }
        @{ Client = 'EC2'; Case = 'packed'; Says = '32 MB' }
        @{ Client = 'EC2'; Case = 'deep'; Says = '64 levels' }
    ) {
        $plain = 'Content-Type: application/json'
        $nest = $Client -eq 'EC2' ? '<a>' : '{"a":['
        $far = switch ($Case) {
            packed { [Loopback]::new('200 OK', "$plain`r`nContent-Encoding: gzip", (Get-Packed 40)) }
            large { [Loopback]::new('200 OK', $plain, [byte[]]::new(33MB)) }
            deep { [Loopback]::new('200 OK', $plain, [Text.Encoding]::ASCII.GetBytes($nest * 40000)) }
            headers { [Loopback]::new('200 OK', "X: $('y' * 70000)", [byte[]]@()) }
        }
        $refused = Get-Refused $Client $far
        $refused.Id | Should -Be 'AnswerOverLimit' -Because $refused.Message
        $refused.Message | Should -Match $Says
        $far.Lines | Should -HaveCount 1
    }
}

Describe 'What fails on the way' {
    It 'is a certificate, named with its host and tried once' {
        $key = [Security.Cryptography.RSA]::Create(2048)
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=localhost', $key,
            [Security.Cryptography.HashAlgorithmName]::SHA256, [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $now = [datetimeoffset]::UtcNow
        $certificate = $request.CreateSelfSigned($now.AddDays(-1), $now.AddDays(1))
        $far = [Loopback]::new('200 OK', 'X: y', [byte[]]@(), $certificate)
        $refused = Get-Refused 'the managed service' $far
        $refused.Id | Should -Be 'CertificateRejected'
        $refused.Message | Should -Match 'localhost'
        @($far.Lines -eq 'TLS') | Should -HaveCount 1
        $far.Heads | Should -BeNullOrEmpty
    }

    It 'is a page of somebody in between, and no reason' {
        $page = [Text.Encoding]::ASCII.GetBytes('<html><body>Sign in to <b>this</b> network</body></html>')
        foreach ($client in 'the managed service', 'Timescale Cloud', 'EC2') {
            $refused = Get-Refused $client ([Loopback]::new('403 Forbidden', 'Content-Type: text/html', $page))
            $refused.Id | Should -Be 'UnreadableAnswer'
            $refused.Message | Should -Match '403'
            $refused.Message | Should -Not -Match '<'
        }
    }
}

Describe 'A setting that cannot be meant' {
    It 'is told by its name before anything is sent: <Name>=<Value>' -ForEach @(
        @{ Name = 'AZURE_TOKEN_CREDENTIALS'; Value = 'dve'; Id = 'AzureSignInSettingInvalid'; Says = "'dve'" }
        @{ Name = 'AZURE_TENANT_ID'; Value = 'no tenant'; Id = 'TenantInvalid'
            Says = "'no tenant' \(AZURE_TENANT_ID\)"
        }
        # Of what is left nothing is there: that is the reason, not an answer that nobody gave.
        @{ Name = 'AZURE_TOKEN_CREDENTIALS'; Value = 'dev'; Id = 'AzureSignInFailed'; Says = 'Not set up: Azure CLI' }
    ) {
        $aws = @{
            PATH = "$TestDrive"; AZURE_CLIENT_ID = 'x'; AZURE_CLIENT_SECRET = 's3cret'; AZURE_TENANT_ID = 'a.example'
        }
        $aws[$Name] = $Value
        $failure = Get-Failure { $ErrorActionPreference = 'Stop'; . $signedIn { Get-AzureVNet -Session $session } @{} }
        $failure.FullyQualifiedErrorId | Should -Match "^$Id,"
        "$failure" | Should -Match $Says
        "$failure" | Should -Not -Match 'status 200'
    }

    It 'is no device beside keys: a profile gives them, as it does to aws' {
        $file = Join-Path $TestDrive credentials
        Set-Content $file "[me]`naws_access_key_id = AKIAPROFILE`naws_secret_access_key = s3cret`nregion = us-east-1",
        'mfa_serial = arn:aws:iam::111122223333:mfa/me'
        $said = '<Error><Code>UnauthorizedOperation</Code><Message>No.</Message></Error>'
        $far = [Loopback]::new('403 Forbidden', 'Content-Type: text/xml', [Text.Encoding]::ASCII.GetBytes(
                "<Response><Errors>$said</Errors></Response>"))
        $aws = @{ AWS_ENDPOINT_URL_STS = $caller.Url; AWS_ENDPOINT_URL_EC2 = $far.Url }
        $more = @{ AwsProfile = 'me'; AwsProfileLocation = $file }
        $failure = Get-Failure { $ErrorActionPreference = 'Stop'; . $signedIn { Get-AwsVpc -Session $session } $more }
        $failure.FullyQualifiedErrorId | Should -Match '^AwsPermissionDenied,' -Because "$failure"
        "$($far.Heads)" | Should -Match 'AKIAPROFILE'
    }
}
