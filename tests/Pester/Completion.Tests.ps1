BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force

    # What the key Tab offers at the end of a line. Completion waits two seconds, which a busy machine may need for much
    # less: where nothing is offered, any cmdlet lets it forget that, and it is asked again.
    function Get-Offer([string] $Line) {
        foreach ($attempt in 1..5) {
            if ($attempt -gt 1) { Stop-VpcSandbox }
            $completion = [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null)
            $offers = $completion.CompletionMatches
            if ($offers) { return $offers }
        }
    }

    function Get-OfferText([string] $Line) { @(Get-Offer $Line | ForEach-Object CompletionText) }

    $null = Connect-Timescale -Sandbox
    $null = New-TimescaleVpc 'prod net' -Region us-east-1 -Cidr 10.30.0.0/20
}

AfterAll { Disconnect-Timescale -All }

Describe 'Completion' {
    It '<Line> offers <Texts>' -ForEach @(
        @{
            Line = 'Get-TimescaleVpc '
            Texts = "'prod net'", 'timescale-azure-switzerland-north', 'timescale-azure-westeurope'
        }
        @{
            Line = 'Get-TimescaleVpc -CloudName '
            Texts = 'timescale-azure-switzerland-north', 'timescale-azure-westeurope'
        }
        @{
            Line = 'Get-TimescaleVpc -VpcId 3f'
            Texts = "'3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01'", "'3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f02'"
        }
        @{ Line = 'Grant-AzurePeerRole -Vpc TIMESCALE-AZURE-W'; Texts = 'timescale-azure-westeurope' }
        @{
            Line = 'Grant-AzurePeerRole -Vpc 3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01'
            Texts = "'3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01'"
        }
        @{ Line = 'Remove-TimescaleVpc "prod'; Texts = '"prod net"' }
        @{ Line = "Rename-TimescaleVpc 'prod"; Texts = "'prod net'" }
        @{ Line = 'New-TimescaleVpc -CloudName *uk'; Texts = 'timescale-azure-uksouth' }
        @{ Line = 'New-TimescaleVpc -Region us-e'; Texts = 'us-east-1', 'us-east-2' }
        @{ Line = 'Grant-AzurePeerRole -VNet prod'; Texts = 'Network-RG/Prod-VNet', 'Other-RG/Prod-VNet' }
        @{ Line = 'Grant-AzurePeerRole -ResourceGroupName network-rg -VNet p'; Texts = 'Prod-VNet' }
        @{ Line = 'Grant-AzurePeerRole -VNet prod-vnet -ResourceGroupName '; Texts = 'Network-RG', 'Other-RG' }
        @{ Line = 'Get-AzureVNet *v'; Texts = 'Hub-VNet', 'Overlap-VNet', 'Prod-VNet', 'Spoke-VNet' }
        @{ Line = 'Get-AzureVNet [ho'; Texts = @() }
        @{ Line = 'Get-AzureVNet [ho]'; Texts = 'Hub-VNet', 'Overlap-VNet' }
        @{ Line = 'Grant-AzurePeerRole -VNet other'; Texts = 'Other-RG/Prod-VNet' }
        @{ Line = 'Get-AwsVpc '; Texts = 'vpc-0a1b2c3d4e5f60718' }
        @{ Line = 'Get-AwsVpc -AwsRegion eu-west-1 -AwsVpcId v'; Texts = 'vpc-0b2c3d4e5f6071829' }
        @{ Line = 'Add-VpcPeering -AwsRegion eu-west-1 -AwsVpc '; Texts = 'vpc-0b2c3d4e5f6071829' }
        @{ Line = 'Set-ServiceVpc mst-'; Texts = 'mst-archive', 'mst-metrics' }
        @{ Line = 'Set-ServiceVpc mst-metrics,mst-a'; Texts = 'mst-archive' }
        @{ Line = 'Get-VpcPeering -State PEND'; Texts = 'PENDING_PEER' }
        @{ Line = 'Connect-Timescale -Subscription demo'; Texts = "'Demo Subscription'" }
        @{ Line = 'Connect-Timescale -Sandbox -SandboxUser ne'; Texts = 'netadmin' }
        @{ Line = 'Get-VpcPeering -VNet '; Texts = @() }
        @{ Line = 'New-VpcSandbox -Fault arm.putpeer'; Texts = "@{ Kind = 'Arm.PutPeering' }" }
        @{ Line = 'New-VpcSandbox -Latency Arm.PutPeer'; Texts = "@{ 'Arm.PutPeering' = '00:00:01' }" }
        @{ Line = 'New-VpcSandbox -Setting RoleP'; Texts = "@{ RolePropagation = '00:00:45' }" }
        @{ Line = 'New-VpcSandbox -Setting ForbidS'; Texts = '@{ ForbidSecrets = $false }' }
        @{ Line = 'New-VpcSandbox -Empty -Vpc '; Texts = "@{ CloudName = ''; Cidr = '' }" }
        @{ Line = 'New-VpcSandbox -AzureVNet @'; Texts = "@{ Name = ''; ResourceGroupName = ''; AddressPrefix = '' }" }
    ) {
        Get-OfferText $Line | Should -Be $Texts
    }

    It 'shows state, region and ranges' {
        (Get-Offer 'Get-TimescaleVpc timescale-azure-w').ToolTip |
            Should -Be 'ACTIVE, westeurope, 10.200.0.0/24, 3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01'
        (Get-Offer 'Get-AzureVNet hub').ToolTip | Should -Be 'Network-RG, westeurope, 10.2.0.0/16'
    }

    It 'offers the networks of peerings to what takes peerings' {
        $null = Get-TimescaleVpc 'prod net' | Add-VpcPeering -AwsVpc vpc-0a1b2c3d4e5f60718
        Get-OfferText "Wait-VpcPeering -Vpc 'prod net' -AwsVpc " | Should -Be 'vpc-0a1b2c3d4e5f60718'
        Get-OfferText 'Wait-VpcPeering -Vpc timescale-azure-westeurope -AwsVpc ' | Should -HaveCount 0
    }

    It 'sees what a cmdlet changed at once' {
        Get-OfferText 'Get-TimescaleVpc extra' | Should -HaveCount 0
        $null = New-TimescaleVpc extra -Region us-east-1 -Cidr 10.31.0.0/20
        Get-OfferText 'Get-TimescaleVpc extra' | Should -Be 'extra'
    }

    It 'asks once for several keys' {
        $world = (Get-TimescaleSession).Sandbox
        $null = Get-OfferText 'Get-ServiceVpc '
        $before = $world.Requests.Count
        $null = Get-OfferText 'Get-ServiceVpc mst'
        $world.Requests.Count | Should -Be $before
    }

    It 'looks in the session that is given' {
        $current = Get-TimescaleSession
        $empty = Connect-Timescale -Sandbox -World (New-VpcSandbox -Empty)
        Get-OfferText 'Get-ServiceVpc mst' | Should -HaveCount 0
        Get-OfferText 'Get-ServiceVpc -Session $current -Service mst-a' | Should -Be 'mst-archive'
        $empty | Disconnect-Timescale
    }

    It 'offers nothing, quickly and in silence, where the platform does not answer' {
        $world = New-VpcSandbox -Fault @{ Kind = 'Mst.ListVpcs'; Status = 500; Times = 99 }
        $slow = Connect-Timescale -Sandbox -World $world
        $Error.Clear()
        Get-OfferText 'Get-TimescaleVpc time' | Should -HaveCount 0
        $Error | Should -HaveCount 0
        $slow | Disconnect-Timescale
    }

    It 'reads the names of AWS profiles from the shared files' {
        "[default]`naws_access_key_id = AKIA`n[work]`n" | Set-Content "$TestDrive/credentials"
        "[profile sso]`n[sso-session corp]`n" | Set-Content "$TestDrive/config"
        $files = @{ AWS_SHARED_CREDENTIALS_FILE = "$TestDrive/credentials"; AWS_CONFIG_FILE = "$TestDrive/config" }
        $old = @{}
        foreach ($name in $files.Keys) {
            $old[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $files[$name])
        }

        try { Get-OfferText 'Connect-Timescale -AwsProfile ' | Should -Be 'default', 'sso', 'work' }
        finally { foreach ($name in $old.Keys) { [Environment]::SetEnvironmentVariable($name, $old[$name]) } }
    }
}

Describe 'Tables of New-VpcSandbox' {
    It 'are offered for each parameter that takes one, and hold the keys that it takes' {
        $tables = (Get-Command New-VpcSandbox).Parameters.Values |
            Where-Object { [Collections.IDictionary] -in $_.ParameterType, $_.ParameterType.GetElementType() }
        $tables | Should -Not -BeNullOrEmpty
        foreach ($parameter in $tables) {
            $offers = @(Get-Offer "New-VpcSandbox -$($parameter.Name) ")
            $offers | Should -Not -BeNullOrEmpty -Because $parameter.Name
            $keys = $offers.ToolTip[0] -replace '^also: ' -split ', ' | Where-Object { $_ -match '^[A-Z]\w+$' }
            # A key that does not exist is refused with a list of those that do.
            $wrong = @{ $parameter.Name = @{ Nonsense = 1 } }
            $known = (Get-Failure { New-VpcSandbox @wrong }).ErrorDetails.RecommendedAction
            foreach ($key in $keys) { $known | Should -Match "\b$key\b" }
        }
    }

    It 'offer each kind of request for a fault, and each setting' {
        $world = (Get-TimescaleSession).Sandbox
        $kinds = @('*') + $world.RequestKinds
        @(Get-Offer 'New-VpcSandbox -Fault ').ListItemText | Sort-Object | Should -Be ($kinds | Sort-Object)
        @(Get-Offer 'New-VpcSandbox -Setting ') | Should -HaveCount @(
            $world.Settings.PSObject.Properties | Where-Object IsSettable).Count
    }

    It 'are completed by PowerShell itself where the type is named, as docs/testing-your-scripts.md says' {
        Get-OfferText '$w.AddFault([TimescaleVpc.SandboxFault]@{ Ki' | Should -Be 'Kind'
        @(Get-OfferText '[TimescaleVpc.SandboxFault]@{ ') | Should -Contain 'Target'
        # What would be better, and is not to be had: then the document must be changed.
        Get-OfferText 'New-VpcSandbox -Fault @{ Ki' | Should -HaveCount 0
    }

    It 'can be run as they are offered, where they have a value' {
        $lines = 'New-VpcSandbox -Setting Role', 'New-VpcSandbox -Fault Mst.', 'New-VpcSandbox -Latency Graph.'
        foreach ($line in $lines) {
            foreach ($text in Get-OfferText $line) {
                & ([scriptblock]::Create("$($line -replace ' \S+$') $text")) | Should -BeOfType TimescaleVpc.VpcSandbox
            }
        }
    }
}

Describe 'Completion without a session' {
    It 'offers fixed lists, and does not load the engine' {
        $result = Invoke-FreshPwsh {
            Import-Module $args[0]
            $texts = foreach ($line in 'Get-TimescaleVpc -CloudName t', 'New-TimescaleVpc -Region sa',
                'Get-AwsVpc -AwsRegion eu-n') {
                $completion = [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
                "$($completion.CompletionMatches.CompletionText)"
            }
            @{
                Texts = $texts
                Loaded = @([AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -like 'TimescaleVpc*')
            }
        }
        $result.Texts | Should -Be '', 'sa-east-1', 'eu-north-1'
        $result.Loaded | Sort-Object | Should -Be 'TimescaleVpc', 'TimescaleVpc.Cmdlets'
    }
}

Describe 'Parameters that name things' {
    It 'complete, on every cmdlet' {
        $wanted = 'Vpc', 'VpcId', 'CloudName', 'VNet', 'VNetId', 'ResourceGroupName', 'AwsVpc', 'AwsVpcId', 'AwsRegion'
        $wanted += 'Subscription', 'AwsProfile', 'Service', 'SandboxUser', 'Region'
        $bare = foreach ($command in Get-Command -Module TimescaleVpc | Where-Object Name -NE 'New-VpcSandbox') {
            foreach ($parameter in $command.Parameters.Values | Where-Object Name -In $wanted) {
                $has = $parameter.Attributes |
                    Where-Object { $_ -is [Management.Automation.ArgumentCompleterAttribute] }
                if (-not $has) { "$($command.Name) -$($parameter.Name)" }
            }
        }
        $bare | Should -BeNullOrEmpty
    }
}
