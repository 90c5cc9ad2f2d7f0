BeforeAll {
    . $PSScriptRoot/Common.ps1

    function Invoke-Path([hashtable] $Parameters) {
        $arguments = $Parameters.GetEnumerator() | ForEach-Object { "-$($_.Key)", $_.Value }
        $json = Invoke-PowerShell -File "$PSScriptRoot/Isolation.ps1" `
            -ModulePath $ModulePath @arguments
        ConvertFrom-Json ($json -join "`n")
    }
}

# The exact lists: whoever changes what is loaded should notice, and decide.
Describe 'What is loaded' {
    It 'by the import: our two assemblies, and nothing of the engine' {
        $loaded = Invoke-Path @{ Path = 'Import' }
        $loaded.Default | Should -Be 'TimescaleVpc', 'TimescaleVpc.Cmdlets'
        $loaded.Own | Should -BeNullOrEmpty
    }

    It 'by work on <Path>: only what it needs' -ForEach @(
        @{
            Path = 'ManagedService'
            Own  = 'TimescaleVpc.Engine', 'TimescaleVpc.Sandbox'
            Newer = 'System.IO.Pipelines', 'System.Text.Encodings.Web', 'System.Text.Json'
        }
        @{
            Path = 'AWS'
            Own  = 'AWSSDK.Core', 'AWSSDK.EC2', 'AWSSDK.SecurityToken', 'TimescaleVpc.Engine', 'TimescaleVpc.Sandbox'
            Newer = 'System.IO.Pipelines', 'System.Text.Encodings.Web', 'System.Text.Json'
        }
        @{
            Path = 'Azure'
            Own  = 'Azure.Core', 'Azure.ResourceManager', 'Microsoft.Graph',
            'Microsoft.Graph.Core', 'Microsoft.Identity.Client', 'Microsoft.IdentityModel.Abstractions',
            'Microsoft.IO.RecyclableMemoryStream', 'Microsoft.Kiota.Abstractions',
            'Microsoft.Kiota.Http.HttpClientLibrary', 'Microsoft.Kiota.Serialization.Form',
            'Microsoft.Kiota.Serialization.Json', 'Microsoft.Kiota.Serialization.Multipart',
            'Microsoft.Kiota.Serialization.Text', 'Std.UriTemplate', 'System.ClientModel',
            'System.Memory.Data', 'TimescaleVpc.Engine', 'TimescaleVpc.Sandbox'
            Newer = 'System.Diagnostics.DiagnosticSource', 'System.IO.Pipelines', 'System.Text.Encodings.Web',
            'System.Text.Json'
        }
    ) {
        $loaded = Invoke-Path @{ Path = $Path }
        $loaded.Default | Should -Be 'TimescaleVpc', 'TimescaleVpc.Cmdlets'
        # What the SDKs want newer than .NET 8 and 9 have it is ours there; .NET 10 brings it.
        $wanted = [Environment]::Version.Major -lt 10 ? $Own + $Newer : $Own
        $loaded.Own | Should -Be ($wanted | Sort-Object)
        $loaded.Elsewhere | Should -BeNullOrEmpty
    }
}

Describe 'Other versions of our SDKs' {
    It 'that came first do not disturb us, nor we them' {
        $folder = New-Item "$TestDrive/before" -ItemType Directory
        $loaded = Invoke-Path @{ Path = 'Both'; Theirs = 'Before'; Folder = $folder }
        $loaded.Reachable | Should -Be $true, $true, $true
        $loaded.Elsewhere | Should -BeNullOrEmpty
        $loaded.Foreign -replace ', Culture.*' | Should -Be @(
            'Azure.Core, Version=1.2.3.4', 'Microsoft.Identity.Client, Version=99.0.0.0'
            'AWSSDK.Core, Version=1.2.3.4', 'System.Text.Json, Version=99.0.0.0')
        $loaded.Default | Should -Contain 'Azure.Core'
    }

    It 'that come later work, and so do we' {
        $folder = New-Item "$TestDrive/after" -ItemType Directory
        $loaded = Invoke-Path @{ Path = 'Both'; Theirs = 'After'; Folder = $folder }
        $loaded.Reachable | Should -Be $true, $true, $true, $true, $true
        $loaded.Elsewhere | Should -BeNullOrEmpty
        $loaded.Foreign -replace ', Culture.*' | Should -Be @(
            'Azure.Core, Version=99.0.0.0', 'Microsoft.Identity.Client, Version=1.2.3.4'
            'AWSSDK.Core, Version=99.0.0.0', 'System.Text.Json, Version=1.2.3.4')
    }
}
