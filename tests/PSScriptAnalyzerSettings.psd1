@{
    # Pester runs the blocks of a test in scopes that the analyzer does not know: a variable that BeforeAll sets and It
    # reads looks unused to this rule.
    ExcludeRules = @('PSUseDeclaredVarsMoreThanAssignments')
}
