// A host that writes down what it is asked and shown, and answers every prompt with the same choice.
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

public sealed class TestHost : PSHost
{
    private readonly TestUi ui;
    public TestHost(int answer, bool hasScreen) : this(answer, hasScreen, false) { }
    public TestHost(int answer, bool hasScreen, bool hasColour) { ui = new TestUi(answer, hasScreen, hasColour); }
    public List<string> Log { get { return ui.Log; } }

    /// <summary>Every text that reaches it, the parts of prompts and of progress each by itself.</summary>
    public List<string> Texts { get { return ui.Texts; } }


    /// <summary>The columns of its screen.</summary>
    public int Columns
    {
        set { ui.RawUI.BufferSize = ui.RawUI.WindowSize = new Size(value, 50); }
    }

    /// <summary>What is answered in order; afterwards always the same.</summary>
    public Queue<int> Answers { get { return ui.Answers; } }
    public override string Name { get { return "TestHost"; } }
    public override Version Version { get { return new Version(1, 0); } }
    public override Guid InstanceId { get; } = Guid.NewGuid();
    // An unattended host: no user interface at all.
    public bool NoUi { get; set; }
    public override PSHostUserInterface UI { get { return NoUi ? null : ui; } }
    public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
    public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
    public override void EnterNestedPrompt() { throw new NotSupportedException(); }
    public override void ExitNestedPrompt() { throw new NotSupportedException(); }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }
}

internal sealed class TestUi : PSHostUserInterface
{
    private readonly int answer;
    private readonly TestScreen screen;
    private readonly bool hasColour;
    internal TestUi(int answer, bool hasScreen, bool hasColour)
    {
        this.answer = answer;
        this.hasColour = hasColour;
        screen = hasScreen ? new TestScreen() : null;
    }
    public override bool SupportsVirtualTerminal { get { return hasColour; } }
    internal List<string> Log { get; } = new List<string>();
    internal List<string> Texts { get; } = new List<string>();
    private void Note(params string[] texts) { lock (Texts) Texts.AddRange(texts); }
    internal Queue<int> Answers { get; } = new Queue<int>();
    public override PSHostRawUserInterface RawUI { get { return screen; } }
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices,
        int defaultChoice)
    {
        lock (Log) Log.Add("ASK " + message);
        Note(caption, message);
        foreach (var choice in choices) Note(choice.Label, choice.HelpMessage);
        lock (Answers) return Answers.Count > 0 ? Answers.Dequeue() : answer;
    }
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (Log) Log.Add("PROGRESS " + record.RecordType + " " + record.ActivityId + " " + record.Activity);
        Note(record.Activity, record.StatusDescription, record.CurrentOperation ?? "");
    }
    public override void Write(string value) { lock (Log) Log.Add("OUT " + value); Note(value); }
    public override void Write(ConsoleColor f, ConsoleColor b, string value) { Write(value); }
    public override void WriteLine(string value) { Write(value); }
    public override void WriteLine(ConsoleColor f, ConsoleColor b, string value) { Write(value); }
    public override void WriteErrorLine(string value) { lock (Log) Log.Add("ERROR " + value); Note(value); }
    public override void WriteDebugLine(string message) { lock (Log) Log.Add("DEBUG " + message); Note(message); }
    public override void WriteVerboseLine(string message) { lock (Log) Log.Add("VERBOSE " + message); Note(message); }
    public override void WriteWarningLine(string message) { lock (Log) Log.Add("WARNING " + message); Note(message); }
    public override string ReadLine() { throw new NotImplementedException(); }
    public override SecureString ReadLineAsSecureString() { throw new NotImplementedException(); }
    public override Dictionary<string,
    PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        throw new NotImplementedException();
    }
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        throw new NotImplementedException();
    }
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        throw new NotImplementedException();
    }
}

internal sealed class TestScreen : PSHostRawUserInterface
{
    public override ConsoleColor ForegroundColor { get; set; }
    public override ConsoleColor BackgroundColor { get; set; }
    public override Coordinates CursorPosition { get; set; }
    public override Coordinates WindowPosition { get; set; }
    public override int CursorSize { get; set; }
    public override Size BufferSize { get; set; } = new Size(120, 50);
    public override Size WindowSize { get; set; } = new Size(120, 50);
    public override Size MaxWindowSize { get { return WindowSize; } }
    public override Size MaxPhysicalWindowSize { get { return WindowSize; } }
    public override bool KeyAvailable { get { return false; } }
    public override string WindowTitle { get; set; } = "";
    // As a console: characters of East Asia are two columns wide.
    public override int LengthInBufferCells(string text)
    {
        var length = 0;
        foreach (var letter in text) length += letter >= 0x2e80 && letter <= 0xffdc ? 2 : 1;
        return length;
    }
    public override int LengthInBufferCells(string text, int offset)
    {
        return LengthInBufferCells(text.Substring(offset));
    }
    public override KeyInfo ReadKey(ReadKeyOptions options) { throw new NotImplementedException(); }
    public override void FlushInputBuffer() { }
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) { throw new NotImplementedException(); }
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip,
        BufferCell fill) { }
}
