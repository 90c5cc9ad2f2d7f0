# The pages of docs/en-US, what the build made of them, and what Get-Help shows. With TIMESCALEVPC_UPDATE_DOCS=1 the
# parts of the pages that PowerShell itself knows, and the output of the examples, are written instead of compared.
BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/HelpPages.ps1
    Import-Module $ModulePath -Force
    $Commands = Get-Command -Module TimescaleVpc | ForEach-Object { @{ Name = $_.Name; Command = $_ } }
    if ($UpdatePages) {
        foreach ($one in $Commands | Where-Object { -not (Test-Path (Get-PageFile $_.Name)) }) {
            Write-PageText $one.Name ((Get-NewPage $one.Command) + "`n")
        }
    }

    $Topics = Get-ChildItem $PageFolder -Filter about_*.md | ForEach-Object { @{ Name = $_.BaseName } }
    # Two examples sign in to Azure and AWS for real, which nothing on this machine can stand in for.
    $real = 'Example 5: Name the Azure subscription', 'Example 6: Name the AWS profile and region'
    $Examples = @($Commands.ForEach({ Read-Example $_.Name }) + $Topics.ForEach({ Read-TopicCode $_.Name })) |
        ForEach-Object { @{ Page = $_.Page; Title = $_.Title; Example = $_ } }
    $Real, $Run = $Examples.Where({ $_.Page -eq 'Connect-Timescale' -and $_.Title -in $real }, 'Split')
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/HelpPages.ps1
    Import-Module $ModulePath -Force
    $Written = @{}
}

Describe 'The pages' {
    It 'are those of the cmdlets and the about topics, and no others' {
        $names = (Get-ChildItem $PageFolder -Filter *.md).BaseName | Where-Object { $_ -notlike 'about_*' }
        $names | Sort-Object | Should -Be ((Get-Command -Module TimescaleVpc).Name | Sort-Object)
        (Get-ChildItem $PageFolder -Filter about_*.md).BaseName | Sort-Object | Should -Be @(
            'about_TimescaleVpc', 'about_TimescaleVpc_AWS', 'about_TimescaleVpc_Azure', 'about_TimescaleVpc_Runbooks'
            'about_TimescaleVpc_Sandbox', 'about_TimescaleVpc_Tables'
        )
    }

    It 'hide nothing from a reader' {
        foreach ($page in Get-ChildItem $PageFolder -Filter *.md) { $page | Should -Not -FileContentMatch '<!--' }
    }
}

Describe 'The page of <Name>' -ForEach $Commands {
    It 'says what PowerShell knows of the cmdlet: syntax, types, sets, positions, pipeline, aliases' {
        $page = Read-PageText $Name
        $wanted = Get-ExpectedPage $Command $page
        if ($UpdatePages) { Write-PageText $Name $wanted }
        else { $page | Should -BeExactly $wanted -Because 'TIMESCALEVPC_UPDATE_DOCS=1 writes it' }
    }

    It 'describes its parameters in the order of the alphabet, and no others' {
        $described = [regex]::Matches((Read-PageText $Name), '(?m)^### -(\w+)$').ForEach({ $_.Groups[1].Value })
        $described | Should -Be @((Get-OwnParameter $Command).Name)
    }

    It 'tells a default for each parameter that may be left out' {
        $lines = [regex]::Matches((Read-PageText $Name), '(?m)^Default value:(.*)$')
        $lines.ForEach({ $_.Groups[1].Value.Trim() }) | Should -Not -Contain ''
        Read-PageText $Name | Should -Not -Match 'TODO'
    }

    It 'names only errors that exist' {
        $text = Get-Content "$PSScriptRoot/../../docs/troubleshooting.md" -Raw
        $known = [regex]::Matches($text, '(?m)^\| `(\w+)` \|').ForEach({ $_.Groups[1].Value })
        $notes = [regex]::Match((Read-PageText $Name), '(?ms)^ErrorIds.*?(?=^Sources|^## )').Value
        [regex]::Matches($notes, '`([A-Z]\w+)`').ForEach({ $_.Groups[1].Value }) |
            Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
    }
}

Describe 'Get-Help <Name>' -ForEach $Commands {
    BeforeAll { $help = Get-Help $Name -Full }

    It 'comes from the page' {
        $help.Synopsis | Should -Not -Match "^\s*$Name "
        $help.Synopsis | Should -Match '\.$'
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue | Should -Not -BeNullOrEmpty
        ($help.alertSet | Out-String) | Should -Match 'Permissions'
    }

    It 'describes each parameter, with -Parameter as well' {
        $described = Get-Help $Name -Parameter *
        $described.name | Should -Be @((Get-OwnParameter $Command).Name)
        foreach ($one in $described) { ($one.description.Text -join ' ').Length | Should -BeGreaterThan 15 }
        (Get-Help $Name -Parameter $described[0].name).description.Text | Should -Be $described[0].description.Text
    }

    It 'shows the syntax that the cmdlet has' {
        $shown = ($help.syntax | Out-String).Trim() -split '\r?\n\s*\r?\n' |
            ForEach-Object { $_ -replace '\s+', ' ' -replace '\[<CommonParameters>\]' }
        $shown | Should -HaveCount $Command.ParameterSets.Count
        foreach ($set in $Command.ParameterSets) {
            $line = ("$($Command.Name) $(Get-SyntaxPart $Command $set)" -replace '\[<CommonParameters>\]').Trim()
            $parts = [regex]::Matches($line, '\[?\[?-\w+\]?').Value
            $same = $shown | Where-Object { -not (Compare-Object $parts ([regex]::Matches($_, '\[?\[?-\w+\]?').Value)) }
            $same | Should -HaveCount 1 -Because $line
        }
    }

    It 'has three examples or more, each with its code apart from what it shows' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        $problems = $null
        foreach ($example in $help.examples.example) {
            $example.code | Should -Not -BeNullOrEmpty
            [Management.Automation.Language.Parser]::ParseInput($example.code, [ref]$null, [ref]$problems) | Out-Null
            $problems | Should -BeNullOrEmpty
        }

        $first = $help.examples.example[0].code.Split("`n")[0]
        (Get-Help $Name -Examples | Out-String -Width 200) | Should -Match ([regex]::Escape($first))
    }

    It 'leads to a page on the web, if the build knew where that is' {
        $base = (Get-Module TimescaleVpc).ProjectUri.OriginalString
        $page = $base -like '*.example' ? '' : "$base/blob/main/docs/en-US/$Name.md"
        "$($help.relatedLinks.navigationLink[0].uri)" | Should -Be $page
    }
}

Describe 'Get-Help <Name>' -ForEach $Topics {
    It 'shows the topic' {
        $text = Get-Help $Name | Out-String
        $text | Should -Match '(?m)^TOPIC'
        $text | Should -Match '(?m)^SHORT DESCRIPTION'
        $text.Length | Should -BeGreaterThan 1500
        $text -split '\r?\n' | Where-Object { $_ -notmatch '^ {8}' -and $_.Length -gt 80 } | Should -BeNullOrEmpty
        # Get-Help about_* shows it; PowerShell takes it from one line of the text.
        (Get-Help $Name).Synopsis | Should -Match '^\w.*\.$'
    }
}

Describe 'The example' {
    It 'of <Page>, <Title>' -ForEach $Run {
        $result = Invoke-Example $Example
        $result.ErrorId | Should -Be $Example.Fails -Because $result.Error
        if ($null -eq $Example.Output) { return }
        if ($UpdatePages) {
            if (-not $Written[$Page]) { $Written[$Page] = @{} }
            $Written[$Page][$Title] = $result.Output
            return
        }

        $result.Output.Trim() | Should -BeExactly $Example.Output.ReplaceLineEndings("`n").Trim()
    }

    # They sign in to Azure or AWS for real. What they say to a cmdlet is looked at nevertheless.
    It 'of <Page>, <Title>: binds' -ForEach $Real {
        Find-BindingProblem $Example | Should -BeNullOrEmpty
    }

    # Without it nothing would be compared, should PowerShell show the parts of an example in another way.
    It 'shows its output, in most cases' -ForEach @{ Found = $Run.Where({ $null -ne $_.Example.Output }).Count } {
        $Found | Should -BeGreaterThan 60
    }

    It 'is run, but for two' -ForEach @{ Found = $Real.Count } {
        $Found | Should -Be 2
    }

    AfterAll {
        foreach ($page in $Written.Keys) { Write-PageText $page (Get-PageWithOutput $page $Written[$page]) }
    }
}

Describe 'Help' {
    It 'is loaded by nothing but Get-Help: import reads no file of it' {
        $copy = "$TestDrive/TimescaleVpc"
        Copy-Item -Path (Split-Path $ModulePath) -Destination $copy -Recurse
        Get-ChildItem "$copy/en-US" | ForEach-Object { Set-Content $_ 'not even XML' }
        $text = "Import-Module '$copy'; `$null = Connect-Timescale -Sandbox; @(Get-TimescaleVpc).Count"
        Invoke-PowerShell -Command $text | Should -Be 2
    }
}
