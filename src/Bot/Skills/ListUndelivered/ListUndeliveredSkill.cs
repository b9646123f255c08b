using PmBot.Bot.Dialogs;
using PmBot.Bot.Queues;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.ListUndelivered;

/// <summary>"Mensajes sin entregar": what channels did not take, and what was written to the bot that it failed at, for admins of the workspace.</summary>
public sealed class ListUndeliveredSkill : Skill<NoSlots>
{
    private const int MaxListed = 10;
    private const int MaxText = 80;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("list_undelivered")
    {
        Aside = true,
        Replies = ["found", "none", "line", "nobody", "card", "resend", "unhandled", "unhandled_line", "private_line", "gone_line"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Person.Role is not WorkspaceRole.Admin)
        {
            return new SkillResult.Refused(new NotWorkspaceAdmin(Spec.Intent));
        }

        var letters = await turn.Services.Reading.Undelivered.ListAsync(turn.Actor.Workspace, cancellationToken);
        if (letters.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "none")));
        }

        List<string> lines = [.. Part("found", [.. letters.Where(l => !l.WasWritten)], turn), .. Part("unhandled", [.. letters.Where(l => l.WasWritten)], turn)];
        return new SkillResult.Done(new Reply(string.Join('\n', lines)) { Buttons = [Button.Saying(Text(turn, "resend"))] });
    }

    private IEnumerable<string> Part(string heading, IReadOnlyList<DeadLetter> letters, Turn turn)
    {
        if (letters.Count == 0) yield break;
        yield return Text(turn, heading, ("count", letters.Count));
        // All that waited for a place where the bot is not any more is one line.
        List<IReadOnlyList<DeadLetter>> lines = [.. letters.GroupBy(l => l.GoneFrom is { } place ? (l.Channel, place) : (l.Channel, $"{l.Id}")).Select(g => g.ToList())];
        foreach (var line in lines.Take(MaxListed)) yield return line[0].GoneFrom is null ? Line(line[0], turn) : GoneLine(line, turn);
        if (lines.Count > MaxListed) yield return turn.Text("and_more", ("count", lines.Skip(MaxListed).Sum(l => l.Count)));
    }

    private string GoneLine(IReadOnlyList<DeadLetter> letters, Turn turn) =>
        Text(turn, "gone_line", ("who", Who(letters[0], turn)), ("channel", ChannelWords.Of(letters[0].Channel, turn)), ("count", letters.Count));

    private string Who(DeadLetter letter, Turn turn) => (letter.IsPrivate ? letter.Person : letter.Conversation ?? letter.Person) ?? Text(turn, "nobody");

    private string Line(DeadLetter letter, Turn turn)
    {
        var at = turn.Local(letter.At);
        var text = letter.Text.ReplaceLineEndings(" ");
        return Text(
            turn, letter.WasWritten ? "unhandled_line" : letter.IsPrivate ? "private_line" : "line", ("who", letter.Person ?? letter.Conversation ?? Text(turn, "nobody")), ("channel", ChannelWords.Of(letter.Channel, turn)),
            ("date", DateWords.Moment(turn.Language, DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at), turn.Today)),
            ("text", text.Length == 0 ? Text(turn, "card") : CardText.Cut(text, MaxText)));
    }
}
