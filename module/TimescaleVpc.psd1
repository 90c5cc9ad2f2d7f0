@{
    RootModule           = 'bin/TimescaleVpc.Cmdlets.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5d0b7c1e-8a43-4f0e-9f6b-2c6a1f5e7d94'
    Author               = 'TimescaleVpc contributors'
    CompanyName          = 'TimescaleVpc contributors'
    Copyright            = 'TimescaleVpc contributors. MIT licence.'
    Description          = 'VPC peering between a Timescale database and your own cloud: both sides, as one pipeline.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('TimescaleVpc.format.ps1xml')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Add-VpcPeering'
        'Approve-VpcPeering'
        'Connect-Timescale'
        'Disconnect-Timescale'
        'Get-AzureVNet'
        'Get-ServiceVpc'
        'Get-TimescaleSession'
        'Get-TimescaleVpc'
        'Get-VpcPeering'
        'Grant-AzurePeerRole'
        'New-TimescaleVpc'
        'Remove-TimescaleVpc'
        'Remove-VpcPeering'
        'Rename-TimescaleVpc'
        'Revoke-AzurePeerRole'
        'Set-ServiceVpc'
        'Test-ServiceVpc'
        'Wait-VpcPeering'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @(
                'PSEdition_Core', 'Windows', 'Linux', 'MacOS', 'Timescale', 'PostgreSQL', 'Azure', 'VNet', 'VPC'
                'Peering', 'Network'
            )
            ReleaseNotes = 'First version: the Azure walkthrough of the managed service, and a sandbox to try it on.'
        }
    }
}
