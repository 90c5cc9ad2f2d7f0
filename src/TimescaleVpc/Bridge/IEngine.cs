namespace TimescaleVpc;

/// <summary>The way from the cmdlets to the engine, which lives with its SDKs in a load context of its own.</summary>
internal interface IEngine
{
    /// <summary>Opens the stage that serves a request. One stage serves one call of one cmdlet.</summary>
    IStage Open(StageRequest request, ISink sink);
}
