using FsCheck;
using FsCheck.Fluent;
using PmBot.Bot.ConversationFiles;

namespace PmBot.Bot.Tests.ConversationFiles;

public sealed class ParserPropertyTests
{
    private static readonly string[] Pieces =
    [
        "camila", "> ", "x3", "@web", "bot", ":", "~", "/", "?", "expect ", "task ", "7", "\"", "“", "[", "]", "=", ",", "|", "+", "none", "labels", "status", "deleted",
        "now:", "wait ", "11m", "channel:", "slack:#x", "workspace:", " ", "\n", "\\n", "#", "«", "created", "(", "*", "é", "\u0301", "\0", "\uD83D",
    ];

    [Fact]
    public void Parser_answers_whatever_is_written()
    {
        var text = Gen.Elements(Pieces).ListOf().Select(string.Concat);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000),
            Prop.ForAll(text.ToArbitrary(), written => ConversationParser.Parse("f.txt", written) is { } parsed
                && (parsed.IsOk ? parsed.Value.Steps.Count > 0 : ((ConversationInvalid)parsed.Error).Mistakes.Count > 0)));
    }
}
