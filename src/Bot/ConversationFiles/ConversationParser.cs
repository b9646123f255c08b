using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.ConversationFiles.Expectations;
using PmBot.ProjectCore;

namespace PmBot.Bot.ConversationFiles;

/// <summary>Reads conversation files. Every line that cannot be understood is named, not only the first.</summary>
public static partial class ConversationParser
{
    private const int MostDeliveries = 100;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(3_660);

    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>Reads the text of a file.</summary>
    /// <param name="path">For the messages.</param>
    /// <param name="text">What it says.</param>
    /// <returns>The conversation, or <see cref="ConversationInvalid"/>.</returns>
    public static Result<ConversationFile> Parse(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var reading = new Reading();
        for (var i = 0; i < lines.Length; i++)
        {
            try
            {
                reading.Take(i + 1, lines[i].Trim());
            }
            catch (FormatException e)
            {
                reading.Mistakes.Add(new ConversationMistake(i + 1, e.Message));
            }
        }

        if (reading.Mistakes.Count == 0 && !reading.Steps.OfType<MessageStep>().Any())
        {
            reading.Mistakes.Add(new ConversationMistake(0, "nobody says anything; write a message as: camila> hola"));
        }

        return reading.Mistakes.Count == 0
            ? new ConversationFile(path, reading.Title ?? Path.GetFileNameWithoutExtension(path), reading.Workspace, reading.Steps)
            : new ConversationInvalid(path, reading.Mistakes);
    }

    [GeneratedRegex(@"^(?<user>[\p{L}\p{N}._+-]+)(?:@(?<place>[^\s>]+))?(?:\s+x(?<times>\d{1,4}))?\s*>(?<overheard>>)?(?<text>.*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Message();

    [GeneratedRegex(@"^(?:(?<n>\d{1,6})(?<unit>[smhd])\s*)+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Duration();

    private sealed class Reading
    {
        public string? Title { get; private set; }

        public WorkspaceSetting? Workspace { get; private set; }

        public List<ConversationStep> Steps { get; } = [];

        public List<ConversationMistake> Mistakes { get; } = [];

        private bool _workspaceSeen;

        public void Take(int line, string text)
        {
            if (text.Length == 0)
            {
                return;
            }

            if (text[0] == '#')
            {
                if (line == 1 && text.TrimStart('#', ' ') is { Length: > 0 } title)
                {
                    Title = title;
                }

                return;
            }

            if (Step(line, text) is { } step)
            {
                Steps.Add(step);
            }
        }

        private bool SomebodySpoke => Steps.Exists(step => step is MessageStep);

        private ConversationStep? Step(int line, string text)
        {
            if (After(text, "workspace:") is { } workspace)
            {
                SetWorkspace(line, workspace);
                return null;
            }

            return After(text, "now:") is { } now ? new ClockStep(line, Moment(now))
                : After(text, "channel:") is { } channel ? new ChannelStep(line, ChannelPlace.Parse(channel))
                : After(text, "wait ") is { } wait ? new WaitStep(line, Span(wait))
                : After(text, "expect ") is { } expect ? Expect(line, expect)
                : After(text, "bot") is [':' or '~' or '/' or '?', ..] reply ? Reply(line, reply[0], reply[1..].Trim())
                : Message().Match(text) is { Success: true } message ? Say(line, message)
                : throw new FormatException(
                    $"this is no directive: {Quoted.Text(text)}; a line is a message (camila> hola), bot: bot~ bot/ bot?, expect, wait, now:, channel:, workspace:, or a comment (#)");
        }

        private void SetWorkspace(int line, string path)
        {
            if (_workspaceSeen)
            {
                throw new FormatException("the workspace is set already");
            }

            if (SomebodySpoke)
            {
                throw new FormatException("the workspace comes before the first message");
            }

            _workspaceSeen = true;
            Workspace = path switch
            {
                "" => throw new FormatException("workspace: wants a file, relative to this one, or none"),
                "none" => null,
                _ => new WorkspaceSetting(line, path),
            };
        }

        private ExpectStep Expect(int line, string text)
        {
            var expectation = ExpectationParser.Parse(text);
            if (expectation is Expectation.ReplyLanguage or Expectation.NothingChanged or Expectation.NoReply)
            {
                NeedMessage();
            }

            return new ExpectStep(line, expectation);
        }

        private ReplyStep Reply(int line, char kind, string text)
        {
            NeedMessage();
            if (text.Length == 0 && kind != '?')
            {
                throw new FormatException($"bot{kind} wants a text after it; any question is bot?");
            }

            return new ReplyStep(line, kind switch
            {
                ':' => new ReplyMatch.Exact(LineBreaks(text)),
                '~' => new ReplyMatch.Containing(LineBreaks(text)),
                '/' => new ReplyMatch.Pattern(text),
                _ => new ReplyMatch.Question(text.Length == 0 ? null : LineBreaks(text)),
            });
        }

        private void NeedMessage()
        {
            if (!SomebodySpoke)
            {
                throw new FormatException("nobody has said anything yet, so there is no reply");
            }
        }

        private static MessageStep Say(int line, Match message)
        {
            var user = message.Groups["user"].Value;
            var place = message.Groups["place"] is { Success: true } at ? ChannelPlace.Parse(at.Value) : null;
            var times = message.Groups["times"] is { Success: true } x ? int.Parse(x.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 1;
            if (times is 0 or > MostDeliveries)
            {
                throw new FormatException($"a message is delivered x1 to x{MostDeliveries.ToString(CultureInfo.InvariantCulture)} times");
            }

            if (user is "bot")
            {
                throw new FormatException("the bot's side is written as bot: bot~ bot/ or bot?");
            }

            return message.Groups["text"].Value.Trim() switch
            {
                "" => throw new FormatException($"{user} says nothing"),
                ['[', .. var button, ']'] when button.Trim() is { Length: > 0 } title && !title.AsSpan().ContainsAny('[', ']') =>
                    new PressStep(line, user, place, times, title),
                var text => new SayStep(line, user, place, times, LineBreaks(text)) { IsOverheard = message.Groups["overheard"].Success },
            };
        }

        private static DateTimeOffset Moment(string text) =>
            DateTimeOffset.TryParseExact(
                text.EndsWith('Z') ? $"{text[..^1]}+00:00" : text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                ? moment
                : throw new FormatException($"this is no moment: {Quoted.Text(text)}; write it with its offset, as 2026-03-03T09:30-05:00");

        private static TimeSpan Span(string text)
        {
            if (Duration().Match(text) is not { Success: true } match)
            {
                throw new FormatException($"this is no time to wait: {Quoted.Text(text)}; write 30s, 11m, 2h, 3d or 1h30m");
            }

            var seconds = match.Groups["n"].Captures.Zip(match.Groups["unit"].Captures)
                .Sum(part => SecondsOf(part.Second.Value) * long.Parse(part.First.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
            return seconds <= LongestWait.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : throw new FormatException($"the longest wait is {LongestWait.Days.ToString(CultureInfo.InvariantCulture)}d");
        }

        private static long SecondsOf(string unit) => unit switch
        {
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            _ => 86_400,
        };

        private static string LineBreaks(string text) => text.Replace("\\n", "\n", StringComparison.Ordinal);

        private static string? After(string text, string directive) =>
            text.StartsWith(directive, StringComparison.Ordinal) ? text[directive.Length..].Trim() : null;
    }
}
