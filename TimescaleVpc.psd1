@{
    # What the build lays out, after a look whether it has. In the manifest there it puts the assembly and the views.
    RootModule           = 'out/TimescaleVpc/TimescaleVpc.psd1'
    ScriptsToProcess     = @('src/TimescaleVpc.Module/Assert-Build.ps1')
    ModuleVersion        = '0.1.0'
    GUID                 = '5d0b7c1e-8a43-4f0e-9f6b-2c6a1f5e7d94'
    Author               = 'TimescaleVpc contributors'
    CompanyName          = 'TimescaleVpc contributors'
    Copyright            = 'TimescaleVpc contributors. MIT licence.'
    Description          = 'VPC peering between a Timescale database and your own cloud: both sides, as one pipeline.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    # The build fills this in: what it lays out, but for the libraries of others in bin/engine.
    FileList             = @()
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Add-VpcPeering'
        'Approve-VpcPeering'
        'Compare-VpcChange'
        'Connect-Timescale'
        'Disconnect-Timescale'
        'Export-VpcChange'
        'Export-VpcReport'
        'Export-VpcTopology'
        'Get-AwsVpc'
        'Get-AzureVNet'
        'Get-ServiceVpc'
        'Get-TimescaleSession'
        'Get-TimescaleVpc'
        'Get-VpcChange'
        'Get-VpcPeering'
        'Grant-AwsPeerEgress'
        'Grant-AzurePeerRole'
        'New-TimescaleVpc'
        'New-VpcRunbook'
        'New-VpcSandbox'
        'Remove-TimescaleVpc'
        'Remove-VpcPeering'
        'Rename-TimescaleVpc'
        'Repair-VpcPeering'
        'Revoke-AwsPeerEgress'
        'Revoke-AzurePeerRole'
        'Set-ServiceVpc'
        'Start-VpcSandbox'
        'Stop-VpcSandbox'
        'Test-ServiceVpc'
        'Test-VpcPeering'
        'Undo-VpcPeering'
        'Update-VpcPeering'
        'Wait-VpcPeering'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @(
                'PSEdition_Core', 'Windows', 'Linux', 'MacOS', 'Timescale', 'TigerData', 'PostgreSQL', 'Azure'
                'AzureAutomation', 'VNet', 'AWS', 'VPC', 'Peering', 'Network'
            )
            # The build puts the address of the project in place of this one.
            ProjectUri   = 'https://timescalevpc.example'
            LicenseUri   = 'https://timescalevpc.example/blob/main/LICENSE'
            IconUri      = 'https://timescalevpc.example/raw/main/src/TimescaleVpc.Module/icon.png'
            ReleaseNotes = 'First version: the managed service on Azure, Timescale Cloud on AWS, and a sandbox of both.'
        }
    }
}
