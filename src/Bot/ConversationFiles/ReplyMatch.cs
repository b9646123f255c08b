using System.Text.RegularExpressions;
using PmBot.Bot.ConversationFiles.Running;
using PmBot.Nlu.Text;

namespace PmBot.Bot.ConversationFiles;

/// <summary>What a reply should be like. A closed set.</summary>
public abstract record ReplyMatch
{
    private ReplyMatch()
    {
    }

    /// <summary>As in "expected ...".</summary>
    internal abstract string Wanted { get; }

    internal abstract bool Matches(SeenReply reply);

    /// <summary><c>bot:</c>, this text and nothing else.</summary>
    public sealed record Exact(string Text) : ReplyMatch
    {
        internal override string Wanted => $"the reply {Quoted.Text(Text)}";

        internal override bool Matches(SeenReply reply) => string.Equals(reply.Text.Trim(), Text, StringComparison.Ordinal);
    }

    /// <summary><c>bot~</c>, this somewhere in what is shown, buttons too, case and accents aside.</summary>
    public sealed record Containing(string Text) : ReplyMatch
    {
        internal override string Wanted => $"a reply containing {Quoted.Text(Text)}";

        internal override bool Matches(SeenReply reply) => Fold.Text(reply.Shown).Contains(Fold.Text(Text), StringComparison.Ordinal);
    }

    /// <summary><c>bot/</c>, a regular expression that finds something; <c>^</c> and <c>$</c> also stand for line ends.</summary>
    public sealed record Pattern : ReplyMatch
    {
        private readonly Regex _regex;

        /// <summary>Compiles the expression.</summary>
        /// <exception cref="FormatException">It is none.</exception>
        public Pattern(string expression)
        {
            Expression = expression;
            try
            {
                _regex = new Regex(expression, RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(30));
            }
            catch (ArgumentException e)
            {
                throw new FormatException($"this is no regular expression: {e.Message}", e);
            }
        }

        /// <summary>As written.</summary>
        public string Expression { get; }

        internal override string Wanted => $"a reply matching /{Expression}/";

        internal override bool Matches(SeenReply reply) => _regex.IsMatch(reply.Text) || _regex.IsMatch(reply.Shown);

        /// <summary>What the named groups of the expression found, to be said later as <c>{name}</c>.</summary>
        internal IEnumerable<KeyValuePair<string, string>> Found(SeenReply reply) => (_regex.Match(reply.Text) is { Success: true } match ? match : _regex.Match(reply.Shown)).Groups.Values
            .Where(g => g.Success && !char.IsAsciiDigit(g.Name[0])).Select(g => new KeyValuePair<string, string>(g.Name, g.Value));
    }

    /// <summary><c>bot?</c>, any question; with text, one that contains it.</summary>
    public sealed record Question(string? Text) : ReplyMatch
    {
        internal override string Wanted => Text is null ? "a question" : $"a question containing {Quoted.Text(Text)}";

        internal override bool Matches(SeenReply reply) =>
            (reply.Text.Contains('?', StringComparison.Ordinal) || reply.CardText.Contains('?', StringComparison.Ordinal)) && (Text is null || new Containing(Text).Matches(reply));
    }
}
