# Dot-sourced by the tests of the help: reads the pages of docs/en-US, says what PowerShell itself knows of a cmdlet in
# the words of a page, and runs the examples that Get-Help shows. With TIMESCALEVPC_UPDATE_DOCS=1 the tests write these
# parts of the pages instead of comparing them, and make the page of a cmdlet that has none.

$PageFolder = (Resolve-Path "$PSScriptRoot/../../docs/en-US").Path
$UpdatePages = $env:TIMESCALEVPC_UPDATE_DOCS -eq '1'
$OutputWidth = 110
$CommonText = @'
This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction,
-InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable, -ProgressAction, -Verbose, -WarningAction and
-WarningVariable. For more information, see
[about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).
'@

$CommonNames = @([System.Management.Automation.Cmdlet]::CommonParameters) +
    [System.Management.Automation.Cmdlet]::OptionalCommonParameters.Where({ $_ -notin 'WhatIf', 'Confirm' })

function Get-PageFile([string] $Name) { Join-Path $PageFolder "$Name.md" }

function Read-PageText([string] $Name) { (Get-Content (Get-PageFile $Name) -Raw).ReplaceLineEndings("`n") }

function Write-PageText([string] $Name, [string] $Text) { Set-Content (Get-PageFile $Name) $Text -NoNewline }

# The parameters that a page describes, in its order.
function Get-OwnParameter([System.Management.Automation.CommandInfo] $Command) {
    $Command.Parameters.Values | Where-Object Name -NotIn $CommonNames |
        Where-Object { $_.Attributes.DontShow -notcontains $true } | Sort-Object Name
}

# The parameters of a set as its syntax shows them. Those that only say where something belongs are left out. PowerShell
# takes the order from reflection, where it is not certain (measured): here it is that of the class, then of its base.
function Get-SyntaxPart([System.Management.Automation.CommandInfo] $Command, $Set) {
    $texts = @{}
    foreach ($match in [regex]::Matches("$Set", '\S*-(\w+)\]*(?: <[^>]+>\]?)?')) {
        $texts[$match.Groups[1].Value] = $match.Value
    }

    $Set.Parameters | Where-Object { $texts.ContainsKey($_.Name) -and $_.Attributes.DontShow -notcontains $true } |
        Sort-Object -Stable -Property @(
            { $_.Position -ge 0 ? $_.Position : [int]::MaxValue }
            { -not $_.IsMandatory }
            { $_.Name -in 'WhatIf', 'Confirm' }
            { $_.Name -eq 'Confirm' }
            {
                $depth = 0
                $declared = $Command.ImplementingType.GetProperty($_.Name)?.DeclaringType
                for ($type = $Command.ImplementingType; $declared -and $type -ne $declared; $type = $type.BaseType) {
                    $depth++
                }

                $depth
            }
            { $Command.ImplementingType.GetProperty($_.Name)?.MetadataToken }
        ) | ForEach-Object { $texts[$_.Name] }
    '[<CommonParameters>]'
}

# The section SYNTAX, in PowerShell's own words, with lines of a length that can be read.
function Get-SyntaxSection([System.Management.Automation.CommandInfo] $Command) {
    $default, $others = $Command.ParameterSets.Where({ $_.IsDefault }, 'Split')
    foreach ($set in @($default) + @($others | Sort-Object Name)) {
        if ($Command.ParameterSets.Count -gt 1) { "### $($set.Name)$(if ($set.IsDefault) { ' (Default)' })" }
        '```'
        $line = $Command.Name
        foreach ($part in Get-SyntaxPart $Command $set) {
            if ("$line $part".Length -gt 110) { $line; $line = '' }
            $line += " $part"
        }

        $line
        '```'
        ''
    }
}

# The yaml of a parameter: a block for all sets, or one for each way in which sets differ.
function Get-ParameterYaml([System.Management.Automation.CommandInfo] $Command, [string] $Name, [string] $Default) {
    $parameter = $Command.Parameters[$Name]
    $type = $parameter.ParameterType
    $values = ($parameter.Attributes | Where-Object { $_ -is [ValidateSet] }).ValidValues -join ', '
    $wildcards = [bool]($parameter.Attributes | Where-Object { $_ -is [SupportsWildcards] })
    $sets = foreach ($set in $Command.ParameterSets) {
        $own = $set.Parameters | Where-Object Name -EQ $Name
        if (-not $own) { continue }
        $ways = @(if ($own.ValueFromPipelineByPropertyName) { 'ByPropertyName' }
            if ($own.ValueFromPipeline) { 'ByValue' })
        [pscustomobject]@{
            Set      = $set.Name
            Required = $own.IsMandatory
            Position = $own.Position -lt 0 ? 'Named' : $own.Position
            Pipeline = $ways ? "True ($($ways -join ', '))" : 'False'
        }
    }

    foreach ($group in $sets | Group-Object Required, Position, Pipeline) {
        $first = $group.Group[0]
        '```yaml'
        "Type: $(([Nullable]::GetUnderlyingType($type) ?? $type).Name)"
        $names = $group.Count -eq $Command.ParameterSets.Count ? '(All)' : ($group.Group.Set | Sort-Object) -join ', '
        "Parameter Sets: $names"
        "Aliases: $($parameter.Aliases -join ', ')".TrimEnd()
        if ($values) { "Accepted values: $values" }
        ''
        "Required: $($first.Required)"
        "Position: $($first.Position)"
        "Default value: $Default"
        "Accept pipeline input: $($first.Pipeline)"
        "Accept wildcard characters: $wildcards"
        '```'
        ''
    }
}

# What a parameter is without a value, as far as the cmdlet itself tells; nothing where the page must tell.
function Get-InitialValue([System.Management.Automation.CommandInfo] $Command, [string] $Name) {
    if ($Command.Parameters[$Name].SwitchParameter) { return 'False' }
    $value = [Activator]::CreateInstance($Command.ImplementingType).$Name
    if ($value -is [string] -and $value) { $value }
}

# A new page, with what PowerShell knows; the words are for the author.
function Get-NewPage([System.Management.Automation.CommandInfo] $Command) {
    $parts = foreach ($parameter in Get-OwnParameter $Command) {
        "### -$($parameter.Name)"
        ''
        'TODO'
        ''
        '```yaml'
        'Default value: None'
        '```'
        ''
    }

    @"
---
external help file: TimescaleVpc.Cmdlets.dll-Help.xml
Module Name: TimescaleVpc
online version:
schema: 2.0.0
---

# $($Command.Name)

## SYNOPSIS

TODO

## SYNTAX

## DESCRIPTION

TODO

## EXAMPLES

Each example runs as it stands in a new session of the sandbox: ``Connect-Timescale -Sandbox``.

### Example 1: TODO

``````powershell
$($Command.Name)
``````

TODO

## PARAMETERS

$($parts -join "`n")
### CommonParameters

$CommonText

## INPUTS

### None

## OUTPUTS

### System.Object

## NOTES

TODO

## RELATED LINKS

[about_TimescaleVpc](about_TimescaleVpc.md)
"@
}

# The page as it must be: SYNTAX and yaml from the cmdlet, everything else as it stands.
function Get-ExpectedPage([System.Management.Automation.CommandInfo] $Command, [string] $Page) {
    $syntax = "## SYNTAX`n`n$((Get-SyntaxSection $Command) -join "`n")`n"
    $Page = [regex]::Replace($Page, '(?ms)^## SYNTAX\n.*?(?=^## )', { $syntax })
    [regex]::Replace($Page, '(?ms)^### -(?<name>\w+)\n(?<text>.*?)(?<yaml>^```yaml\n.*?^```\n\n)+(?=^#)', {
            param($Match)
            $name = $Match.Groups['name'].Value
            if (-not $Command.Parameters.ContainsKey($name)) { return $Match.Value }
            $told = [regex]::Match($Match.Value, '(?m)^Default value: *(.*)$').Groups[1].Value
            $default = (Get-InitialValue $Command $name) ?? $told
            $yaml = (Get-ParameterYaml -Command $Command -Name $name -Default $default) -join "`n"
            "### -$name`n$($Match.Groups['text'].Value)$yaml`n"
        })
}

# The examples of a cmdlet, as Get-Help shows them. What stands before an example says in which session it runs: in one
# of the sandbox, in none, or with an account and a vault. The first example says it for all of the page.
function Read-Example([string] $Name) {
    $shown = @((Get-Help $Name).examples.example)
    $page = "$($shown[0].introduction[0].Text)"
    foreach ($example in $shown) {
        $own = @($example.introduction.Text) -match '^With '
        $remarks = @($example.remarks.Text).Trim()
        $hasOutput = $remarks[0] -eq 'Output:'
        [pscustomobject]@{
            Page    = $Name
            Title   = $example.title -replace '^-+ | -+$'
            Session = $own ? 'Account' : $page -match 'session of the sandbox' ? 'Sandbox' : 'None'
            Code    = $example.code
            Output  = $hasOutput ? $remarks[1] : $null
            Fails   = "$remarks" -match 'It ends with the error (\w+)\.' ? $Matches[1] : ''
        }
    }
}

# The code of an about topic, as Get-Help shows it: what is indented by eight columns. Each piece is pasted by itself.
function Read-TopicCode([string] $Name) {
    $pieces = [regex]::Matches((Get-Help $Name).ReplaceLineEndings("`n"), '(?m)(^ {8}.*\n(?:\n(?= {8}))?)+').Value
    for ($at = 0; $at -lt $pieces.Count; $at++) {
        [pscustomobject]@{
            Page = $Name; Title = "code $($at + 1)"; Session = 'Sandbox'; Output = $null; Fails = ''
            Code = $pieces[$at] -replace '(?m)^ {8}'
        }
    }
}

# A page with what its examples wrote in place of the output that it shows.
function Get-PageWithOutput([string] $Name, [hashtable] $Outputs) {
    $lines, $title = (Read-PageText $Name).Split("`n"), ''
    $result = [System.Collections.Generic.List[string]]::new()
    for ($at = 0; $at -lt $lines.Count; $at++) {
        if ($lines[$at] -match '^### (Example .+)$') { $title = $Matches[1] }
        $result.Add($lines[$at])
        if ($lines[$at] -ne '```output' -or -not $Outputs.ContainsKey($title)) { continue }
        $result.AddRange([string[]] $Outputs[$title].Split("`n"))
        while ($lines[$at] -ne '```') { $at++ }
        $result.Add('```')
    }

    $result -join "`n"
}

# A PowerShell with the module, and the vault that some examples speak of.
$Surroundings = {
    param($Module)
    $PSStyle.OutputRendering = 'PlainText'
    Import-Module $Module

    function Get-Secret([string] $Name, [switch] $AsPlainText) {
        $text = @{ mst = 'sandbox-mst-token'; tiger = 'sandbox-secret' }[$Name]
        if ($AsPlainText) { return $text }
        $secret = [System.Net.NetworkCredential]::new('', $text).SecurePassword
        $Name -eq 'tiger' ? [pscredential]::new('sandbox-public', $secret) : $secret
    }
}

# Runs the code of an example, and nothing else, in a runspace and a world of its own. Gives what it wrote, and the
# error that it ended with.
function Invoke-Example($Example) {
    $kept = @{}
    foreach ($variable in Get-ChildItem env: | Where-Object Name -Match '^(AIVEN|TIGER|AWS|AZURE)_') {
        $kept[$variable.Name] = $variable.Value
    }

    $kept.Keys | ForEach-Object { Remove-Item "env:$_" }
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())) -ItemType Directory).FullName
    $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault())
    $runspace.Open()
    $shell = [powershell]::Create($runspace)
    $bridges = @()
    try {
        $null = $shell.AddScript($Surroundings).AddArgument($ModulePath).Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddScript("Set-Location '$folder'").Invoke()
        if ($Example.Session -ne 'None') {
            $shell.Commands.Clear()
            $null = $shell.AddScript('Connect-Timescale -Sandbox').Invoke()
        }

        if ($Example.Session -eq 'Account') { $bridges = Open-Loopback $shell }
        $shell.Commands.Clear()
        $shell.Streams.ClearStreams()
        $null = $shell.AddScript($Example.Code)
        if ($null -ne $Example.Output) { $null = $shell.AddCommand('Out-String').AddParameter('Width', $OutputWidth) }
        $written = $shell.Invoke()
        if ($shell.Streams.Error.Count) { throw $shell.Streams.Error[0] }
        $text = $null -eq $Example.Output ? '' : $written -join ''
        @{ Output = ($text.ReplaceLineEndings("`n").Split("`n").TrimEnd() -join "`n").Trim("`n"); ErrorId = '' }
    }
    catch {
        $record = $_.Exception.InnerException.ErrorRecord ?? $_
        $id = $record.FullyQualifiedErrorId.Split(',')[0]
        @{ Output = ''; ErrorId = $id; Error = "$record $($record.ScriptStackTrace)" }
    }
    finally {
        $bridges | ForEach-Object { $_.Listener.Close(); $_.Shell.Dispose() }
        $shell.Dispose()
        $runspace.Dispose()
        Remove-Item $folder -Recurse
        Get-ChildItem env: | Where-Object Name -Match '^(AIVEN|TIGER|AWS|AZURE)_' | Remove-Item
        $kept.Keys | ForEach-Object { Set-Item "env:$_" $kept[$_] }
    }
}

# Puts the sandbox of a shell behind two ports of this machine, and has the environment lead there.
function Open-Loopback([powershell] $Shell) {
    $Shell.Commands.Clear()
    $world = $Shell.AddScript('(Get-TimescaleSession).Sandbox').Invoke()[0]
    $make = $world.GetType().GetMethod('CreateHandler', [Reflection.BindingFlags]'NonPublic, Instance')
    $handler = $make.Invoke($world, @())
    $hosts = @{ AIVEN_WEB_URL = 'https://api.aiven.io'; TIGER_API_URL = 'https://console.cloud.tigerdata.com' }
    foreach ($variable in $hosts.Keys) {
        $free = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $free.Start()
        $address = "http://127.0.0.1:$($free.LocalEndpoint.Port)"
        $free.Stop()
        $listener = [System.Net.HttpListener]::new()
        $listener.Prefixes.Add("$address/")
        $listener.Start()
        Set-Item "env:$variable" ($variable -like 'TIGER*' ? "$address/public/api/v1" : $address)
        $bridge = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $bridge.AddScript({
                param($Listener, $Handler, $To)
                $client = [System.Net.Http.HttpClient]::new($Handler, $false)
                while ($Listener.IsListening) {
                    # Closing the listener does not always wake up who waits for a request.
                    $next = $Listener.GetContextAsync()
                    while (-not $next.Wait(100)) { if (-not $Listener.IsListening) { return } }
                    $context = $next.Result
                    $request = [System.Net.Http.HttpRequestMessage]::new(
                        $context.Request.HttpMethod, $To + $context.Request.RawUrl)
                    foreach ($name in 'Authorization', 'Accept') {
                        $value = $context.Request.Headers[$name]
                        if ($value) { $null = $request.Headers.TryAddWithoutValidation($name, $value) }
                    }

                    $answer = $client.Send($request)
                    $context.Response.StatusCode = [int]$answer.StatusCode
                    $context.Response.ContentType = "$($answer.Content.Headers.ContentType)"
                    $answer.Content.ReadAsStream().CopyTo($context.Response.OutputStream)
                    $context.Response.Close()
                }
            }).AddArgument($listener).AddArgument($handler).AddArgument($hosts[$variable]).BeginInvoke()
        @{ Listener = $listener; Shell = $bridge }
    }
}

# The commands of an example with a parameter that they do not have, or with parameters of two sets.
function Find-BindingProblem($Example) {
    $ast = [System.Management.Automation.Language.Parser]::ParseInput($Example.Code, [ref]$null, [ref]$null)
    foreach ($call in $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
        $binding = [System.Management.Automation.Language.StaticParameterBinder]::BindCommand($call, $true)
        foreach ($failure in $binding.BindingExceptions.Values) { "$($failure.BindingException.Message)" }
    }
}
