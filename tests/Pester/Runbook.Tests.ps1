BeforeDiscovery {
    $Kinds = @(
        @{ Kind = 'azure'; Given = @{ Cloud = 'Azure' } }
        @{ Kind = 'azure undo'; Given = @{ Cloud = 'Azure'; Undo = $true } }
        @{ Kind = 'azure drift'; Given = @{ Cloud = 'Azure'; Drift = $true } }
        @{ Kind = 'aws'; Given = @{ Cloud = 'AWS' } }
        @{ Kind = 'aws undo'; Given = @{ Cloud = 'AWS'; Undo = $true } }
        @{ Kind = 'aws drift'; Given = @{ Cloud = 'AWS'; Drift = $true } }
    )
    $HasAnalyzer = [bool](Get-Module PSScriptAnalyzer -ListAvailable)
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $ModulePath -Force
    if (-not ('TestHost' -as [type])) { Add-Type -Path $PSScriptRoot/TestHost.cs }

    $azure = @{ Vpc = 'timescale-azure-westeurope'; VNet = 'Prod-VNet'; ResourceGroupName = 'Network-RG' }
    $aws = @{ Vpc = 'prod'; AwsVpc = 'vpc-0a1b2c3d4e5f60718'; AwsRegion = 'us-east-1' }
    $peer = New-VpcRunbook "$TestDrive/peer.ps1" -DefaultValue ($azure + @{ Service = 'mst-metrics' })
    $undo = New-VpcRunbook "$TestDrive/undo.ps1" -Undo -DefaultValue ($azure + @{ IncludeService = $true })
    $awsPeer = New-VpcRunbook "$TestDrive/aws-peer.ps1" -Cloud AWS -DefaultValue (
        $aws + @{ Region = 'us-east-1'; Cidr = '10.30.0.0/20'; Service = 'metrics' })
    $tagged = New-VpcRunbook "$TestDrive/tagged.ps1" -DefaultValue $azure -Tag @{ owner = 'network team' }
    $awsTagged = New-VpcRunbook "$TestDrive/aws-tagged.ps1" -Cloud AWS -Tag @{ owner = 'network team' } -DefaultValue (
        $aws + @{ Region = 'us-east-1'; Cidr = '10.30.0.0/20' })
    $awsUndo = New-VpcRunbook "$TestDrive/aws-undo.ps1" -Cloud AWS -Undo -DefaultValue (
        $aws + @{ IncludeService = $true })

    # A job: a runspace of its own, in a host that has no user interface and that nobody can answer.
    function Open-Runbook([string] $Script) {
        $testHost = [TestHost]::new(0, $false)
        $testHost.NoUi = $true
        $runspace = [runspacefactory]::CreateRunspace($testHost)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        $null = $shell.AddScript("Import-Module '$ModulePath'; $Script")
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $nothing = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $nothing.Complete()
        @{ Host = $testHost; Shell = $shell; Output = $output; Running = $shell.BeginInvoke($nothing, $output) }
    }

    # What a job left: all that it wrote, and the error that ended it, if one did.
    function Receive-Runbook($Job) {
        $failure = $null
        try { $null = $Job.Shell.EndInvoke($Job.Running) }
        catch { $failure = $_.Exception.InnerException }
        $streams = $Job.Shell.Streams
        $variables = $Job.Shell.Runspace.SessionStateProxy
        [pscustomobject]@{
            Lines    = @($Job.Output)
            Errors   = @($streams.Error)
            Progress = @($streams.Progress)
            Log      = @($Job.Host.Log)
            Failure  = $failure
            Sandbox  = $variables.GetVariable('world')?.Sandbox
            Notes    = $variables.GetVariable('notes')
        }
        $Job.Shell.Runspace.Dispose()
        $Job.Shell.Dispose()
    }

    function Invoke-Runbook([string] $Script) { Receive-Runbook (Open-Runbook $Script) }

    $sandbox = '$world = Connect-Timescale -Sandbox'
}

Describe 'New-VpcRunbook' {
    It 'writes the runbook, its rights and a script that gives them' {
        $peer | Should -BeOfType TimescaleVpc.VpcRunbook
        $peer.Path, $peer.RightsPath, $peer.RightsScriptPath | Should -Exist
        $peer.RoleAssignments.Where | Sort-Object -Unique | Should -Be 'Azure', 'Entra', 'ManagedService'
        $awsPeer.RoleAssignments.Where | Should -Contain 'AWS'
        (Get-Content $awsPeer.RightsPath | ConvertFrom-Json).Statement.Action | Should -Contain 'ec2:CreateRoute'
    }

    It 'overwrites nothing unless -Force' {
        Set-Content "$TestDrive/mine.ps1" 'mine'
        $failure = Get-Failure { New-VpcRunbook "$TestDrive/mine.ps1" }
        $failure.FullyQualifiedErrorId | Should -Match '^RunbookExists,'
        Get-Content "$TestDrive/mine.ps1" | Should -Be 'mine'
        "$TestDrive/mine.rights.json" | Should -Not -Exist
        $null = New-VpcRunbook "$TestDrive/mine.ps1" -Force
        Get-Content "$TestDrive/mine.ps1" -Raw | Should -Match 'New-VpcRunbook'
    }

    It 'writes nothing under -WhatIf' {
        $planned = New-VpcRunbook "$TestDrive/planned.ps1" -WhatIf
        $planned.Planned | Should -BeTrue
        $planned.Path | Should -Not -Exist
    }

    It 'takes a path relative to the current location' {
        Push-Location $TestDrive
        try { (New-VpcRunbook ./here.ps1).Path | Should -Be (Resolve-Path "$TestDrive/here.ps1").ProviderPath }
        finally { Pop-Location }
    }

    It 'refuses <Why>' -ForEach @(
        @{ Why = 'a file that is no script'; Code = { New-VpcRunbook x.txt -WhatIf }; Id = 'InvalidInput' }
        @{ Why = 'a parameter that the runbook lacks'; Id = 'InvalidInput'
            Code = { New-VpcRunbook x.ps1 -DefaultValue @{ AwsVpc = 'x' } -WhatIf }
        }
        @{ Why = 'a secret as default value'; Id = 'InvalidInput'
            Code = { New-VpcRunbook x.ps1 -DefaultValue @{ Project = (ConvertTo-Token x) } -WhatIf }
        }
        @{ Why = 'a folder that is not there'; Id = 'RunbookNotWritten'
            Code = { New-VpcRunbook "$TestDrive/none/x.ps1" }
        }
    ) {
        Get-ErrorId $Code | Should -Be $Id
    }

    It 'writes default values so that nothing in them runs' {
        $value = "'; throw 'x$([char]0x2019); `$(throw 'y') }}"
        $book = New-VpcRunbook "$TestDrive/quoted.ps1" -DefaultValue @{ Vpc = $value }
        $ast = [System.Management.Automation.Language.Parser]::ParseFile($book.Path, [ref] $null, [ref] $null)
        $parameter = $ast.ParamBlock.Parameters | Where-Object { $_.Name.VariablePath.UserPath -eq 'Vpc' }
        $parameter.DefaultValue.SafeGetValue() | Should -BeExactly $value
    }
}

Describe 'A runbook: <Kind>' -ForEach $Kinds {
    BeforeAll { $book = New-VpcRunbook "$TestDrive/checked.ps1" @Given -Force }

    It 'is a script without an error' {
        foreach ($file in $book.Path, $book.RightsScriptPath) {
            $errors = $null
            $null = [System.Management.Automation.Language.Parser]::ParseFile($file, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty
        }
    }

    It 'has nothing that PSScriptAnalyzer finds' -Skip:(-not $HasAnalyzer) {
        Invoke-ScriptAnalyzer $book.Path | Should -BeNullOrEmpty
        Invoke-ScriptAnalyzer $book.RightsScriptPath | Should -BeNullOrEmpty
    }

    It 'says what is missing, and ends' {
        $network = $Given.Cloud -eq 'AWS' ? '-AwsVpc x -AwsRegion us-east-1' : '-VNet x'
        (Invoke-Runbook "& '$($book.Path)' -Sandbox $network").Failure.Message | Should -Match 'Give -Vpc'
        if ($Given.Drift) { return }
        (Invoke-Runbook "& '$($book.Path)' -Sandbox -Vpc x").Failure.Message | Should -Match 'Give -(VNet|AwsVpc)'
    }
}

Describe 'A job' {
    It 'peers on <Cloud> where nobody looks, and again without a change, and takes it back' -ForEach @(
        @{ Cloud = 'Azure'; Reached = 'mst-metrics' }, @{ Cloud = 'AWS'; Reached = 'metrics' }
    ) {
        $make, $take = $Cloud -eq 'AWS' ? ($awsPeer, $awsUndo) : ($peer, $undo)
        $job = Invoke-Runbook "$sandbox
            & '$($make.Path)' -Sandbox; & '$($make.Path)' -Sandbox
            & '$($take.Path)' -Sandbox; & '$($take.Path)' -Sandbox"

        $job.Failure | Should -BeNullOrEmpty
        $job.Errors | Should -HaveCount 0
        $job.Progress | Should -HaveCount 0
        $job.Log | Should -HaveCount 0
        $job.Lines.State | Should -Be @(
            'Started', 'ACTIVE', 'InVpc', 'Reachable', 'Started', 'ACTIVE', 'InVpc', 'Reachable'
            'Started', 'Undone', 'Started', 'Undone')
        $job.Lines[1].Target | Should -Be ($Cloud -eq 'AWS' ? "prod - $($aws.AwsVpc)" :
            "$($azure.Vpc) - Network-RG/Prod-VNet")
        $job.Lines[2].Target | Should -Be $Reached
        $job.Lines[2].Changes | Should -HaveCount 1 -Because 'a line has its own changes only'
        $job.Lines[1].Changes.Count | Should -BeGreaterThan 4
        @($job.Lines[4..7] | ForEach-Object Changes) |
            Should -HaveCount 0 -Because 'a second run finds everything in place'
        $job.Lines[9].Changes.Count | Should -BeGreaterThan 4
        @($job.Lines[11].Changes) | Should -HaveCount 0
    }

    It 'puts tags on what can carry one: its default, and others as JSON' {
        $job = Invoke-Runbook "$sandbox
            & '$($tagged.Path)' -Sandbox; & '$($tagged.Path)' -Sandbox -Tag '{`"cost-center`":42}'
            & '$($awsTagged.Path)' -Sandbox"
        $job.Failure | Should -BeNullOrEmpty
        $job.Errors | Should -HaveCount 0
        $items = $job.Sandbox.Inventory() | Where-Object { $_.Properties -match 'network team' }
        $items.Kind | Sort-Object | Should -Be 'Aws.Peering', 'Aws.SecurityGroup', 'Entra.Application'
        ($items | Where-Object Kind -EQ Entra.Application).Properties | Should -Match 'cost-center=42'
    }

    It 'says that nothing has changed on <Cloud>, and fails once something has' -ForEach @(
        @{ Cloud = 'Azure' }, @{ Cloud = 'AWS' }
    ) {
        $book = New-VpcRunbook "$TestDrive/drift.ps1" -Cloud $Cloud -Drift -Force
        $make, $given = $Cloud -eq 'AWS' ? ($awsPeer, "-AwsRegion $($aws.AwsRegion)") : ($peer, '')
        $named = $Cloud -eq 'AWS' ? "-Vpc prod -AwsVpc $($aws.AwsVpc)" :
            "-Vpc $($azure.Vpc) -VNet Network-RG/Prod-VNet"
        $job = Invoke-Runbook "$sandbox
            & '$($make.Path)' -Sandbox
            & '$($book.Path)' -Sandbox $given
            & '$($book.Path)' -Sandbox $given $named
            Get-VpcPeering | Remove-VpcPeering -Confirm:`$false | Out-Null
            & '$($book.Path)' -Sandbox $given $named"
        $job.Progress | Should -HaveCount 0
        $job.Lines.State[0..7] | Should -Be 'Started', 'ACTIVE', 'InVpc', 'Reachable', 'Started', 'Healthy', 'Started',
            'Healthy'
        $job.Failure.Message | Should -Match 'Something is to be repaired'
        $job.Errors | Should -HaveCount 0
        $job.Lines[-1].State | Should -Be 'Problem'
        $job.Lines[-1].Detail | Should -Match '^PeeringMissing: '
        $job.Lines[-1].Next | Should -Match '\| Wait-VpcPeering$'
    }

    It 'takes several VNets as <As>' -ForEach @(
        @{ As = 'names as JSON'; Value = "'[`"Network-RG/Prod-VNet`",`"Other-RG/Prod-VNet`"]'" }
        @{ As = 'objects as JSON'
            Value = '''[{"vnet":"Prod-VNet","resourceGroupName":"Network-RG"},{"VNet":"Other-RG/Prod-VNet"}]'''
        }
        @{ As = 'objects'
            Value = "@(@{ VNet = 'Prod-VNet'; ResourceGroupName = 'Network-RG' }, 'Other-RG/Prod-VNet')"
        }
        @{ As = 'ids'; Value = '(Get-AzureVNet Prod-VNet).VNetId' }
    ) {
        $book = New-VpcRunbook "$TestDrive/rows.ps1" -Force
        $job = Invoke-Runbook "$sandbox
            & '$($book.Path)' -Sandbox -Vpc timescale-azure-westeurope -PlanOnly -VNet $Value"
        $job.Failure | Should -BeNullOrEmpty
        $job.Lines.State | Should -Be 'Started', 'Planned', 'Planned'
    }

    It 'only plans with -PlanOnly' {
        $job = Invoke-Runbook "$sandbox; & '$($peer.Path)' -Sandbox -PlanOnly"
        $job.Failure | Should -BeNullOrEmpty
        $job.Lines.State | Should -Be 'Started', 'Planned', 'Planned', 'Planned'
        $job.Lines[1].Next | Should -Be 'Run it without -PlanOnly to do this.'
        $job.Lines[2].Next | Should -Be 'Run it without -PlanOnly to do this.'
        $job.Lines[2].Changes | Should -HaveCount 1 -Because 'a line has its own changes only'
        $job.Lines[1].Changes -match '^Create the application TimescaleVpc demo-mst ' | Should -HaveCount 1
        @($job.Sandbox.Requests | Where-Object Mutates) | Should -HaveCount 0
    }

    It 'goes on after the failure of one VNet, and then fails' {
        $job = Invoke-Runbook "$sandbox
            & '$($peer.Path)' -Sandbox -VNet Overlap-VNet, Prod-VNet, Gone-VNet"
        $job.Lines.State | Should -Be 'Started', 'ACTIVE', 'InVpc', 'Reachable', 'Failed', 'Failed'
        $failed = $job.Lines | Where-Object State -EQ 'Failed'
        $failed.Target -join ' ' | Should -Match 'Overlap-VNet.*Gone-VNet|Gone-VNet.*Overlap-VNet'
        $failed.Detail -replace ':.*' | Sort-Object | Should -Be 'AddressOverlap', 'VNetNotFound'
        $failed.Target | Sort-Object | Should -Be @(
            "$($azure.Vpc) - Network-RG/Gone-VNet", "$($azure.Vpc) - Network-RG/Overlap-VNet")
        $failed.Next | Should -Not -BeNullOrEmpty
        $job.Errors | Should -HaveCount 0 -Because 'each failure is told once, in the output'
        $job.Failure.Message | Should -Match '^2 of the objects'
        $job.Failure.Message | Should -Not -Match 'VNet'
    }

    It 'that was interrupted is finished by the next one' {
        $job = Invoke-Runbook "$sandbox
            `$world.Sandbox.AddFault([TimescaleVpc.SandboxFault]@{ Kind = 'Arm.PutPeering'; Status = 400 })
            try { & '$($peer.Path)' -Sandbox } catch { `$notes = `"`$_`" }
            & '$($peer.Path)' -Sandbox"
        $job.Notes | Should -Match '^1 of the objects'
        $job.Failure | Should -BeNullOrEmpty
        $job.Lines.State | Should -Be 'Started', 'Failed', 'Started', 'ACTIVE', 'InVpc', 'Reachable'
    }

    It 'ends within its budget, whatever does not come' {
        $job = Invoke-Runbook "$sandbox
            `$world.Sandbox.Settings.PlatformPoll = [timespan]::FromDays(3)
            # Nor when it is asked to look.
            `$world.Sandbox.Settings.PeeringRefreshStatus = 404
            `$notes = `$world.Sandbox.Clock.Now
            & '$($peer.Path)' -Sandbox"
        $job.Failure | Should -Not -BeNullOrEmpty
        $job.Lines.Detail[-1] | Should -Match '^\w*Timeout: '
        ($job.Sandbox.Clock.Now - $job.Notes).TotalMinutes | Should -BeLessThan 150
    }

    It 'signs in with the credentials of the Automation account and the managed identity' {
        $stubs = "$sandbox
            function Get-AutomationPSCredential([string] `$Name) {
                [pscredential]::new(`$Name, (ConvertTo-SecureString 'sandbox-mst-token' -AsPlainText -Force)) }
            function Connect-Timescale {
                param(`$Token, `$Project, `$Subscription, [switch] `$ManagedIdentity, `$ManagedIdentityClientId)
                `$global:notes = `$PSBoundParameters
                TimescaleVpc\Connect-Timescale -Sandbox -World `$world.Sandbox -Token `$Token -Project `$Project }"
        $job = Invoke-Runbook "$stubs
            & '$($peer.Path)' -Project demo-mst -Subscription 'Demo Subscription' -ManagedIdentityClientId 1-2-3"
        $job.Failure | Should -BeNullOrEmpty
        $job.Lines.State | Should -Contain 'ACTIVE'
        $job.Notes.Token.UserName | Should -Be 'timescale'
        $job.Notes.ManagedIdentity | Should -BeTrue
        $job.Notes.ManagedIdentityClientId | Should -Be '1-2-3'
        $job.Notes.Subscription | Should -Be 'Demo Subscription'
        "$($job.Lines | Out-String -Width 4000)" | Should -Not -Match 'sandbox-mst-token'
    }

    It 'signs in to AWS with the keys of the Automation account' {
        $stubs = "$sandbox
            function Get-AutomationPSCredential([string] `$Name) {
                `$keys = @{
                    timescale = 'sandbox-public', 'sandbox-secret'
                    aws       = 'AKIASANDBOXADMIN0001', 'sbx-aws-admin-2Lq80' }
                [pscredential]::new(`$keys[`$Name][0], (ConvertTo-SecureString `$keys[`$Name][1] -AsPlainText -Force)) }
            function Connect-Timescale {
                param(`$Credential, `$AwsCredential, `$AwsRegion)
                TimescaleVpc\Connect-Timescale -Sandbox -World `$world.Sandbox @PSBoundParameters }"
        $job = Invoke-Runbook "$stubs; & '$($awsPeer.Path)'"
        $job.Failure | Should -BeNullOrEmpty
        $job.Lines.State | Should -Be 'Started', 'ACTIVE', 'InVpc', 'Reachable'
        $wrong = Invoke-Runbook ("$stubs; & '$($awsPeer.Path)'" -replace 'sbx-aws-admin-2Lq80', 'wrong')
        $wrong.Failure.ErrorRecord.FullyQualifiedErrorId | Should -Match '^AwsKeysRejected,'
    }

    It 'without its credential says which one is missing' {
        $job = Invoke-Runbook "function Get-AutomationPSCredential { }; & '$($peer.Path)'"
        $job.Failure.Message | Should -Match "no credential named 'timescale'"
    }

    It 'outside of Azure Automation says where it is' {
        $job = Invoke-Runbook "& '$($peer.Path)'"
        $job.Failure.Message | Should -Match 'no job of Azure Automation.*-Sandbox'
    }

    It 'shares its process with another one, and neither notices' {
        $jobs = @($peer, $awsPeer, $peer | ForEach-Object { Open-Runbook "$sandbox; & '$($_.Path)' -Sandbox" })
        $results = @($jobs | ForEach-Object { Receive-Runbook $_ })
        foreach ($result in $results) {
            $result.Failure | Should -BeNullOrEmpty
            $result.Lines.State | Should -Be 'Started', 'ACTIVE', 'InVpc', 'Reachable'
            $result.Lines[1].Changes.Count | Should -BeGreaterThan 4 -Because 'each has a world of its own'
        }
    }

    It 'stays below the memory that Azure Automation gives it' {
        $script = "& '$($peer.Path)' -Sandbox; & '$($awsPeer.Path)' -Sandbox"
        $megabytes = Invoke-PowerShell -Command (
            "Import-Module '$ModulePath'; & { $script } *>&1 | Out-Null
            [int]([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)")
        [int] $megabytes | Should -BeLessThan 400
    }
}

Describe 'The webhook of docs/azure-automation.md' {
    It 'is made with parameters that the runbook has, and a job with these succeeds' {
        $text = (Get-Content "$PSScriptRoot/../../docs/azure-automation.md" -Raw).ReplaceLineEndings("`n")
        $code = [regex]::Match(
            $text, '(?ms)^```powershell\n((?:(?!```).)*?New-AzAutomationWebhook.*?)^```').Groups[1].Value
        $code | Should -Not -BeNullOrEmpty
        # Stand-ins with the parameters that Az.Automation documents; nothing else would bind.
        function New-AzAutomationWebhook {
            [CmdletBinding()]
            param(
                [Parameter(Mandatory)] [string] $ResourceGroupName,
                [Parameter(Mandatory)] [string] $AutomationAccountName,
                [Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [string] $RunbookName,
                [Parameter(Mandatory)] [bool] $IsEnabled, [Parameter(Mandatory)] [DateTimeOffset] $ExpiryTime,
                [System.Collections.IDictionary] $Parameters, [string] $RunOn, [switch] $Force
            )
            $script:made = $PSBoundParameters
            [pscustomobject]@{ WebhookURI = 'https://example.test/webhooks?token=x' }
        }
        function Invoke-RestMethod { param([string] $Method, [uri] $Uri) $script:sent = "$Method $Uri" }
        $address = 'https://example.test/webhooks?token=x'
        $null = . ([scriptblock]::Create($code))
        $sent | Should -Be "Post $address"
        $made.ExpiryTime | Should -BeGreaterThan ([DateTimeOffset]::Now)
        $plain = New-VpcRunbook "$TestDrive/webhook.ps1" -Force
        $given = $made.Parameters.GetEnumerator() | ForEach-Object { "-$($_.Key) '$($_.Value)'" }
        $job = Invoke-Runbook "$sandbox; & '$($plain.Path)' -Sandbox $given"
        $job.Failure | Should -BeNullOrEmpty
        $job.Lines.State | Should -Be 'Started', 'ACTIVE'
    }
}

Describe 'The script that gives the rights' {
    BeforeAll {
        # A CLI, and Az PowerShell, that write down what they are asked in the CLI's words, and know nothing yet.
        $graphApp = '{"id":"graph-id","appRoles":[{"id":"role-id","value":"Application.ReadWrite.All"}]}'
        function Add-Call([string] $Line, [string] $Body) {
            $calls.Add([pscustomobject]@{ Tool = 'Az PowerShell'; Line = $Line; Body = $Body })
        }

        function Get-AzRoleDefinition { }
        function Get-AzRoleAssignment { }
        ${function:New-AzRoleDefinition} = {
            param([string] $InputFile)
            Add-Call -Line "role definition create $InputFile" -Body (Get-Content $InputFile -Raw)
        }
        ${function:Set-AzRoleDefinition} = {
            param([string] $InputFile)
            Add-Call -Line "role definition update $InputFile" -Body (Get-Content $InputFile -Raw)
        }
        ${function:New-AzRoleAssignment} = {
            param([guid] $ObjectId, [string] $RoleDefinitionName, [string] $Scope)
            Add-Call -Line "role assignment create --role $RoleDefinitionName --scope $Scope for $ObjectId"
        }
        function Invoke-AzRestMethod([string] $Method, [string] $Uri, [string] $Payload) {
            Add-Call -Line "rest --method $Method --url $Uri" -Body $Payload
            $content = $Uri -like '*appRoleAssignments' ? '{"value":[]}' : $graphApp
            [pscustomobject]@{ StatusCode = 200; Content = $content }
        }

        function az {
            $file = $args -match '^@' -replace '^@' | Select-Object -First 1
            $body = $file ? (Get-Content $file -Raw) : $null
            $calls.Add([pscustomobject]@{ Tool = 'az'; Line = "$args"; Body = $body })
            switch -Wildcard ("$args") {
                'role definition list *' { '[]' }
                'rest --method GET *appRoleAssignments' { '{"value":[]}' }
                'rest --method GET *appId=*' { $graphApp }
            }
        }

        function aws { $calls.Add([pscustomobject]@{ Line = "$args" }) }
        $calls = [System.Collections.Generic.List[object]]::new()
    }

    BeforeEach { $calls.Clear() }

    It 'makes custom roles, assigns them and grants the permission of Graph, with <With>' -ForEach @(
        @{ With = 'Az PowerShell'; Choice = @{} }, @{ With = 'az'; Choice = @{ UseAzureCli = $true } }
    ) {
        $id, $subscription = (New-Guid), (New-Guid)
        $given = @{ PrincipalId = $id; SubscriptionId = $subscription; Scope = '/a/vnet', '/b/vnet' }
        $said = & $peer.RightsScriptPath @given @Choice
        $said | Should -HaveCount 4
        $roles = @($calls | Where-Object Line -Like 'role definition create *' | ForEach-Object Body | ConvertFrom-Json)
        $roles | Should -HaveCount 2
        $roles.Actions | Should -Contain 'Microsoft.Authorization/roleAssignments/write'
        $roles[0].AssignableScopes | Should -Be "/subscriptions/$subscription"
        $assigned = @($calls | Where-Object Line -Like 'role assignment create *').Line
        $assigned | Should -HaveCount 3
        $assigned[0] | Should -Match "--scope /subscriptions/$subscription .*$id"
        $granted = $calls | Where-Object Line -Like 'rest --method POST *'
        ($granted.Body | ConvertFrom-Json).appRoleId | Should -Be 'role-id'
        @($calls | Where-Object Tool -NE ($Choice.UseAzureCli ? 'az' : 'Az PowerShell')) | Should -HaveCount 0
    }

    It 'with Az PowerShell leaves alone what is there, and ends when Graph refuses' {
        function Get-AzRoleDefinition { [pscustomobject]@{ Id = 'known-id' } }
        function Get-AzRoleAssignment { 'there' }
        $given = @{ PrincipalId = New-Guid; SubscriptionId = New-Guid; Scope = '/a/vnet' }
        $null = & $peer.RightsScriptPath @given
        @($calls.Line) -like 'role * create *' | Should -BeNullOrEmpty
        $updated = @($calls | Where-Object Line -Like 'role definition update *').Body | ConvertFrom-Json
        $updated.Id | Select-Object -Unique | Should -Be 'known-id'
        function Invoke-AzRestMethod { [pscustomobject]@{ StatusCode = 403; Content = 'no' } }
        { & $peer.RightsScriptPath @given } | Should -Throw 'Microsoft Graph answered 403: no'
    }

    It 'puts the policy on the AWS user' {
        & $awsPeer.RightsScriptPath -UserName someone | Should -Be 'aws-peer for someone'
        $calls.Line | Should -Match 'put-user-policy --user-name someone .*aws-peer\.rights\.json'
    }

    It 'ends when a call fails' {
        function az { Invoke-PowerShell -Command 'exit 3' }
        { & $peer.RightsScriptPath -PrincipalId (New-Guid) -SubscriptionId (New-Guid) -Scope /a -UseAzureCli } |
            Should -Throw '*exit code: 3*'
    }
}
