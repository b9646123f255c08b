using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Users.Linking;

namespace PmBot.Bot.Dialogs;

/// <summary>Reads a message as it stands in a conversation, without acting on it.</summary>
public sealed class MessageReader(INaturalLanguage nlu, SkillCatalog skills)
{
    /// <summary>The language of a message before anything else is known of whoever wrote it.</summary>
    public string LanguageOf(string message, string hint) => nlu.LanguageOf(LinkCode.Without(message), hint);

    /// <summary>Reads a message; its language becomes the turn's.</summary>
    public Understanding Hear(string message, Turn turn)
    {
        message = Rewording.Of(message);
        var expected = Expected(turn.State.Top);
        message = expected is null or EntityType.Text ? message : QuestionPhrases.WithoutDoubt(message);
        var heard = nlu.Understand(message, turn.NluContext(expected));
        if (expected is not (null or EntityType.Text) && heard.Operations.Count == 0 && QuestionPhrases.Asks(message)
            && nlu.Understand(message, turn.NluContext(null)) is { Operations.Count: > 0 } asking && asking.Operations.All(o => skills.IsAside(o.Intent) && o.Intent != "out_of_scope"))
        {
            // "La 2 quién la trae", while a task is asked for: a question, not its answer.
            heard = asking;
        }

        if (LinkCode.Find(message) is not null)
        {
            // A code is of no language; the words around it are.
            heard = heard with { Language = LanguageOf(message, turn.Language) };
        }

        turn.Hear(heard);
        return skills.Skills.Select(s => s.ReadForm(message)).FirstOrDefault(i => i is not null) is { } claimed ? heard with { Operations = [claimed] } : heard;
    }

    /// <summary>Reads a message once more, as the answer to a question; the language of the turn stays.</summary>
    public Understanding Answering(string message, SlotSpec slot, Turn turn) => nlu.Understand(message, turn.NluContext(slot.Type));

    /// <summary>The intent of the skill that a message is for by its mere form, or null.</summary>
    public string? ClaimantOf(string message) => skills.Skills.FirstOrDefault(s => s.Claims(message))?.Spec.Intent;

    /// <summary>What an answer to the open question is read as.</summary>
    private EntityType? Expected(DialogFrame? frame) => frame?.Asking is { } slot ? skills.SpecOf(frame)?.Slot(slot)?.Type : null;
}
