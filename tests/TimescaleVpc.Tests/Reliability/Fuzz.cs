using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Tests.Scenarios;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// Feeds parsers with meaningless inputs. A parser may refuse in our own words; anything else is a defect, and is
/// printed with the line that repeats it.
/// </summary>
internal static class Fuzz
{
    /// <summary>FsCheck's generator wants an odd number beside the seed.</summary>
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public const int ByNight = 100_000;

    private const string SeedMark = ", seed ";
    private const string CountMark = ", input ";

    /// <summary>Texts: mutations of samples, and some that FsCheck makes up.</summary>
    public static Gen<string> Texts(params string[] samples) => Gen.Frequency(
        (7, Cases(random => Mutation.Of(samples[random.Next(samples.Length)], random))),
        (1, ArbMap.Default.GeneratorFor<string>().Where(text => text is not null)));

    /// <summary>Anything that is made with a source of chance.</summary>
    public static Gen<T> Cases<T>(Func<Random, T> make) =>
        Gen.Choose(0, int.MaxValue).Select(seed => make(new Random(seed)));

    public static void Check(
        ITestOutputHelper output, string name, Gen<string> inputs, Action<string> parse, int count = 3000,
        [CallerMemberName] string test = "") =>
        Check(output, name, inputs, text =>
        {
            parse(text);
            return Task.CompletedTask;
        }, count, test: test);

    public static void Check<T>(
        ITestOutputHelper output, string name, Gen<T> inputs, Func<T, Task> parse, int count = 3000,
        int byNight = ByNight, [CallerMemberName] string test = "", Case? testCase = null)
    {
        // By day the first part of them: the seed stays, so that the same inputs come each time.
        var (seed, number) = Asked(name, testCase ?? Case.Given) ?? (Nightly.IsOn ? (Random.Shared.Next(), byNight)
            : (Nightly.Seed, Math.Max(1, count / 4)));
        string? failure = null;
        var (tries, refusals) = (0, 0);
        var property = Prop.ForAll(inputs.ToArbitrary(), async (T input) =>
        {
            tries++;
            try
            {
                await parse(input);
            }
            catch (Exception error) when (IsOurs(error))
            {
                refusals++;
            }
            catch (Exception error)
            {
                failure ??= $"{JsonSerializer.Serialize(input)}\n{error}";
                throw;
            }
        });
        try
        {
            FsCheck.Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(number).WithQuietOnSuccess(true)
                    .WithReplay(Microsoft.FSharp.Core.FSharpOption<Replay>.Some(
                        new Replay(new Rnd((ulong)seed, Gamma), Microsoft.FSharp.Core.FSharpOption<int>.None))),
                property);
        }
        catch (Exception) when (failure is not null)
        {
            var excerpt = failure.Length > 6000 ? failure[..3000] + " … " + failure[^3000..] : failure;
            var one = new Case("fuzz", $"{name}{SeedMark}{seed}{CountMark}{tries}");
            Assert.Fail($"{one.Line($"FuzzTests.{test}")}\n{excerpt}");
        }

        Numbers.Say(output, "fuzz.txt", $"{name}: {tries} inputs, {refusals} refused in our words, seed {seed}");
    }

    /// <summary>The seed, and how many inputs, if the environment asks for this one.</summary>
    private static (int Seed, int Count)? Asked(string name, Case? testCase) =>
        testCase is { Part: "fuzz", Name: var text } && text.Split(SeedMark) is [var part, var rest] && part == name
            && rest.Split(CountMark) is [var seed, var count]
            ? (int.Parse(seed, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture)) : null;

    /// <summary>What the engine throws on purpose; a stage turns it into an error of the catalogue.</summary>
    public static bool IsOurs(Exception error) => error is TimescaleVpcException { ErrorId: not "UnexpectedError" }
        or UnknownOutcomeException or EntraException or TokenRefusedException or Ec2Exception or TigerException;
}
