# The reason received is the reason shown, in a PowerShell: code, status and words of whoever refused, who was refused,
# an advice that is about the code, and nothing changed or waited for in vain.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    $WarningPreference = 'SilentlyContinue'

    $cloud, $american, $network = 'timescale-azure-westeurope', 'vpc-0a1b2c3d4e5f60718', 'Network-RG'
    $grant = { Get-TimescaleVpc -CloudName $cloud | Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName $network }
    $link = { Get-VpcPeering -Vpc $cloud | Approve-VpcPeering }
    $accept = { Get-VpcPeering prod | Approve-VpcPeering }
    $list = { Get-AwsVpc }
    $attach = { Set-ServiceVpc metrics -Vpc prod }

    # What has to be there before.
    $before = @{
        grant  = {}
        list   = {}
        link   = { & $grant | Add-VpcPeering }
        accept = { New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 | Add-VpcPeering -AwsVpc $american }
        attach = { New-TimescaleVpc prod -Region us-east-1 -Cidr 10.30.0.0/20 }
    }

    # What a script is refused with; its requests; and how long it took on the clouds' clock.
    function Get-Refused([scriptblock] $Work) {
        $begun, $count = $world.Clock.UtcNow, $world.Requests.Count
        $failure = Get-Failure { $ErrorActionPreference = 'Stop'; . $Work }
        [pscustomobject]@{
            Id       = $failure.FullyQualifiedErrorId.Split(',')[0]
            Message  = $failure.Exception.Message
            Action   = $failure.ErrorDetails.RecommendedAction
            Refusal  = $failure.Exception.Refusal
            Took     = $world.Clock.UtcNow - $begun
            Requests = @($world.Requests | Select-Object -Skip $count)
        }
    }
}

AfterAll { Disconnect-Timescale -All }

Describe 'What a platform refuses: <Case>' -ForEach @(
    @{ Case = 'Azure, by a policy'; Kind = 'Arm.PutPeering'; Run = 'link'; Status = 403
        Code = 'RequestDisallowedByPolicy'; Words = "Resource 'x' was disallowed by policy."
        Id = 'AzurePolicyDenied'; Says = 'exempt'
    }
    @{ Case = 'Azure, by a policy on roles'; Kind = 'Arm.PutRoleAssignment'; Status = 403
        Code = 'RequestDisallowedByPolicy'; Words = "Resource 'x' was disallowed by policy."
        Id = 'AzurePolicyDenied'; Says = 'exempt'
    }
    @{ Case = 'Azure, by a deny assignment'; Kind = 'Arm.PutPeering'; Run = 'link'; Status = 403
        Code = 'DenyAssignmentAuthorizationFailed'; Words = "The access is denied because of the deny assignment 'd'."
        Id = 'AzureDenyAssignment'; Who = 'Application [0-9a-f-]{36}'; Says = 'deployment stack'
    }
    @{ Case = 'Azure, by a role''s condition'; Kind = 'Arm.PutRoleAssignment'; Status = 403
        Code = 'AuthorizationFailed'
        Words = "The client 'x' has an authorization with ABAC condition that is not fulfilled to perform action 'y'."
        Id = 'AzureConditionUnmet'; Who = 'The Azure sign-in'; Says = 'condition'
    }
    @{ Case = 'Azure, for a lack of rights of the application'; Kind = 'Arm.PutPeering'; Run = 'link'; Status = 403
        Code = 'AuthorizationFailed'; Id = 'RoleAssignmentMissing|AzurePermissionDenied|RolePropagationTimeout'
        Words = "The client 'x' does not have authorization to perform action 'Microsoft.Network/vnets/write'."
        Who = 'Application [0-9a-f-]{36}'; Says = 'role|can take more than'; Waits = $true
    }
    @{ Case = 'Azure itself'; Kind = 'Arm.PutPeering'; Run = 'link'; Status = 403
        Code = 'RequestDisallowedByAzure'; Words = "Resource 'x' was disallowed by Azure: best available regions."
        Id = 'AzureDisallowed'; Says = 'another region'
    }
    @{ Case = 'Azure, by a lock on a role definition'; Kind = 'Arm.PutRoleDefinition'; Status = 409
        Code = 'ScopeLocked'; Words = "The scope 'x' cannot perform write operation."
        Id = 'AzureScopeLocked'; Says = 'remove its lock'
    }
    @{ Case = 'Azure, by a lock on an assignment'; Kind = 'Arm.PutRoleAssignment'; Status = 409
        Code = 'ScopeLocked'; Words = "The scope 'x' cannot perform write operation."
        Id = 'AzureScopeLocked'; Says = 'remove its lock'
    }
    @{ Case = 'Azure, by a code of next year'; Kind = 'Arm.PutPeering'; Run = 'link'; Status = 403
        Code = 'XyloPhoneNotTuned'; Words = 'Tune it.'; Id = 'RefusalUnknown'; Says = 'what its message names'
    }
    @{ Case = 'the managed service, for its token'; Kind = 'Mst.GetVpc'; Status = 403
        Code = 'authentication_failed'; Words = 'Authentication failed'; Id = 'TokenRejected'; Says = 'new token'
    }
    @{ Case = 'the managed service, for a role'; Kind = 'Mst.GetVpc'; Status = 403; Code = ''
        Words = 'Not authorized'; Id = 'PlatformPermissionDenied'; Says = 'role'
    }
    @{ Case = 'Graph, for a quota'; Kind = 'Graph.UpsertApplication'; Status = 403
        Code = 'Directory_QuotaExceeded'; Words = 'The directory object quota limit has been exceeded.'
        Id = 'EntraQuotaExceeded'; Says = 'No other permission helps'
    }
    @{ Case = 'Entra, by Conditional Access'; Kind = 'Entra.Token'; Run = 'link'; Status = 400
        Code = 'AADSTS53003'; Words = 'Access has been blocked by Conditional Access policies.'
        Id = 'EntraAccessBlocked'; Who = 'Application [0-9a-f-]{36}'; Says = 'Conditional Access'
    }
    @{ Case = 'Entra, for a second factor'; Kind = 'Entra.Token'; Status = 400
        Code = 'AADSTS50076'; Words = 'You must use multi-factor authentication.'
        Id = 'EntraMfaNeeded'; Says = 'az login'
    }
    @{ Case = 'AWS, by a policy of the organization'; Kind = 'Ec2.AcceptVpcPeeringConnection'; Run = 'accept'
        Status = 403; Code = 'UnauthorizedOperation'
        Words = 'User: x is not authorized to perform: y with an explicit deny in a service control policy.'
        Id = 'AwsOrganizationDenied'; Says = 'management account'
    }
    @{ Case = 'Timescale Cloud, for an IP allow list'; Kind = 'Cloud.AttachService'; Run = 'attach'; Status = 400
        Code = 'BAD_REQUEST'; Words = 'could not attach the service'
        Id = 'ServiceAttachRefused'; Says = 'IP allow list'
    }
    @{ Case = 'STS, for the clock'; Kind = 'Sts.GetCallerIdentity'; Run = 'list'; Status = 403
        Code = 'SignatureDoesNotMatch'
        Words = 'Signature expired: 20260105T080000Z is now earlier than 20260105T090000Z'
        Id = 'AwsClockOff'; Says = "clock.*The access keys are not the cause"
    }
) {
    It 'is shown with its reason' {
        $Run ??= 'grant'
        $world = (Connect-Timescale -Sandbox).Sandbox
        $null = & $before[$Run]
        $fault = @{ Kind = $Kind; Status = $Status; Code = $Code; Message = $Words; Times = 999 }
        $world.AddFault([TimescaleVpc.SandboxFault]$fault)
        $refused = Get-Refused (Get-Variable $Run -ValueOnly)

        $refused.Id | Should -Match "^($Id)$" -Because $refused.Message
        $refused.Message | Should -Match ([regex]::Escape($Words))
        if ($Code) { $refused.Message | Should -Match "$Code \(status $Status\)" }
        $refused.Refusal.Code, $refused.Refusal.Status | Should -Be $Code, $Status
        $refused.Action | Should -Match $Says
        if ($Who) { $refused.Message | Should -Match $Who }
        if ($Run -eq 'link') { $refused.Message | Should -Not -Match 'The Azure sign-in' }
        # PowerShell breaks the lines of an error only as far as the first word that is wider than the screen.
        $refused.Message.Replace($Words, '').Split(' ') | Where-Object Length -GT 72 | Should -BeNullOrEmpty
        if (-not $Waits) { $refused.Took | Should -BeLessThan ([timespan]'00:01:00') }
        @($refused.Requests | Where-Object { $_.Mutates -and $_.Status -lt 300 -and $_.Kind -eq $Kind }) |
            Should -HaveCount 0
    }
}

Describe 'What is laid on a scope in Azure: <Part>' -ForEach @(
    @{ Part = 'AzurePolicy'; Id = 'AzurePolicyDenied'; Says = 'no-roles'
        With = @{ Name = 'no-roles'; ResourceType = 'Microsoft.Authorization/roleAssignments' }
    }
    @{ Part = 'AzureDenyAssignment'; Id = 'AzureDenyAssignment'; Says = "'stack'"; With = @{ Name = 'stack' } }
    @{ Part = 'AzureLock'; Id = 'AzureScopeLocked'; Says = 'resourceGroups/Test-RG'
        With = @{ Level = 'ReadOnly' }
    }
) {
    It 'is named, and at once' {
        $group = @{ ResourceGroupName = 'Test-RG' }
        $world = New-VpcSandbox -AzureVNet (@{ Name = 'App-VNet'; AddressPrefix = '10.77.0.0/16' } + $group)
        $laid = @{ $Part = $With + $group }
        $null = $world | New-VpcSandbox @laid
        $null = Connect-Timescale -Sandbox -World $world
        $refused = Get-Refused {
            Get-TimescaleVpc -CloudName $cloud | Grant-AzurePeerRole -VNet App-VNet -ResourceGroupName Test-RG
        }
        $refused.Id | Should -Be $Id
        $refused.Message | Should -Match $Says
        $refused.Took | Should -BeLessThan ([timespan]'00:01:00')
    }
}

Describe 'What cannot be sent' {
    BeforeAll { $world = (Connect-Timescale -Sandbox).Sandbox }

    It 'is refused before: <Id>' -ForEach @(
        @{ Id = 'AwsRegionInvalid'; Words = "'us-east-1a'.*zone of us-east-1"
            Run = { Connect-Timescale -Sandbox -World $world -AwsRegion us-east-1a }
        }
        @{ Id = 'AwsRegionInvalid'; Words = "'us-east-1a'"; Run = { Get-AwsVpc -AwsRegion us-east-1a } }
        @{ Id = 'TenantInvalid'; Words = "'contoso' \(-TenantId\)"
            Run = { Connect-Timescale -Sandbox -World $world -TenantId contoso }
        }
    ) {
        $refused = Get-Refused $Run
        $refused.Id | Should -Be $Id
        $refused.Message | Should -Match $Words
        $refused.Requests.Host | Where-Object { $_ -match 'us-east-1a|login' } | Should -BeNullOrEmpty
    }
}

Describe 'The number of a refused request' {
    It 'is said by -Verbose, and kept by the error' {
        $world = New-VpcSandbox -Fault @{ Kind = 'Arm.ListVNets'; Status = 409; Code = 'ScopeLocked' }
        $null = Connect-Timescale -Sandbox -World $world
        $said = Get-AzureVNet -Verbose -ErrorVariable failed -ErrorAction SilentlyContinue 4>&1
        $id = $failed[0].Exception.Refusal.RequestId
        $id | Should -Not -BeNullOrEmpty
        "$said" | Should -Match ([regex]::Escape($id))
        $failed[0].Exception.Refusal | Format-List | Out-String | Should -Match ([regex]::Escape($id))
    }
}
